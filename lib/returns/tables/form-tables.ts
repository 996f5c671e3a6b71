import type { AnnualReturn } from '../../domain/annual-return.ts';
import type { FilledCell } from '../../domain/form/filled-cell.ts';
import type { Form, FormCell } from '../../domain/form/form.ts';
import type { FormTable, PrintedCell, SignatureLabel } from '../../domain/form/form-table.ts';
import type { ReturnTable, TableCell } from './return-table.ts';

/** A table of the form, filled in, and the section under which it stands; null where it is a document of its own. */
export interface FilledTable extends ReturnTable {
  readonly section: string | null;
}

/** The tables of the official form as they are printed; none in a year whose layout is not offered. */
export const formTables = (annual: AnnualReturn): readonly FilledTable[] => {
  const { form } = annual;
  if (form === null) return [];
  const filled = new Map(annual.cells.map((cell) => [cell.id, cell]));
  const defined = new Map(form.cells.map((cell) => [cell.id, cell]));
  return form.tables.map((table) => filledTable(table, form, annual, { filled, defined }));
};

interface Cells {
  readonly filled: ReadonlyMap<string, FilledCell>;
  readonly defined: ReadonlyMap<string, FormCell>;
}

const filledTable = (table: FormTable, form: Form, annual: AnnualReturn, cells: Cells): FilledTable => {
  const rows = table.rows.map((row) => row.map((cell) => printed(cell, cells)));
  return {
    id: `${form.id}-${table.id}`,
    section: table.section,
    caption: table.title,
    sealLine: table.sealLine === null ? null : `${table.sealLine}${annual.office.name}`,
    signatures: table.signatures.map((line) => ({
      label: line.label,
      value: signature(line, annual.signatures),
    })),
    columns: table.columns,
    headerRows: table.headerRows,
    rows,
    notes: legend(rows),
  };
};

const printed = (cell: PrintedCell, { filled, defined }: Cells): TableCell =>
  cell.kind === 'value'
    ? {
        kind: 'value',
        value: filled.get(cell.cell)?.value ?? null,
        decimals: defined.get(cell.cell)?.decimals ?? 0,
        columns: cell.columns,
        rows: cell.rows,
      }
    : cell;

/** `2018-01-19` as a form writes it: 2018年1月19日. */
const writtenDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

const signature = ({ key }: SignatureLabel, signatures: AnnualReturn['signatures']): string | null => {
  const { filledOn } = signatures;
  if (key === 'filledOn') return filledOn === null ? null : writtenDay(filledOn);
  return signatures[key];
};

const SIGNATURES: readonly SignatureLabel[] = [
  { key: 'responsible', label: '单位负责人' },
  { key: 'reviewer', label: '审核人' },
  { key: 'preparer', label: '填报人' },
  { key: 'telephone', label: '联系电话' },
  { key: 'filledOn', label: '填报日期' },
];

/** The signature line for a form that prints none. */
export const signatureLines = ({ signatures }: Pick<AnnualReturn, 'signatures'>): ReturnTable['signatures'] =>
  SIGNATURES.map((line) => ({ label: line.label, value: signature(line, signatures) }));

/** What is blank says so, and what the marks mean; nothing where every cell has its figure. */
const legend = (rows: readonly (readonly TableCell[])[]): readonly string[] => {
  const values = rows.flat().flatMap((cell) => (cell.kind === 'value' ? [cell.value] : []));
  const blanks = values.filter((figure) => figure === null).length;
  const parts = [
    ...(blanks > 0 ? [`空白：未填报（共${blanks}格），不等于0`] : []),
    ...(values.includes('/') ? ['“/”：不适用'] : []),
    ...(values.includes('-') ? ['“-”：无此项'] : []),
  ];
  return parts.length === 0 ? [] : [`注：${parts.join('；')}。`];
};
