import { expect } from 'vitest';
import type { PatternTally, PublicationPattern, PublishedItem } from '../../lib/domain/publication.ts';

/** The same text for equal patterns, whatever order their members were put in. */
const keyOf = ({ kind, origin, unit, area, publications }: PublicationPattern): string =>
  JSON.stringify([
    kind,
    origin,
    unit,
    area,
    publications.map(({ channel, month, late, imported, practice, withdrawal, formRow }) => [
      channel,
      month,
      late,
      imported,
      practice,
      withdrawal,
      formRow,
    ]),
  ]);

/** Items by pattern; fails where a pattern comes twice. */
export const tallyMap = (tallies: readonly PatternTally[]): ReadonlyMap<string, number> => {
  const map = new Map(tallies.map(({ pattern, items }) => [keyOf(pattern), items]));
  expect(map.size, 'each pattern once').toBe(tallies.length);
  return map;
};

/** Items by pattern, counted one by one. */
export const foldItems = (items: readonly PublishedItem[]): ReadonlyMap<string, number> => {
  const map = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    map.set(key, (map.get(key) ?? 0) + 1);
  }
  return map;
};
