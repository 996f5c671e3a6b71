import { createHash } from 'node:crypto';
import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { isInLine } from '../domain/delivery-plan.ts';
import { withEntry } from '../domain/history.ts';
import type { ChannelId, Instant, ItemId } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { PublishedItem } from '../domain/publication.ts';
import { yearOf } from '../domain/shanghai-time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';

/** Published items looked at for a sample at the most. */
const LOOKED_AT = 50_000;

export interface ConfirmationOrder {
  /** Copies to read back, of all that are public on the channel. */
  readonly sample: number;
  readonly reason: string | null;
}

export type AskConfirmation = (
  channel: ChannelId,
  order: ConfirmationOrder,
  by: string,
) => Promise<
  { readonly outcome: 'asked'; readonly items: readonly ItemId[] } | { readonly outcome: 'not-found' }
>;

const isPublicThere = ({ publications }: PublishedItem, channel: ChannelId): boolean =>
  publications.some(
    (publication) =>
      publication.channel === channel && !publication.imported && publication.withdrawal === null,
  );

/** A copy with a page that the pipeline put up and has nothing to do to. */
const readableCopy = ({ item, deliveries }: ItemSnapshot, channel: ChannelId): DeliveryRow | undefined => {
  const row = deliveries.find((delivery) => delivery.channel === channel);
  if (row === undefined || (row.state !== 'published' && row.state !== 'confirmed')) return undefined;
  const hasPage = row.importedBy === null && row.receipt !== null && row.receipt.url !== null;
  return hasPage && !item.owed.includes(channel) && isInLine(item, row) ? row : undefined;
};

const askedFor = (
  row: DeliveryRow,
  { reason }: ConfirmationOrder,
  by: string,
  now: Instant,
): DeliveryRow => ({
  ...row,
  version: row.version + 1,
  confirmAt: Math.min(row.confirmAt ?? now, now),
  ...withEntry(row, { at: now, by, what: 'confirmation-asked', why: reason }),
});

/**
 * Makes a random sample of a channel's public copies due to be read back at once, as before a return is filed. What comes of
 * it shows on each delivery, and in what waits for a person.
 */
export const createAskConfirmation = (dependencies: {
  readonly ledger: Ledger;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly clock: Clock;
}): AskConfirmation => {
  const { ledger, definitions, clock } = dependencies;

  /** Ids are hashes, so those that follow a place which nobody chose are a random sample; the end goes on at the beginning. */
  async function* publishedFromSomewhere(channel: ChannelId): AsyncGenerator<PublishedItem> {
    const now = clock.now();
    const year = yearOf(now);
    const start = createHash('sha256').update(`${channel} ${now}`).digest('hex');
    yield* ledger.publishedItems(year, start);
    for await (const item of ledger.publishedItems(year)) {
      if (item.itemId > start) return;
      yield item;
    }
  }

  const ask = async (itemId: ItemId, channel: ChannelId, order: ConfirmationOrder, by: string) => {
    for (;;) {
      const snapshot = await ledger.read(itemId);
      const row = snapshot && readableCopy(snapshot, channel);
      if (snapshot === undefined || row === undefined) return false;
      const next = askedFor(row, order, by, clock.now());
      const { generation } = snapshot.item;
      const amended = await ledger.amend(next, row.version, { generation, owed: { is: 'none' } });
      if (amended !== 'stale') return true;
    }
  };

  return async (channel, order, by) => {
    if (!definitions.has(channel)) return { outcome: 'not-found' };
    const items: ItemId[] = [];
    let looked = 0;
    for await (const item of publishedFromSomewhere(channel)) {
      if (items.length === order.sample || looked === LOOKED_AT) break;
      looked += 1;
      if (isPublicThere(item, channel) && (await ask(item.itemId, channel, order, by)))
        items.push(item.itemId);
    }
    return { outcome: 'asked', items };
  };
};
