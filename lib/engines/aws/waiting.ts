import * as z from 'zod';
import type { ChannelId } from '../../domain/item.ts';
import { WAITING_REASONS, type WaitingReason } from '../../domain/waiting.ts';
import type { Page, WaitingCount, WaitingCounts, WaitingEntry, WaitingQuery } from '../../ports/ledger.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { channelOf, deliveryKey, isDeliveryKey, itemIdOf, itemKey, waitingPartition } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { parseRow } from './parse-row.ts';

/** Entries of one reason that are counted at the most: two pages of the service. */
const COUNTED = 10_000;

const WaitingRow = z.object({ pk: z.string(), sk: z.string(), waitingSince: z.number() });

/** The last entry taken of each reason. */
const Position = z.partialRecord(
  z.enum(WAITING_REASONS),
  z.object({ itemId: z.string(), channel: z.string().nullable(), since: z.number() }),
);
type Position = z.infer<typeof Position>;

async function* entriesOf(
  { table }: LedgerContext,
  reason: WaitingReason,
  { after, pageSize }: { readonly after?: Position[WaitingReason]; readonly pageSize: number },
): AsyncGenerator<WaitingEntry> {
  const partition = waitingPartition(reason);
  const rows = table.query({
    index: 'waiting',
    partition,
    pageSize,
    ...(after && {
      after: {
        ...(after.channel === null ? itemKey(after.itemId) : deliveryKey(after.itemId, after.channel)),
        waitingFor: partition,
        waitingSince: after.since,
      },
    }),
  });
  for await (const row of rows) {
    const { pk, sk, waitingSince } = parseRow(WaitingRow, row);
    const channel = isDeliveryKey({ sk }) ? channelOf({ sk }) : null;
    yield { itemId: itemIdOf({ pk }), channel, reason, since: waitingSince };
  }
}

/** One partition a reason, merged by time: what waits for people comes no faster than one partition takes it. */
export const listWaiting = async (
  context: LedgerContext,
  { reason, channel, cursor, limit }: WaitingQuery,
): Promise<Page<WaitingEntry>> => {
  const position: Position = cursor === undefined ? {} : { ...parseCursor(Position, cursor) };
  const reasons = WAITING_REASONS.filter((each) => (reason ?? each) === each);
  const streams = reasons.map((each) =>
    entriesOf(context, each, {
      pageSize: channel === undefined ? limit + 1 : 1000,
      ...(position[each] && { after: position[each] }),
    }),
  );
  const rows: WaitingEntry[] = [];
  for await (const entry of mergeOrdered(streams, (a, b) => a.since - b.since)) {
    if ((channel ?? entry.channel) !== entry.channel) continue;
    if (rows.length === limit) return { rows, nextCursor: formatCursor(position) };
    rows.push(entry);
    const { itemId, channel: on, since } = entry;
    position[entry.reason] = { itemId, channel: on, since };
  }
  return { rows, nextCursor: null };
};

export const countWaiting = async (context: LedgerContext): Promise<WaitingCounts> => {
  const counted = await Promise.all(WAITING_REASONS.map((reason) => countReason(context, reason)));
  return {
    counts: counted.flatMap(({ counts }) => counts),
    complete: counted.every(({ complete }) => complete),
  };
};

const countReason = async (context: LedgerContext, reason: WaitingReason): Promise<WaitingCounts> => {
  const counts = new Map<ChannelId | null, WaitingCount>();
  let counted = 0;
  for await (const { channel, since } of entriesOf(context, reason, { pageSize: COUNTED })) {
    if (counted === COUNTED) return { counts: [...counts.values()], complete: false };
    const known = counts.get(channel);
    // The first of a channel is its oldest.
    counts.set(
      channel,
      known === undefined
        ? { reason, channel, count: 1, oldestSince: since }
        : { ...known, count: known.count + 1 },
    );
    counted += 1;
  }
  return { counts: [...counts.values()], complete: true };
};
