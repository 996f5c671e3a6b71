import { createHash } from 'node:crypto';
import { bytesOfDataAddress } from './addresses.ts';
import type { BodyAddresses } from './body-addresses.ts';

/** Where the links and pictures of a page's part lead. */
export interface ShownAddresses extends BodyAddresses {
  /** The address that relative ones go by. */
  readonly base: string;
  /** Hosts under which the platform puts up what it takes over, besides the page's own; null where pages keep our addresses. */
  readonly rehostedAt: readonly string[] | null;
}

const KINDS = [
  ['links', '链接'],
  ['pictures', '图片'],
] as const satisfies readonly (readonly [keyof BodyAddresses, string])[];

const LONGEST_SHOWN = 80;

const shorten = (address: string): string =>
  address.length > LONGEST_SHOWN ? `${address.slice(0, LONGEST_SHOWN).toWellFormed()}…` : address;

/** What an address leads to, whatever its scheme, its place within the page and, of a picture within the page, its encoding. */
const targetOf = (address: string, base: string): string => {
  const bytes = bytesOfDataAddress(address);
  if (bytes !== null) return `data:${createHash('sha256').update(bytes).digest('hex')}`;
  const url = URL.parse(address, base);
  if (url === null) return address;
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb ? `//${url.host}${url.pathname}${url.search}` : url.href;
};

/** May the platform have put this up itself? Then nobody can tell whether it is what we sent. */
const isRehosted = (address: string, { base, rehostedAt }: ShownAddresses): boolean => {
  if (rehostedAt === null) return false;
  const url = URL.parse(address, base);
  return (
    url === null || url.protocol === 'data:' || [URL.parse(base)?.host, ...rehostedAt].includes(url.host)
  );
};

/**
 * Does what a page shows under the same words lead elsewhere? The first address that does, said in Chinese; null where none
 * does. Links that a platform leaves out, and what it puts up under addresses of its own, are no difference.
 */
export const differingAddress = (expected: BodyAddresses, shown: ShownAddresses): string | null => {
  const { base, rehostedAt } = shown;
  for (const [kind, name] of KINDS) {
    const ours = new Map(expected[kind].map((address) => [targetOf(address, base), address]));
    const there = new Map(shown[kind].map((address) => [targetOf(address, base), address]));
    // A place on the page itself.
    for (const targets of [ours, there]) targets.delete(targetOf('', base));
    const strange = [...there].find(([target, address]) => !ours.has(target) && !isRehosted(address, shown));
    if (strange !== undefined) return `正文的${name}指向“${shorten(strange[1])}”，原文没有这个地址。`;
    const lost = rehostedAt === null ? [...ours].find(([target]) => !there.has(target)) : undefined;
    if (lost !== undefined) return `正文缺少指向“${shorten(lost[1])}”的${name}。`;
  }
  return null;
};
