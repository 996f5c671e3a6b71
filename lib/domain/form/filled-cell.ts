import type { CellId, CellValue } from './cell-value.ts';

/** A cell as the return prints it, and where its value is from. */
export interface FilledCell {
  readonly id: CellId;
  readonly value: CellValue;
  /** What people entered goes before what the ledger knows; null: neither has anything. */
  readonly from: 'ledger' | 'entered' | null;
  /** What the ledger knows, whatever was entered. */
  readonly proposed: CellValue;
}
