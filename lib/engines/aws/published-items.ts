import * as z from 'zod';
import { mergeItems } from '../../domain/count/merge-items.ts';
import type { ItemId } from '../../domain/item.ts';
import type {
  PatternTally,
  Publication,
  PublicationPattern,
  PublishedItem,
} from '../../domain/publication.ts';
import { type Relations, relationsOf } from '../../domain/relations/relations.ts';
import { dayOf, yearOf } from '../../domain/shanghai-time.ts';
import {
  channelOf,
  DELIVERIES,
  itemIdOf,
  itemPartition,
  PUBLISHED_DIGITS,
  publishedAfter,
  publishedPartition,
} from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { parseRow } from './parse-row.ts';
import { readDecisions } from './relation-log.ts';
import { orNull, StoredFacts, WITHDRAWAL_MARKS } from './row-parts.ts';

/** Digits read at once by a tally. */
const STREAMS = 4;
/** Groups of merged items read at once. */
const GROUPS_AT_ONCE = 16;

export const PublishedEntry = z.object({
  pk: z.string(),
  sk: z.string(),
  publishedAs: z.string(),
  generation: z.int(),
  publicAt: z.number(),
  withdrawal: orNull(z.enum(WITHDRAWAL_MARKS)),
  importedBy: orNull(z.number()),
  facts: StoredFacts,
});
export type PublishedEntry = z.infer<typeof PublishedEntry>;

/** One after another in order of id, holding one entry of each year, and what people merged. */
export async function* publishedItems(
  context: LedgerContext,
  throughYear: number,
  afterId: ItemId = '',
): AsyncGenerator<PublishedItem> {
  const relations = relationsOf(await readDecisions(context.table, 0));
  const merged = await mergedItems(context, throughYear, relations);

  async function* unmerged(): AsyncGenerator<PublishedItem> {
    for (const digit of PUBLISHED_DIGITS) {
      if (digit < afterId.slice(0, 1)) continue;
      for await (const item of itemsOfDigit(context, throughYear, digit, afterId)) {
        if (relations.groupOf(item.itemId).length === 1) yield item;
      }
    }
  }

  async function* mergedAfter(): AsyncGenerator<PublishedItem> {
    yield* merged.filter(({ itemId }) => itemId > afterId);
  }

  yield* mergeOrdered([unmerged(), mergedAfter()], byId);
}

/**
 * Merged items, each group as the one item that it is, ordered by id. Read from the deliveries themselves: a group has
 * to be looked up by its members anyway, and so nothing of it lags behind.
 */
const mergedItems = async (
  { table }: LedgerContext,
  throughYear: number,
  { groups }: Relations,
): Promise<readonly PublishedItem[]> => {
  const readMember = async (itemId: ItemId): Promise<readonly PublishedItem[]> => {
    const entries: PublishedEntry[] = [];
    for await (const row of table.query({ partition: itemPartition(itemId), range: DELIVERIES })) {
      if (row['publicAt'] === undefined) continue;
      const entry = parseRow(PublishedEntry, row);
      if (yearOf(entry.publicAt) <= throughYear) entries.push(entry);
    }
    return entries.length === 0 ? [] : [publishedItem(entries)];
  };

  const items: PublishedItem[] = [];
  const waiting = groups.values();
  const readRest = async (): Promise<void> => {
    for (const group of waiting) {
      const item = mergeItems((await Promise.all(group.map(readMember))).flat());
      if (item !== undefined) items.push(item);
    }
  };
  await Promise.all(Array.from({ length: GROUPS_AT_ONCE }, readRest));
  return items.toSorted(byId);
};

const byId = (a: PublishedItem, b: PublishedItem): number =>
  a.itemId < b.itemId ? -1 : Number(a.itemId > b.itemId);

/** In constant memory but for the patterns, of which an office has some hundreds. */
export const tallyPublications = async (
  context: LedgerContext,
  throughYear: number,
): Promise<readonly PatternTally[]> => {
  const relations = relationsOf(await readDecisions(context.table, 0));
  const tallies = new Map<string, { readonly pattern: PublicationPattern; items: number }>();
  const tally = ({ itemId: _itemId, members: _members, ...pattern }: PublishedItem): void => {
    const key = JSON.stringify(pattern);
    const known = tallies.get(key);
    if (known === undefined) tallies.set(key, { pattern, items: 1 });
    else known.items += 1;
  };
  const digits = PUBLISHED_DIGITS.values();
  const tallyRest = async (): Promise<void> => {
    for (const digit of digits) {
      for await (const item of itemsOfDigit(context, throughYear, digit)) {
        if (relations.groupOf(item.itemId).length === 1) tally(item);
      }
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, tallyRest));
  for (const item of await mergedItems(context, throughYear, relations)) tally(item);
  return [...tallies.values()];
};

/** Merge-joins the years: an item may have become public on one channel in December and on another in January. */
async function* itemsOfDigit(
  { table, calendar }: LedgerContext,
  throughYear: number,
  digit: string,
  afterId: ItemId = '',
): AsyncGenerator<PublishedItem> {
  const years = (await calendar.years()).filter((year) => year <= throughYear);

  async function* entriesOf(year: number): AsyncGenerator<PublishedEntry> {
    const rows = table.query({
      index: 'published',
      partition: publishedPartition(year, digit),
      ...(afterId !== '' && {
        range: { expression: '#publishedAs > :after', values: { ':after': publishedAfter(afterId) } },
      }),
    });
    for await (const row of rows) {
      yield parseRow(PublishedEntry, row);
    }
  }

  let entries: PublishedEntry[] = [];
  for await (const entry of mergeOrdered(years.map(entriesOf), byPlace)) {
    const previous = entries.at(-1);
    if (previous !== undefined && previous.pk !== entry.pk) {
      yield publishedItem(entries);
      entries = [];
    }
    // While the index follows a corrected time, one delivery can stand in two years.
    if (previous?.publishedAs !== entry.publishedAs) entries.push(entry);
  }
  if (entries.length > 0) yield publishedItem(entries);
}

const byPlace = (a: PublishedEntry, b: PublishedEntry): number =>
  a.publishedAs < b.publishedAs ? -1 : Number(a.publishedAs > b.publishedAs);

/** `entries` are those of one item, ordered by channel. */
export const publishedItem = (entries: readonly PublishedEntry[]): PublishedItem => {
  const telling = entries.reduce((best, entry) => (entry.generation > best.generation ? entry : best));
  const { kind, origin, unit, area } = telling.facts;
  return { itemId: itemIdOf(telling), kind, origin, unit, area, publications: entries.map(publicationOf) };
};

const publicationOf = ({ sk, publicAt, withdrawal, importedBy, facts }: PublishedEntry): Publication => {
  const day = dayOf(publicAt);
  return {
    channel: channelOf({ sk }),
    month: day.slice(0, 7),
    late: facts.dueOn !== null && day > facts.dueOn,
    imported: importedBy !== null,
    practice: facts.practice,
    withdrawal,
    formRow: facts.formRow,
  };
};
