import { hash } from 'node:crypto';
import type { ChannelId, Sha256 } from '../item.ts';

/** Hexadecimal digits: 128 bits. */
const SALT_DIGITS = 32;

/**
 * What keeps an item's words from being guessed from their hash. It follows from the edition's key, which nobody can
 * work out without the whole of the edition, so that building again gives the same.
 */
export const saltOf = (editionKey: string, channel: ChannelId): string =>
  hash('sha256', JSON.stringify(['gongkai-evidence-words/1', editionKey, channel])).slice(0, SALT_DIGITS);

/** SHA-256 of the JSON array of the salt and of the words as the cells of the line show them, an empty cell as an empty text. */
export const wordsHash = (salt: string, words: readonly string[]): Sha256 =>
  hash('sha256', JSON.stringify([salt, ...words]));
