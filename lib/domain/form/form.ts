import type { Sentence } from '../violation.ts';
import type { CellId } from './cell-value.ts';
import type { FormRule } from './form-rule.ts';
import type { FormTable } from './form-table.ts';

export type FormId = 'form-2014' | 'form-2021';

/** A prescribed layout of the return: what there is to fill in, what must fit together, and how it is printed. */
export interface Form {
  readonly id: FormId;
  /** Goes up when cells or rules change, so that a filed return says by which it was checked. */
  readonly version: number;
  readonly name: string;
  /** The document that prescribes it, with its number. */
  readonly basis: string;
  /** In the order in which they are printed. */
  readonly cells: readonly FormCell[];
  readonly rules: readonly FormRule[];
  /** Chapters of the report, in their order. */
  readonly sections: readonly FormSection[];
  readonly tables: readonly FormTable[];
}

export interface FormSection {
  /** Its number: `1`, `2`, … */
  readonly id: string;
  /** As printed, with its numbering: 一、总体情况. */
  readonly heading: string;
}

export interface FormCell {
  readonly id: CellId;
  /** The table in which it stands. */
  readonly table: string;
  /** The part of the form by which blanks are told: 三、依申请公开情况, or its section. */
  readonly part: string;
  /** How a finding names it: “三、（三）不予公开 1．属于国家秘密”行“自然人”列. */
  readonly words: string;
  readonly wordsInEnglish: string;
  readonly unit: string;
  /** Decimals that a figure may have: money in 万元 has some, what is counted has none. */
  readonly decimals: number;
}

/** The form by which a year is reported, or why there is none. */
export type FormOfYear =
  | { readonly offered: true; readonly form: Form }
  | { readonly offered: false; readonly reason: Sentence };
