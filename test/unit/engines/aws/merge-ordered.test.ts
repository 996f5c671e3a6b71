import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeOrdered } from '../../../../lib/engines/aws/merge-ordered.ts';
import { collect } from '../../../contract/collect.ts';

const ascending = (a: number, b: number): number => a - b;

async function* streamOf<Row>(rows: readonly Row[], ended?: () => void): AsyncGenerator<Row> {
  try {
    yield* rows;
  } finally {
    ended?.();
  }
}

describe('merging ordered streams', () => {
  it('gives every row once, in order, however they were spread', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.integer({ max: 9, min: 0 }))), async (spread) => {
        const sorted = spread.map((rows) => rows.toSorted(ascending));

        const merged = await collect(
          mergeOrdered(
            sorted.map((rows) => streamOf(rows)),
            ascending,
          ),
        );

        expect(merged).toEqual(spread.flat().toSorted(ascending));
      }),
    );
  });

  it('takes the earlier stream first where rows are equal', async () => {
    const streams = [streamOf([{ at: 1, from: 'a' }]), streamOf([{ at: 1, from: 'b' }])];

    const merged = await collect(mergeOrdered(streams, (a, b) => a.at - b.at));

    expect(merged.map(({ from }) => from)).toEqual(['a', 'b']);
  });

  it('ends every stream when its consumer stops early', async () => {
    let ended = 0;
    const streams = [1, 2, 3].map((row) => streamOf([row, row + 10], () => (ended += 1)));

    for await (const row of mergeOrdered(streams, ascending)) if (row === 2) break;

    expect(ended).toBe(3);
  });
});
