import { createHash } from 'node:crypto';
import type { ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Told {
  readonly history: readonly {
    readonly at: number;
    readonly by: string;
    readonly what: string;
    readonly why: string | null;
  }[];
  readonly historyHead: string;
}

/** By the rule as it is written down, not by the code that chains: each hash is over the one before and the entry. */
const broken = (itemId: string, channel: string | null, { history, historyHead }: Told): string[] => {
  let hash = sha256(JSON.stringify([itemId, channel]));
  let last = 0;
  const complaints: string[] = [];
  for (const { at, by, what, why } of history) {
    hash = sha256(JSON.stringify([hash, at, by, what, why]));
    if (at < last) complaints.push(`the history of ${itemId} ${channel ?? ''} runs backwards at ${what}`);
    last = at;
  }
  if (hash !== historyHead) complaints.push(`the history of ${itemId} ${channel ?? ''} is broken`);
  return complaints;
};

export const historyComplaints = (snapshots: readonly ItemSnapshot[]): string[] =>
  snapshots.flatMap(({ item, deliveries }) => [
    ...broken(item.id, null, item),
    ...deliveries.flatMap((row) => broken(item.id, row.channel, row)),
  ]);
