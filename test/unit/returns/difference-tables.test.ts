import { describe, expect, it } from 'vitest';
import type { ItemPosition } from '../../../lib/domain/return-differences.ts';
import { differenceTables } from '../../../lib/returns/tables/difference-tables.ts';
import { return2022 } from './filled-returns.ts';

const POSITION: ItemPosition = {
  standing: 'counted',
  channels: ['portal'],
  months: [3],
  kind: 'document',
  withdrawn: false,
  late: false,
  others: [],
};

/** The last row of the table of items, where one item was changed so. */
const rowOf = (after: Partial<ItemPosition>): string => {
  const tables = differenceTables(
    {
      since: 1,
      cells: [],
      figures: [],
      items: [
        {
          itemId: 'd'.repeat(64),
          number: '2022-0031',
          what: 'changed',
          before: POSITION,
          after: { ...POSITION, ...after },
        },
      ],
    },
    return2022(),
  );
  expect(tables.map(({ id }) => id)).toEqual(['changed-items']);
  return JSON.stringify(tables[0]?.rows.at(-1));
};

describe('an item in the table of what an amendment changes', () => {
  it('shows its months where it became public on the same channels in another one', () => {
    const row = rowOf({ months: [5] });
    expect(row).toContain('（3月）');
    expect(row).toContain('（5月）');
  });

  it('shows no months where its channels tell the change', () => {
    expect(rowOf({ channels: ['portal', 'wechat'], months: [3, 4] })).not.toContain('月）');
  });
});
