import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  emptyHistory,
  HISTORY_BLOCK,
  type History,
  type HistoryEntry,
  headOf,
  historyHashes,
  isUnbroken,
  sealedEntries,
  withEntry,
} from '../../../lib/domain/history.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const OWNER = { itemId: 'ab'.repeat(32), channel: 'portal' };
const entry = (at: number, what = 'redriven'): HistoryEntry => ({
  at,
  by: 'token:t1',
  what,
  why: '渠道恢复',
});
const three = (): History => [entry(1), entry(2), entry(3)].reduce<History>(withEntry, emptyHistory(OWNER));

describe('a history', () => {
  it('is chained as the documents say: each hash over the one before and the four words of the entry', () => {
    const start = sha256(`["${OWNER.itemId}","portal"]`);

    const { historyHead } = withEntry(emptyHistory(OWNER), entry(5));

    expect(historyHead).toBe(sha256(`["${start}",5,"token:t1","redriven","渠道恢复"]`));
  });

  it('is unbroken as it was written', () => {
    expect(isUnbroken(OWNER, three())).toBe(true);
    expect(historyHashes(OWNER, three().history).at(-1)).toBe(three().historyHead);
  });

  it.each<[string, (entries: readonly HistoryEntry[]) => readonly HistoryEntry[]]>([
    ['a changed entry', ([a, , c]) => [a, entry(2, 'parked'), c].flatMap((one) => one ?? [])],
    ['an entry left out', ([a, , c]) => [a, c].flatMap((one) => one ?? [])],
    ['the last entry cut off', (entries) => entries.slice(0, -1)],
    ['entries in another order', ([a, b, c]) => [b, a, c].flatMap((one) => one ?? [])],
    ['an entry that nobody told', (entries) => [...entries, entry(4)]],
  ])('is broken by %s', (_what, tampered) => {
    const { history, historyHead } = three();

    expect(isUnbroken(OWNER, { history: tampered(history), historyHead })).toBe(false);
  });

  it('is one row’s own: it cannot be passed off as that of another channel or item', () => {
    expect(isUnbroken({ ...OWNER, channel: 'municipal' }, three())).toBe(false);
    expect(isUnbroken({ ...OWNER, channel: null }, three())).toBe(false);
    expect(isUnbroken({ ...OWNER, itemId: 'cd'.repeat(32) }, three())).toBe(false);
  });

  it('never tells of an earlier moment than the entry before', () => {
    const { history } = withEntry(three(), entry(1));

    expect(history.at(-1)?.at).toBe(3);
  });

  it('keeps between one and two blocks of newest entries out of the seal, once there are as many', () => {
    const kept = Array.from({ length: 200 }, (_, entries) => entries - sealedEntries(entries));

    expect(kept.every((count, entries) => count === entries || count >= HISTORY_BLOCK)).toBe(true);
    expect(Math.max(...kept)).toBeLessThan(2 * HISTORY_BLOCK);
  });

  it('has a head before its first entry', () => {
    expect(headOf(OWNER, [])).toBe(emptyHistory(OWNER).historyHead);
  });
});
