import type { DatabaseSync } from 'node:sqlite';
import { type CountRequest, countYear, type YearCount } from '../../domain/count/count-year.ts';
import { mergeItems } from '../../domain/count/merge-items.ts';
import type { EvidencedItem } from '../../domain/evidence/evidenced-item.ts';
import type { ItemId } from '../../domain/item.ts';
import type { PatternTally, PublishedItem } from '../../domain/publication.ts';
import type { Relations } from '../../domain/relations/relations.ts';
import { integer, text } from './columns.ts';
import { createEvidencedItem } from './evidenced-items.ts';
import { createKnownCodes } from './known-codes.ts';
import { createOneMoment } from './one-moment.ts';
import { type CodedDelivery, createPatternOf } from './pattern-of.ts';
import { firstCodeOf } from './publication-codes.ts';
import { prepareQuery, type Row } from './query.ts';
import { createCurrentRelations } from './relation-log.ts';

export interface PublishedPage {
  readonly items: readonly PublishedItem[];
  /** Where the next page begins; null after the last. */
  readonly lastId: ItemId | null;
}

export interface EvidencePage {
  readonly items: readonly EvidencedItem[];
  readonly lastId: ItemId | null;
}

export interface PublicationCount {
  countYear(request: CountRequest): YearCount;
  /** Reads the items whose id comes after the one given, at most `limit` of them, whether they are public or not. */
  page(throughYear: number, afterId: ItemId, limit: number): PublishedPage;
  /** The same of those that became public somewhere within the year, with all that its evidence says of them. */
  evidence(year: number, afterId: ItemId, limit: number): EvidencePage;
}

/** Items looked at at once: many rows in one go cost a fifth of what they cost one by one. */
const STRETCH = 5000;

const CODES = 'delivery.publication_code, delivery.facets_code, delivery.generation';

// What was never public within the year has no part in its count, whatever else it did: SQLite passes it over.
const PUBLIC_IN_YEAR = `
  SELECT ${CODES}, item FROM delivery
  WHERE publication_code IS NOT NULL AND item IN (
    SELECT item FROM delivery WHERE publication_code >= ?3 AND publication_code < ?4 AND item > ?1 AND item <= ?2
  ) ORDER BY item, publication_code`;

const LAST = 'SELECT ifnull(max(item), 0) FROM delivery WHERE publication_code IS NOT NULL';

const PAGE = `
  WITH page AS MATERIALIZED (SELECT seq, id FROM item WHERE id > ? ORDER BY id LIMIT ?)
  SELECT ${CODES}, page.id
  FROM page LEFT JOIN delivery ON delivery.item = page.seq AND delivery.publication_code IS NOT NULL
  ORDER BY page.id`;

const SEQUENCE = 'SELECT seq FROM item WHERE id = ?';

const PUBLIC_OF = `SELECT ${CODES} FROM delivery WHERE item = ? AND publication_code IS NOT NULL`;

