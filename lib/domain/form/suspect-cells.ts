import type { CellId } from './cell-value.ts';
import type { Finding } from './finding.ts';
import { COLUMN_RULES, ROW_RULES } from './form-2021-rules.ts';

/**
 * Cells at which a broken row and a broken column cross. In a table that is consistent but for one cell it is that cell, and no other:
 * its row and its column are broken, every other row and column holds.
 */
export const suspectCells = (findings: readonly Finding[]): readonly CellId[] => {
  const inRows = cellsOf(findings, ROW_RULES);
  const inColumns = cellsOf(findings, COLUMN_RULES);
  return [...inRows.intersection(inColumns)];
};

const cellsOf = (findings: readonly Finding[], rules: ReadonlySet<string>): Set<CellId> =>
  new Set(findings.filter(({ code }) => rules.has(code)).flatMap(({ cells }) => cells));
