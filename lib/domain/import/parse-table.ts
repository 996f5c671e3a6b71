import type { Violation } from '../violation.ts';
import { planColumns } from './import-columns.ts';
import { type CellContext, cellPointer, parseCells, type RowCells } from './parse-cells.ts';
import type { StatedRow } from './stated-row.ts';

/** A line of the file with its number as a spreadsheet shows it: the row of names is 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface NumberedRow {
  readonly row: number;
  readonly stated: StatedRow;
}

export type ParsedTable =
  | { readonly outcome: 'parsed'; readonly rows: readonly NumberedRow[] }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

/** Problems that an answer lists; more serve nobody at once. */
const MOST_LISTED = 200;

/**
 * Reads the rows of a table whose first row names the columns. One broken row refuses the whole table, so that a file is
 * taken as it is or not at all; every broken row is listed.
 */
export const parseTable = (table: readonly TableRow[], context: CellContext): ParsedTable => {
  const [header, ...lines] = table;
  if (header === undefined || lines.length === 0) return { outcome: 'invalid', violations: [EMPTY] };
  const { columns, violations: headerViolations } = planColumns(header.cells);
  if (headerViolations.length > 0) return { outcome: 'invalid', violations: headerViolations };

  const rows: NumberedRow[] = [];
  const violations: Violation[] = [];
  for (const { row, cells } of lines) {
    if (
      columns.length !== cells.length ||
      cells.some((cell, index) => columns[index] === null && cell.trim() !== '')
    ) {
      violations.push(wrongCells(row, cells.length, columns.length));
      continue;
    }
    const named: RowCells = Object.fromEntries(
      columns.flatMap((column, index) => (column === null ? [] : [[column, cells[index] ?? '']])),
    );
    const parsed = parseCells(row, named, context);
    violations.push(...parsed.violations);
    if (parsed.row !== undefined) rows.push({ row, stated: parsed.row });
  }
  violations.push(...contradictions(rows));
  return violations.length === 0
    ? { outcome: 'parsed', rows }
    : { outcome: 'invalid', violations: shortened(violations) };
};

/** Lines of one identity say the same publication twice; with two different bodies they contradict each other. */
const contradictions = (rows: readonly NumberedRow[]): readonly Violation[] => {
  const bodies = new Map<string, { readonly row: number; readonly body: string }>();
  return rows.flatMap(({ row, stated: { identity, body } }) => {
    if (body === null) return [];
    const known = bodies.get(identity);
    if (known === undefined) {
      bodies.set(identity, { row, body });
      return [];
    }
    return known.body === body ? [] : [contradiction(row, known.row)];
  });
};

const contradiction = (row: number, other: number): Violation => ({
  code: 'row-contradicts',
  pointer: cellPointer(row, 'body'),
  message: {
    zh: `第${row}行与第${other}行的渠道、标题、发文字号、发布时间和网址都相同，正文却不同。请核对后只保留正确的一行。`,
    en: `Rows ${row} and ${other} agree in channel, title, document number, time and address, but not in the body. Keep the right one.`,
  },
});

const wrongCells = (row: number, found: number, wanted: number): Violation => ({
  code: 'row-cells',
  pointer: cellPointer(row),
  message: {
    zh: `第${row}行有${found}格，与第1行的${wanted}个列名对不上。请检查是否多了或少了逗号；含有逗号、引号或换行的内容要用英文双引号括起来。`,
    en: `Row ${row} has ${found} cells, which does not fit the ${wanted} column names of row 1. Look for a comma too many or too few; text with commas, quotes or line breaks goes into double quotes.`,
  },
});

const EMPTY: Violation = {
  code: 'import-empty',
  pointer: '',
  message: {
    zh: '文件中没有可导入的数据。第一行应为列名，从第二行起每行一条发布记录。',
    en: 'There is nothing to import. The first row names the columns; from the second on, each is a publication.',
  },
};

const shortened = (violations: readonly Violation[]): readonly Violation[] => {
  const left = violations.length - MOST_LISTED;
  if (left <= 0) return violations;
  const message = { zh: `此外还有${left}处问题，未逐一列出。`, en: `${left} more problems are not listed.` };
  return [...violations.slice(0, MOST_LISTED), { code: 'more-problems', pointer: '', message }];
};
