import type { ItemId } from '../item.ts';
import type { ItemDifference, ItemPosition } from '../return-differences.ts';
import { canonicalJson } from './canonical-json.ts';

/** A counted item with what it was to the count. */
export interface PositionedItem {
  readonly itemId: ItemId;
  readonly number: string | null;
  readonly position: ItemPosition;
}

/** Cells of one line of evidence, as far as figures are made of them. */
export interface PositionLine extends Pick<ItemPosition, 'standing' | 'kind' | 'withdrawn' | 'late'> {
  readonly itemId: ItemId;
  readonly mergedInto: ItemId | null;
  readonly number: string | null;
  readonly channel: string;
  /** In which it became public there: 1 to 12. */
  readonly month: number;
}

/** Joins the lines of each item as it is counted; they have to stand together, ordered by item. Holds one item at a time. */
export async function* itemPositions(lines: AsyncIterable<PositionLine>): AsyncGenerator<PositionedItem> {
  let item: { readonly id: ItemId; readonly lines: PositionLine[] } | undefined;
  for await (const line of lines) {
    const id = line.mergedInto ?? line.itemId;
    if (item?.id === id) {
      item.lines.push(line);
      continue;
    }
    if (item !== undefined) yield positioned(item.id, item.lines);
    item = { id, lines: [line] };
  }
  if (item !== undefined) yield positioned(item.id, item.lines);
}

const positioned = (itemId: ItemId, lines: readonly PositionLine[]): PositionedItem => {
  const own = lines.find((line) => line.itemId === itemId);
  const shown = own ?? lines[0];
  if (shown === undefined) throw new Error('an item without a line');
  const channels = [...new Set(lines.map(({ channel }) => channel))].toSorted();
  return {
    itemId,
    number: own?.number ?? null,
    position: {
      standing: shown.standing,
      channels,
      months: channels.map((id) =>
        Math.min(...lines.filter(({ channel }) => channel === id).map(({ month }) => month)),
      ),
      kind: shown.kind,
      withdrawn: lines.every(({ withdrawn }) => withdrawn),
      late: lines.every(({ late }) => late),
      others: [...new Set(lines.map((line) => line.itemId))].filter((id) => id !== itemId).toSorted(),
    },
  };
};

/**
 * Compares two returns item by item, both in order of id, holding one of each at a time. What does not bear on a figure
 * is no difference: titles, addresses, days of confirmation, heads of histories.
 */
export const comparePositions = async (
  before: AsyncIterable<PositionedItem>,
  after: AsyncIterable<PositionedItem>,
): Promise<readonly ItemDifference[]> => {
  const differences: ItemDifference[] = [];
  const older = before[Symbol.asyncIterator]();
  const newer = after[Symbol.asyncIterator]();
  let [left, right] = await Promise.all([older.next(), newer.next()]);
  while (!left.done || !right.done) {
    if (!left.done && (right.done || left.value.itemId < right.value.itemId)) {
      differences.push(difference(left.value, null));
      left = await older.next();
    } else if (!right.done && (left.done || right.value.itemId < left.value.itemId)) {
      differences.push(difference(null, right.value));
      right = await newer.next();
    } else if (!left.done && !right.done) {
      if (canonicalJson(left.value.position) !== canonicalJson(right.value.position))
        differences.push(difference(left.value, right.value));
      [left, right] = await Promise.all([older.next(), newer.next()]);
    }
  }
  return differences;
};

function difference(before: PositionedItem, after: null): ItemDifference;
function difference(before: PositionedItem | null, after: PositionedItem): ItemDifference;
function difference(before: PositionedItem | null, after: PositionedItem | null): ItemDifference {
  const shown = after ?? before;
  if (shown === null) throw new Error('a difference of nothing');
  return {
    itemId: shown.itemId,
    number: shown.number,
    what: before === null ? 'added' : after === null ? 'removed' : 'changed',
    before: before?.position ?? null,
    after: after?.position ?? null,
  };
}
