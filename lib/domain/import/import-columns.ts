import type { Violation } from '../violation.ts';

const IMPORT_COLUMNS = [
  'channel',
  'title',
  'documentNumber',
  'publishedAt',
  'url',
  'body',
  'formedOn',
  'kind',
  'origin',
  'unit',
  'area',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** The first name is the one that messages use. */
export const COLUMN_NAMES: Readonly<Record<ImportColumn, readonly [string, ...string[]]>> = {
  channel: ['渠道', '发布渠道'],
  title: ['标题'],
  documentNumber: ['发文字号', '文号'],
  publishedAt: ['发布时间', '发布日期'],
  url: ['网址', '链接'],
  body: ['正文'],
  formedOn: ['成文日期', '生成日期'],
  kind: ['类别'],
  origin: ['来源'],
  unit: ['科室', '部门'],
  area: ['领域'],
};

const REQUIRED = ['channel', 'title', 'publishedAt'] as const satisfies readonly ImportColumn[];

/** What each cell of a row is; null for a column without a name, which must stay empty. */
export type ColumnPlan = readonly (ImportColumn | null)[];

/** Reads the first row: each name once, English or Chinese, whatever its width, case and spaces. */
export const planColumns = (
  header: readonly string[],
): { readonly columns: ColumnPlan; readonly violations: readonly Violation[] } => {
  const columns = header.map((name) => COLUMN_BY_NAME.get(nameKey(name)) ?? null);
  if (isSeparatedOtherwise(header)) return { columns, violations: [SEPARATOR_WRONG] };
  const unknown = header.flatMap((name, index) =>
    columns[index] === null && nameKey(name) !== '' ? [unknownColumn(name, index)] : [],
  );
  const duplicate = columns.flatMap((column, index) =>
    column !== null && columns.indexOf(column) !== index ? [duplicateColumn(column)] : [],
  );
  const missing = REQUIRED.filter((column) => !columns.includes(column)).map(missingColumn);
  return { columns, violations: [...missing, ...duplicate, ...unknown] };
};

/** One cell that holds several of our names: the file is separated by something else than commas. */
const isSeparatedOtherwise = ([only, ...rest]: readonly string[]): boolean =>
  rest.length === 0 &&
  (only ?? '').split(/[;；，、|\t]/u).filter((name) => COLUMN_BY_NAME.has(nameKey(name))).length > 1;

const SEPARATOR_WRONG: Violation = {
  code: 'separator-wrong',
  pointer: '/header/0',
  message: {
    zh: '第1行的各个列名没有用英文逗号分隔。请用表格软件打开后另存为“CSV UTF-8（逗号分隔）”或 xlsx。',
    en: 'The column names of row 1 are not separated by commas. Save the file as "CSV UTF-8 (comma delimited)" or xlsx.',
  },
};

const nameKey = (name: string): string => name.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();

const COLUMN_BY_NAME: ReadonlyMap<string, ImportColumn> = new Map(
  IMPORT_COLUMNS.flatMap((column) =>
    [column, ...COLUMN_NAMES[column]].map((name) => [nameKey(name), column] as const),
  ),
);

const unknownColumn = (name: string, index: number): Violation => ({
  code: 'column-unknown',
  pointer: `/header/${index}`,
  message: {
    zh: `第1行第${index + 1}列“${name}”不是可导入的列。请改用以下列名之一，或者删去这一列：${known('、', (column) => COLUMN_NAMES[column][0])}。`,
    en: `Row 1, column ${index + 1}: "${name}" is no column of an import. Use one of these names or remove it: ${known(', ', (column) => column)}.`,
  },
});

const known = (separator: string, name: (column: ImportColumn) => string): string =>
  IMPORT_COLUMNS.map(name).join(separator);

const duplicateColumn = (column: ImportColumn): Violation => ({
  code: 'column-duplicate',
  pointer: `/header/${column}`,
  message: {
    zh: `第1行中“${COLUMN_NAMES[column][0]}”列出现了不止一次。请只保留一列。`,
    en: `Row 1 has the column "${column}" more than once. Keep one.`,
  },
});

const missingColumn = (column: ImportColumn): Violation => ({
  code: 'column-missing',
  pointer: `/header/${column}`,
  message: {
    zh: `第1行缺少“${COLUMN_NAMES[column][0]}”列。导入文件的第一行是列名，渠道、标题、发布时间三列必须有。`,
    en: `Row 1 lacks the column "${column}". The first row names the columns; channel, title and publishedAt must be there.`,
  },
});
