import type { DeliveryRow } from '../../lib/domain/ledger-rows.ts';
import type { Decision } from '../../lib/domain/relations/decision.ts';
import { labelsOf } from './recount.ts';

/** The figures of a year that a register and a pencil would give, reposts and practice included. */
export interface PencilFigures {
  readonly total: number;
  readonly published: number;
  readonly firstPublishedEarlier: number;
  readonly withdrawnAsError: number;
  readonly withdrawn: number;
  readonly late: number;
  readonly channels: Readonly<Record<string, number>>;
  /** By the names of the channels, sorted and joined. */
  readonly regions: Readonly<Record<string, number>>;
}

const dayInShanghai = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** The earliest day of these rows. */
const first = (rows: readonly { readonly day: string }[]): string =>
  rows.map(({ day }) => day).toSorted()[0] ?? '';

/**
 * Counts by hand, from the rows themselves: an item is everything that was merged; it belongs to the year in which any of it was
 * first public; what was published in error is left aside.
 */
export const recountFigures = (
  rows: readonly DeliveryRow[],
  decisions: readonly Decision[],
  year: number,
): PencilFigures => {
  const label = labelsOf(decisions);
  const seen = rows.flatMap((row) => {
    if (row.publicAt === null) return [];
    const day = dayInShanghai(row.publicAt);
    return Number(day.slice(0, 4)) > year ? [] : [{ ...row, day, item: label(row.itemId) }];
  });
  const figures = {
    total: 0,
    published: 0,
    firstPublishedEarlier: 0,
    withdrawnAsError: 0,
    withdrawn: 0,
    late: 0,
  };
  const channels: Record<string, number> = {};
  const regions: Record<string, number> = {};
  for (const item of new Set(seen.map((row) => row.item))) {
    const all = seen.filter((row) => row.item === item);
    const right = all.filter((row) => row.withdrawal !== 'error');
    if (right.length === 0) {
      if (first(all).startsWith(`${year}-`)) figures.withdrawnAsError += 1;
      continue;
    }
    const on = [...new Set(right.map((row) => row.channel))]
      .filter((channel) => first(right.filter((row) => row.channel === channel)).startsWith(`${year}-`))
      .toSorted();
    if (on.length === 0) continue;
    figures.published += 1;
    regions[on.join()] = (regions[on.join()] ?? 0) + 1;
    for (const channel of on) channels[channel] = (channels[channel] ?? 0) + 1;
    if (!first(right).startsWith(`${year}-`)) {
      figures.firstPublishedEarlier += 1;
      continue;
    }
    figures.total += 1;
    if (right.every((row) => row.withdrawal !== null)) figures.withdrawn += 1;
    if (right.every((row) => row.facts.dueOn !== null && row.day > row.facts.dueOn)) figures.late += 1;
  }
  return { ...figures, channels, regions };
};
