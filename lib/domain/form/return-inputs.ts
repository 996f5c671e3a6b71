import type { Day, Instant } from '../item.ts';
import type { CellId, CellValue } from './cell-value.ts';

/** What people enter for a year's return (填报数据), beside what the ledger knows. */
export interface ReturnInputs {
  /** A cell that is left out was not filled in. */
  readonly cells: Readonly<Record<CellId, CellValue>>;
  /** By section id the paragraphs that staff wrote in place of the drafted ones. */
  readonly sections: Readonly<Record<string, readonly string[]>>;
  /** 下一步改进措施: carried forward into next year's text. */
  readonly measures: readonly string[];
  readonly signatures: Signatures;
}

/** The signature line below the table; null: not filled in. */
export interface Signatures {
  /** 单位负责人 */
  readonly responsible: string | null;
  /** 审核人 */
  readonly reviewer: string | null;
  /** 填报人 */
  readonly preparer: string | null;
  /** 联系电话 */
  readonly telephone: string | null;
  /** 填报日期 */
  readonly filledOn: Day | null;
}

/** A version of a year's inputs; every one is kept. */
export interface StoredInputs {
  readonly year: number;
  /** From 1 on. */
  readonly version: number;
  readonly inputs: ReturnInputs;
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly reason: string | null;
}

/** What stands where nobody has entered anything. */
export const NO_INPUTS: ReturnInputs = {
  cells: {},
  sections: {},
  measures: [],
  signatures: { responsible: null, reviewer: null, preparer: null, telephone: null, filledOn: null },
};
