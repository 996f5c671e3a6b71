import type { ItemId } from '../item.ts';
import { addDays, dayOf } from '../shanghai-time.ts';
import { bodylessId } from './bodyless-id.ts';
import type { GroupableRow, Grouping, KnownItem, RowGroup, Suspect, Suspicion } from './grouping.ts';
import { compareRows } from './stated-row.ts';

/** Days after the first publication within which a title without a number still means the same text. */
const LONGEST_SPREAD_DAYS = 30;

/**
 * Which rows of one title key are one item; all rows ever imported under it have to be given, in any order.
 * With a body: equal content. Without, but with a document number: one item, if the ledger has at most one that they
 * could mean. Without both: one item only while no channel occurs twice and all lie within 30 days of the first.
 */
export const groupRows = (rows: readonly GroupableRow[], known: readonly KnownItem[]): Grouping => {
  const sorted = rows.toSorted(compareRows);
  const withBody = groupBy(sorted, ({ contentHash }) => contentHash);
  const bodyless = sorted.filter(({ contentHash }) => contentHash === null);
  const numbered = groupBy(bodyless, ({ documentNumberKey }) => documentNumberKey);
  const unnumbered = bodyless.filter(({ documentNumberKey }) => documentNumberKey === null);

  const groups = new Map<ItemId, GroupableRow[]>();
  const suspects: Suspect[] = [];
  const together = (itemId: ItemId, members: readonly GroupableRow[]): void => {
    const group = groups.get(itemId);
    if (group === undefined) groups.set(itemId, [...members]);
    else group.push(...members);
  };
  const apart = (members: readonly GroupableRow[], suspicion: Suspicion, others: readonly ItemId[]): void => {
    for (const row of members) together(bodylessId(row), [row]);
    suspects.push({ suspicion, items: [...others, ...members.map(bodylessId)] });
  };

  for (const [contentHash, members] of withBody) together(contentHash, members);
  const bodied = bodiedItems(sorted, known);
  for (const [number, members] of numbered) {
    const candidates = idsOf(bodied.filter(({ documentNumberKey }) => documentNumberKey === number));
    const [only, second] = candidates;
    if (second === undefined) together(only ?? bodylessId(earliest(members)), members);
    else apart(members, 'several-candidates', candidates);
  }
  const obstacle = obstacleToMerging(unnumbered);
  if (obstacle !== undefined) apart(unnumbered, obstacle, []);
  else if (unnumbered.length > 0) together(bodylessId(earliest(unnumbered)), unnumbered);

  return {
    groups: [...groups].map(toGroup).toSorted((a, b) => compareRows(a.rows[0], b.rows[0])),
    suspects: [...suspects, ...partlyStated([...groups], bodied)],
  };
};

const toGroup = ([itemId, members]: readonly [ItemId, readonly GroupableRow[]]): RowGroup => {
  const [first, ...rest] = members.toSorted(compareRows);
  if (first === undefined) throw new Error(`a group without rows: ${itemId}`);
  return { itemId, rows: [first, ...rest] };
};

/** Of rows in order. */
const earliest = ([first]: readonly GroupableRow[]): GroupableRow => {
  if (first === undefined) throw new Error('no rows');
  return first;
};

const bodiedItems = (rows: readonly GroupableRow[], known: readonly KnownItem[]): readonly KnownItem[] => [
  ...known,
  ...rows.flatMap(({ contentHash, documentNumberKey }) =>
    contentHash === null ? [] : [{ itemId: contentHash, documentNumberKey }],
  ),
];

const idsOf = (items: readonly KnownItem[]): readonly ItemId[] =>
  [...new Set(items.map(({ itemId }) => itemId))].toSorted();

const obstacleToMerging = (rows: readonly GroupableRow[]): Suspicion | undefined => {
  const [first] = rows;
  if (first === undefined) return undefined;
  if (new Set(rows.map(({ channel }) => channel)).size < rows.length) return 'channel-twice';
  const lastDay = addDays(dayOf(first.publishedAt), LONGEST_SPREAD_DAYS);
  return rows.some(({ publishedAt }) => dayOf(publishedAt) > lastDay) ? 'far-apart' : undefined;
};

const isUnnumbered = ([, rows]: readonly [ItemId, readonly GroupableRow[]]): boolean =>
  rows.every(({ documentNumberKey }) => documentNumberKey === null);

/**
 * One of the items states a number or a body where another of the same title does not: they may be the same. Two that
 * state different numbers, or different bodies, are not.
 */
const partlyStated = (
  groups: readonly (readonly [ItemId, readonly GroupableRow[]])[],
  bodied: readonly KnownItem[],
): readonly Suspect[] => {
  const bodiedIds = idsOf(bodied);
  const bodyless = groups.filter(([itemId]) => !bodiedIds.includes(itemId));
  const numbered = bodyless.filter((group) => !isUnnumbered(group));
  const unnumbered = bodyless.filter(isUnnumbered);
  const bodiedUnnumbered = bodied.some(({ documentNumberKey }) => documentNumberKey === null);
  const unclear =
    (unnumbered.length > 0 && numbered.length + bodiedIds.length > 0) ||
    (numbered.length > 0 && bodiedUnnumbered);
  if (!unclear) return [];
  return [
    { suspicion: 'partly-stated', items: [...bodiedIds, ...bodyless.map(([itemId]) => itemId).toSorted()] },
  ];
};

const groupBy = (
  rows: readonly GroupableRow[],
  key: (row: GroupableRow) => string | null,
): ReadonlyMap<string, readonly GroupableRow[]> => {
  const groups = new Map<string, GroupableRow[]>();
  for (const row of rows) {
    const name = key(row);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
};
