import * as z from 'zod';
import type { ItemId } from '../../domain/item.ts';
import type {
  PatternTally,
  Publication,
  PublicationPattern,
  PublishedItem,
} from '../../domain/publication.ts';
import { dayOf } from '../../domain/shanghai-time.ts';
import { channelOf, itemIdOf, PUBLISHED_DIGITS, publishedAfter, publishedPartition } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { parseRow } from './parse-row.ts';
import { orNull, StoredFacts, WITHDRAWAL_MARKS } from './row-parts.ts';

/** Digits read at once by a tally. */
const STREAMS = 4;

const PublishedEntry = z.object({
  pk: z.string(),
  sk: z.string(),
  publishedAs: z.string(),
  generation: z.int(),
  publicAt: z.number(),
  withdrawal: orNull(z.enum(WITHDRAWAL_MARKS)),
  importedBy: orNull(z.number()),
  facts: StoredFacts,
});
type PublishedEntry = z.infer<typeof PublishedEntry>;

/** One after another in order of id, holding one entry of each year. */
export async function* publishedItems(
  context: LedgerContext,
  throughYear: number,
  afterId: ItemId = '',
): AsyncGenerator<PublishedItem> {
  for (const digit of PUBLISHED_DIGITS) {
    if (digit >= afterId.slice(0, 1)) yield* itemsOfDigit(context, throughYear, digit, afterId);
  }
}

/** In constant memory but for the patterns, of which an office has some hundreds. */
export const tallyPublications = async (
  context: LedgerContext,
  throughYear: number,
): Promise<readonly PatternTally[]> => {
  const tallies = new Map<string, { readonly pattern: PublicationPattern; items: number }>();
  const digits = PUBLISHED_DIGITS.values();
  const tallyRest = async (): Promise<void> => {
    for (const digit of digits) {
      for await (const { itemId: _, ...pattern } of itemsOfDigit(context, throughYear, digit)) {
        const key = JSON.stringify(pattern);
        const tally = tallies.get(key);
        if (tally === undefined) tallies.set(key, { pattern, items: 1 });
        else tally.items += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: STREAMS }, tallyRest));
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
const publishedItem = (entries: readonly PublishedEntry[]): PublishedItem => {
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
