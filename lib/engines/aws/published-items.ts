import * as z from 'zod';
import { mergeItems } from '../../domain/count/merge-items.ts';
import type { ItemId } from '../../domain/item.ts';
import type {
  PatternTally,
  Publication,
  PublicationPattern,
  PublishedItem,
} from '../../domain/publication.ts';
import { relationsOf } from '../../domain/relations/relations.ts';
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
/** Items of which those that people merged are looked up at once. */
const AT_ONCE = 50;

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

/** One after another in order of id, holding some of them, one entry of each year, and what people merged. */
export async function* publishedItems(
  context: LedgerContext,
  throughYear: number,
  afterId: ItemId = '',
): AsyncGenerator<PublishedItem> {
  const relations = relationsOf(await readDecisions(context.table, 0));

  async function* itemsAfter(): AsyncGenerator<PublishedItem> {
    for (const digit of PUBLISHED_DIGITS) {
      if (digit >= afterId.slice(0, 1)) yield* itemsOfDigit(context, throughYear, digit, afterId);
    }
  }

  const looked = new Set<readonly ItemId[]>();
  const asListed = async (item: PublishedItem): Promise<PublishedItem | undefined> => {
    const group = relations.groupOf(item.itemId);
    if (group.length === 1) return item;
    // It stands in the place of its lowest, which comes first.
    if (looked.has(group)) return undefined;
    looked.add(group);
    const merged = await mergedItem(context, throughYear, group);
    return merged?.itemId === item.itemId ? merged : undefined;
  };

  for await (const items of inPieces(itemsAfter(), AT_ONCE)) {
    const listed = await Promise.all(items.map(asListed));
    yield* listed.filter((item) => item !== undefined);
  }
}

async function* inPieces<Value>(values: AsyncIterable<Value>, size: number): AsyncGenerator<Value[]> {
  let piece: Value[] = [];
  for await (const value of values) {
    piece.push(value);
    if (piece.length < size) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

/** Read from the deliveries themselves: members may lie before the place that a list begins at. */
const mergedItem = async (
  { table }: LedgerContext,
  throughYear: number,
  group: readonly ItemId[],
): Promise<PublishedItem | undefined> => {
  const readMember = async (itemId: ItemId): Promise<readonly PublishedItem[]> => {
    const entries: PublishedEntry[] = [];
    for await (const row of table.query({ partition: itemPartition(itemId), range: DELIVERIES })) {
      if (row['publicAt'] === undefined) continue;
      const entry = parseRow(PublishedEntry, row);
      if (yearOf(entry.publicAt) <= throughYear) entries.push(entry);
    }
    return entries.length === 0 ? [] : [publishedItem(entries)];
  };
  return mergeItems((await Promise.all(group.map(readMember))).flat());
};

/** In constant memory but for the patterns, of which an office has some hundreds, and the items that people merged. */
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
  const merged = new Map<readonly ItemId[], PublishedItem[]>();
  const digits = PUBLISHED_DIGITS.values();
  const tallyRest = async (): Promise<void> => {
    for (const digit of digits) {
      for await (const item of itemsOfDigit(context, throughYear, digit)) {
        const group = relations.groupOf(item.itemId);
        if (group.length === 1) tally(item);
        else merged.set(group, [...(merged.get(group) ?? []), item]);
      }
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, tallyRest));
  for (const members of merged.values()) {
    const item = mergeItems(members);
    if (item !== undefined) tally(item);
  }
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
