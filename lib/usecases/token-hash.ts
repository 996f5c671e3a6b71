import { hash } from 'node:crypto';
import type { Sha256 } from '../domain/item.ts';

/**
 * What is kept of a token. Looking up by it, and never by the token, also makes the time of a look-up harmless: nobody
 * can choose tokens whose hashes come ever closer to a kept one.
 */
export const tokenHash = (token: string): Sha256 => hash('sha256', token, 'hex');