/** Counts on one connection; synchronous, so a server does it in a thread of its own. */
export const createPublicationCount = (database: DatabaseSync): PublicationCount => {
  const inYear = prepareQuery(database, PUBLIC_IN_YEAR);
  const last = prepareQuery(database, LAST);
  const paged = prepareQuery(database, PAGE);
  const sequenceOf = prepareQuery(database, SEQUENCE);
  const publicOf = prepareQuery(database, PUBLIC_OF);
  const currentRelations = createCurrentRelations(database);
  const inOneMoment = createOneMoment(database);
  const patternOf = createPatternOf(createKnownCodes(database));
  const evidencedItem = createEvidencedItem(database);

  const published = (
    itemId: ItemId,
    deliveries: readonly CodedDelivery[],
    throughYear: number,
  ): readonly PublishedItem[] => {
    const pattern = patternOf(deliveries, throughYear);
    return pattern === undefined ? [] : [{ itemId, ...pattern }];
  };

  /** Merged items as the one that they are, if any of them is public. */
  const merged = (group: readonly ItemId[], throughYear: number): PublishedItem | undefined =>
    mergeItems(
      group.flatMap((itemId) => {
        const sequence = sequenceOf.get(itemId)?.[0];
        if (sequence === undefined) return [];
        return published(itemId, publicOf.all(sequence).map(codedDelivery), throughYear);
      }),
    );

  /** Items that are one with others: they are counted together, and so not by themselves. */
  const mergedSequences = ({ groups }: Relations): ReadonlySet<unknown> =>
    new Set(groups.flatMap((group) => group.map((itemId) => sequenceOf.get(itemId)?.[0])));

  const tally = (year: number, relations: Relations): ReadonlyMap<string, Tally> => {
    const end = integer(last.get()?.[0]);
    const apart = mergedSequences(relations);
    const tallies = new Map<string, Tally>();
    const add = (group: readonly Row[]): void => {
      if (apart.size === 0 || !apart.has(group[0]?.[3])) addTo(tallies, group);
    };
    for (let from = 0; from < end; from += STRETCH) {
      let group: Row[] = [];
      for (const row of inYear.all(from, from + STRETCH, firstCodeOf(year), firstCodeOf(year + 1))) {
        if (group.length > 0 && group[0]?.[3] !== row[3]) {
          add(group);
          group = [];
        }
        group.push(row);
      }
      add(group);
    }
    return tallies;
  };

  const tallyMerged = (year: number, { groups }: Relations): readonly PatternTally[] =>
    groups.flatMap((group) => {
      const item = merged(group, year);
      return item === undefined ? [] : [{ pattern: item, items: 1 }];
    });

  const readPage = (throughYear: number, afterId: ItemId, limit: number): PublishedPage => {
    const { groupOf } = currentRelations();
    const groups = Map.groupBy(paged.all(afterId, limit), (row) => text(row[3]));
    const items = [...groups].flatMap(([itemId, rows]): readonly PublishedItem[] => {
      const group = groupOf(itemId);
      if (group.length === 1) {
        const deliveries = rows.filter((row) => row[0] !== null).map(codedDelivery);
        return published(itemId, deliveries, throughYear);
      }
      // Shown once: where the first of them stands that is public.
      const item = merged(group, throughYear);
      return item?.itemId === itemId ? [item] : [];
    });
    return { items, lastId: groups.size < limit ? null : ([...groups.keys()].at(-1) ?? null) };
  };

  return {
    countYear: (request) => {
      const { tallies, mergedTallies } = inOneMoment(() => {
        const relations = currentRelations();
        return {
          tallies: tally(request.year, relations),
          mergedTallies: tallyMerged(request.year, relations),
        };
      });
      const unmerged = tallies.values().flatMap(({ deliveries, items }): readonly PatternTally[] => {
        const pattern = patternOf(deliveries, request.year);
        return pattern === undefined ? [] : [{ pattern, items }];
      });
      return countYear([...unmerged, ...mergedTallies], request);
    },
    page: (throughYear, afterId, limit) => inOneMoment(() => readPage(throughYear, afterId, limit)),
    evidence: (year, afterId, limit) =>
      inOneMoment(() => {
        const { items, lastId } = readPage(year, afterId, limit);
        const within = items.filter(({ publications }) =>
          publications.some(({ month }) => month.startsWith(`${year}-`)),
        );
        return { items: within.map((item) => evidencedItem(item, year)), lastId };
      }),
  };
};

/** Items whose deliveries look alike, and what those look like. */
interface Tally {
  readonly deliveries: readonly CodedDelivery[];
  items: number;
}

const addTo = (tallies: Map<string, Tally>, group: readonly Row[]): void => {
  if (group.length === 0) return;
  let key = '';
  for (const row of group) key += `${String(row[0])}.${String(row[1])}.${String(row[2])} `;
  const known = tallies.get(key);
  if (known === undefined) tallies.set(key, { deliveries: group.map(codedDelivery), items: 1 });
  else known.items += 1;
};

const codedDelivery = (row: Row): CodedDelivery => ({
  publication: integer(row[0]),
  facets: integer(row[1]),
  generation: integer(row[2]),
});
