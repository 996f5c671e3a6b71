import type { GroupableRow } from '../../domain/import/grouping.ts';
import { cellPointer } from '../../domain/import/parse-cells.ts';
import type { NumberedRow } from '../../domain/import/parse-table.ts';
import { rowContent } from '../../domain/import/row-content.ts';
import type { StatedRow } from '../../domain/import/stated-row.ts';
import type { Violation } from '../../domain/violation.ts';
import { prepareContent } from '../prepare-content.ts';

export interface PreparedRow {
  readonly row: number;
  readonly stated: GroupableRow;
}

/** The row with the content hash that a post of its content would have. */
export const groupable = <Row extends StatedRow>(row: Row): Row & GroupableRow => ({
  ...row,
  contentHash: row.body === null ? null : prepareContent(rowContent(row)).contentHash,
});

/** Reads the bodies; one that cannot be read, or says nothing, is a broken cell. */
export const prepareRows = (
  rows: readonly NumberedRow[],
): { readonly rows: readonly PreparedRow[]; readonly violations: readonly Violation[] } => {
  const violations: Violation[] = [];
  const prepared = rows.map(({ row, stated }): PreparedRow => {
    if (stated.body === null) return { row, stated: { ...stated, contentHash: null } };
    const content = prepareContent(rowContent(stated));
    violations.push(...content.violations.map((violation) => inRow(row, violation)));
    return { row, stated: { ...stated, contentHash: content.contentHash } };
  });
  return { rows: prepared, violations };
};

const inRow = (row: number, { code, pointer, message }: Violation): Violation => ({
  code,
  pointer: cellPointer(row, pointer === '/title' ? 'title' : 'body'),
  message: { zh: `第${row}行：${message.zh}`, en: `Row ${row}: ${message.en}` },
});
