import * as z from 'zod';
import { canonicalLine } from '../../domain/content/canonical-text.ts';
import { ITEM_STATES } from '../../domain/ledger-rows.ts';
import type { ItemQuery, ListedItem, Page } from '../../ports/ledger.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { itemIdOf, itemKey } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';
import { gatherItem } from './read-item.ts';
import { orNull } from './row-parts.ts';

/** Items read at once. */
const READS = 16;

const RecentEntry = z.object({
  pk: z.string(),
  acceptedIn: z.string(),
  acceptedAt: z.number(),
  title: z.string(),
  documentNumber: orNull(z.string()),
  plan: z.array(z.string()),
});
type RecentEntry = z.infer<typeof RecentEntry>;

const Position = z.object({ itemId: z.string(), month: z.string(), acceptedAt: z.number() });
type Position = z.infer<typeof Position>;

/** The months of *recent*, newest first; what the index cannot tell is decided on the base rows. */
export const listItems = async (context: LedgerContext, query: ItemQuery): Promise<Page<ListedItem>> => {
  const after = query.cursor === undefined ? null : parseCursor(Position, query.cursor);
  const rows: ListedItem[] = [];
  let last: RecentEntry | undefined;

  for await (const candidates of inGroups(candidatesOf(context, query, after), READS)) {
    const gathered = await Promise.all(candidates.map((entry) => gatherItem(context, itemIdOf(entry))));
    for (const [index, found] of gathered.entries()) {
      if (found === undefined || !matches(query, found)) continue;
      // One row too many tells that there is a next page.
      if (rows.length === query.limit && last !== undefined) {
        const { acceptedIn: month, acceptedAt } = last;
        return {
          rows,
          nextCursor: formatCursor({ itemId: itemIdOf(last), month, acceptedAt } satisfies Position),
        };
      }
      rows.push({ item: found.item, deliveries: found.deliveries });
      last = candidates[index];
    }
  }
  return { rows, nextCursor: null };
};

/** Entries of the index that may match, after the position. */
async function* candidatesOf(
  { table, calendar }: LedgerContext,
  { text, channel, limit }: ItemQuery,
  after: Position | null,
): AsyncGenerator<RecentEntry> {
  const wanted = text === undefined ? '' : canonicalLine(text);
  const months = await calendar.months();
  for (const partition of months.filter((month) => after === null || month <= after.month)) {
    const rows = table.query({
      index: 'recent',
      partition,
      descending: true,
      pageSize: wanted === '' && channel === undefined ? limit + 1 : 1000,
      ...(after?.month === partition && {
        after: { ...itemKey(after.itemId), acceptedIn: partition, acceptedAt: after.acceptedAt },
      }),
    });
    for await (const row of rows) {
      const entry = parseRow(RecentEntry, row);
      if (channel !== undefined && !entry.plan.includes(channel)) continue;
      if (wanted === '' || containsText(entry, wanted)) yield entry;
    }
  }
}

const containsText = (
  { title, documentNumber }: { readonly title: string; readonly documentNumber: string | null },
  wanted: string,
): boolean =>
  canonicalLine(title).includes(wanted) ||
  (documentNumber !== null && canonicalLine(documentNumber).includes(wanted));

/** Every condition again, on what is true now. */
const matches = ({ text, channel, state }: ItemQuery, { item, deliveries }: ListedItem): boolean => {
  if (text !== undefined && !containsText(item, canonicalLine(text))) return false;
  if (channel !== undefined && !item.plan.includes(channel)) return false;
  if (state === undefined || state === item.state) return true;
  if (ITEM_STATES.some((itemState) => itemState === state) && state !== 'withdrawn') return false;
  const channels = channel === undefined ? item.plan : [channel];
  return channels.some((planned) => {
    const delivery = deliveries.find((candidate) => candidate.channel === planned);
    return (delivery?.state ?? 'none') === state;
  });
};

async function* inGroups<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<readonly Row[]> {
  let group: Row[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length === size) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}
