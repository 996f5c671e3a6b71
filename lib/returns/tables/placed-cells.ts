import type { ReturnTable, TableCell } from './return-table.ts';

export interface PlacedCell {
  readonly cell: TableCell;
  /** From 0. */
  readonly row: number;
  readonly column: number;
}

/** Where each cell of a table stands once the merged ones above and before it have taken their room. */
export const placedCells = ({ rows }: Pick<ReturnTable, 'rows'>): readonly PlacedCell[] => {
  const taken = new Set<string>();
  const placed: PlacedCell[] = [];
  for (const [row, cells] of rows.entries()) {
    let column = 0;
    for (const cell of cells) {
      while (taken.has(`${row},${column}`)) column += 1;
      placed.push({ cell, row, column });
      for (let below = 0; below < cell.rows; below += 1) {
        for (let beside = 0; beside < cell.columns; beside += 1)
          taken.add(`${row + below},${column + beside}`);
      }
    }
  }
  return placed;
};
