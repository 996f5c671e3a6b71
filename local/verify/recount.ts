import type { EvidenceRow } from './evidence-row.ts';

/** Months `yyyy-MM`, both ends within. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/** The figures of a year or a quarter, as evidence alone gives them. */
export interface Recounted {
  total: number;
  published: number;
  firstPublishedEarlier: number;
  reposts: number;
  withdrawn: number;
  withdrawnAsError: number;
  late: number;
  importedDeliveries: number;
  practiceDeliveries: number;
  readonly channels: Map<string, number>;
  /** By the channels' codes, in order, joined with `+`. */
  readonly regions: Map<string, number>;
  readonly formRows: Map<string, number>;
  /** Counted items by kind. */
  readonly kinds: Map<string, number>;
}

export const nothingCounted = (): Recounted => ({
  total: 0,
  published: 0,
  firstPublishedEarlier: 0,
  reposts: 0,
  withdrawn: 0,
  withdrawnAsError: 0,
  late: 0,
  importedDeliveries: 0,
  practiceDeliveries: 0,
  channels: new Map(),
  regions: new Map(),
  formRows: new Map(),
  kinds: new Map(),
});

const bump = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

const monthOf = ({ publicAt }: EvidenceRow): string => publicAt.slice(0, 7);

const isWithin = (month: string, { first, last }: Span): boolean => month >= first && month <= last;

/** Of each channel the month in which the item first appeared there. */
export const firstMonths = (rows: readonly EvidenceRow[]): ReadonlyMap<string, string> => {
  const months = new Map<string, string>();
  for (const row of rows) {
    const month = monthOf(row);
    const known = months.get(row.channel);
    if (known === undefined || month < known) months.set(row.channel, month);
  }
  return months;
};

export const isLate = ({ dueOn, publicAt }: EvidenceRow): boolean =>
  dueOn !== '' && publicAt.slice(0, 10) > dueOn;

/**
 * Adds one item, given by all its lines. An item counts once, in the period in which it could first be read anywhere;
 * docs/counting.md has the rules, and this is written from them, not from the program that counts.
 */
export const recountItem = (
  counts: Recounted,
  rows: readonly EvidenceRow[],
  span: Span,
  countReposts: boolean,
): void => {
  const [row] = rows;
  if (row === undefined) return;
  if (rows.every(({ inError }) => inError)) {
    if (isWithin(row.firstPublicAt.slice(0, 7), span)) counts.withdrawnAsError += 1;
    return;
  }
  const channels = [...firstMonths(rows)].flatMap(([channel, month]) =>
    isWithin(month, span) ? [channel] : [],
  );
  if (channels.length === 0) return;
  const earlier = row.firstPublicAt.slice(0, 7) < span.first;
  const repost = row.repost && !earlier;
  const counted = !earlier && (countReposts || !repost);
  counts.published += 1;
  if (earlier) counts.firstPublishedEarlier += 1;
  if (repost) counts.reposts += 1;
  for (const channel of channels) bump(counts.channels, channel);
  bump(counts.regions, channels.toSorted().join('+'));
  const within = rows.filter((line) => channels.includes(line.channel) && isWithin(monthOf(line), span));
  for (const formRow of new Set(within.map((line) => line.formRow))) bump(counts.formRows, formRow);
  for (const { imported, practice } of within) {
    if (imported) counts.importedDeliveries += 1;
    else if (practice) counts.practiceDeliveries += 1;
  }
  if (!counted) return;
  counts.total += 1;
  bump(counts.kinds, row.kind);
  if (rows.every(({ withdrawn }) => withdrawn)) counts.withdrawn += 1;
  if (rows.every(isLate)) counts.late += 1;
};

/** What each line of an item should claim of how it counts in the year. */
export const standingOf = (rows: readonly EvidenceRow[], year: number, countReposts: boolean): string => {
  const [row] = rows;
  if (rows.every(({ inError }) => inError)) return '误发撤下，不计入';
  if (row !== undefined && Number(row.firstPublicAt.slice(0, 4)) < year) return '上年已公开，不计入';
  return row?.repost === true && !countReposts ? '转载，按口径不计入' : '计入';
};
