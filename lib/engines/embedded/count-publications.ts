import type { DatabaseSync } from 'node:sqlite';
import type { ItemId } from '../../domain/item.ts';
import type { PatternTally, PublicationPattern, PublishedItem } from '../../domain/publication.ts';
import { integer, json, text } from './columns.ts';
import type { CodedPublication } from './publication-codes.ts';
import { prepareQuery, type Row } from './query.ts';

export interface PublishedPage {
  readonly items: readonly PublishedItem[];
  /** Where the next page begins; null after the last. */
  readonly lastId: ItemId | null;
}

export interface PublicationCount {
  tally(throughYear: number): readonly PatternTally[];
  /** Reads the items whose id comes after the one given, at most `limit` of them, whether they are public or not. */
  page(throughYear: number, afterId: ItemId, limit: number): PublishedPage;
}

interface Shown {
  readonly publication: CodedPublication;
  readonly generation: number;
}

// Grouping twice in SQL takes half the time of handing a million rows to JavaScript. Both lists of a group come in the
// same order, whichever that is; generations matter only where an item has several.
const GROUPED = `
  SELECT codes, generations, count(*) FROM (
    SELECT group_concat(publication_code) AS codes,
      CASE WHEN min(generation) = max(generation) THEN min(generation) ELSE group_concat(generation) END AS generations
    FROM delivery WHERE publication_code IS NOT NULL GROUP BY item
  ) GROUP BY codes, generations`;

const PAGE = `
  WITH page AS MATERIALIZED (SELECT seq, id FROM item WHERE id > ? ORDER BY id LIMIT ?)
  SELECT page.id, delivery.publication_code, delivery.generation
  FROM page LEFT JOIN delivery ON delivery.item = page.seq AND delivery.publication_code IS NOT NULL
  ORDER BY page.id`;

/** Counts on one connection; synchronous, so a server does it in a thread of its own. */
export const createPublicationCount = (database: DatabaseSync): PublicationCount => {
  const grouped = prepareQuery(database, GROUPED);
  const paged = prepareQuery(database, PAGE);
  const newCodes = prepareQuery(database, 'SELECT code, publication FROM publication_code WHERE code > ?');
  const publications = new Map<number, CodedPublication>();
  let newestCode = 0;

  /** Codes never change, so only those that are new need reading. */
  const learnCodes = (): void => {
    for (const row of newCodes.all(newestCode)) {
      const code = integer(row[0]);
      publications.set(code, json(row[1]));
      newestCode = Math.max(newestCode, code);
    }
  };

  const publicationOf = (code: number): CodedPublication => {
    const publication = publications.get(code);
    if (publication === undefined) throw new Error(`publication code ${code} means nothing`);
    return publication;
  };

  const shownIn = (row: Row): readonly Shown[] => {
    const generations = String(row[1]).split(',').map(Number);
    return text(row[0])
      .split(',')
      .map((code, index) => ({
        publication: publicationOf(Number(code)),
        generation: generations[index] ?? generations[0] ?? 0,
      }));
  };

  return {
    tally: (throughYear) => {
      const rows = grouped.all();
      // After the rows: a code is there before the first row that has it.
      learnCodes();
      const tallies = new Map<string, PatternTally>();
      for (const row of rows) {
        const pattern = patternOf(shownIn(row), throughYear);
        if (pattern === undefined) continue;
        const key = JSON.stringify(pattern);
        const items = (tallies.get(key)?.items ?? 0) + integer(row[2]);
        tallies.set(key, { pattern, items });
      }
      return [...tallies.values()];
    },
    page: (throughYear, afterId, limit) => {
      const rows = paged.all(afterId, limit);
      learnCodes();
      const groups = new Map<ItemId, Shown[]>();
      for (const row of rows) {
        const itemId = text(row[0]);
        const shown = groups.get(itemId) ?? [];
        if (row[1] !== null) {
          shown.push({ publication: publicationOf(integer(row[1])), generation: integer(row[2]) });
        }
        groups.set(itemId, shown);
      }
      const items = [...groups].flatMap(([itemId, shown]) => {
        const pattern = patternOf(shown, throughYear);
        return pattern === undefined ? [] : [{ itemId, ...pattern }];
      });
      return { items, lastId: groups.size < limit ? null : text(rows.at(-1)?.[0]) };
    },
  };
};

const patternOf = (shown: readonly Shown[], throughYear: number): PublicationPattern | undefined => {
  const within = shown
    .filter(({ publication }) => Number(publication.month.slice(0, 4)) <= throughYear)
    .toSorted((a, b) => (a.publication.channel < b.publication.channel ? -1 : 1));
  // Whose facts count where the deliveries differ: see PublicationPattern.
  let leading = within[0];
  for (const candidate of within) {
    if (leading !== undefined && candidate.generation > leading.generation) leading = candidate;
  }
  if (leading === undefined) return undefined;
  const { kind, origin, unit, area } = leading.publication;
  return {
    kind,
    origin,
    unit,
    area,
    publications: within.map(
      ({ publication: { channel, month, late, imported, practice, withdrawal, formRow } }) => ({
        channel,
        month,
        late,
        imported,
        practice,
        withdrawal,
        formRow,
      }),
    ),
  };
};
