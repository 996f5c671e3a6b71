import { APPLICANTS, type ArticleBlock, CORNER_3, TABLE_2, TABLE_3, TABLE_4 } from './form-2021-rows.ts';
import type { FormTable, PrintedCell } from './form-table.ts';
import type { FormRowData } from './row-words.ts';

interface Span {
  readonly columns?: number;
  readonly rows?: number;
}

const text = (
  kind: 'heading' | 'corner' | 'label',
  words: string,
  { columns = 1, rows = 1 }: Span = {},
): PrintedCell => ({ kind, text: words, indent: 0, columns, rows });
const value = (cell: string, columns = 1): PrintedCell => ({ kind: 'value', cell, columns, rows: 1 });

const unsigned = { title: null, sealLine: null, signatures: [] } as const;

/** Below each article the headings of its columns and its rows; a block with one column has it as wide as three. */
const blockRows = ({ article, columns, rows }: ArticleBlock): FormTable['rows'] => {
  const width = 3 / columns.length;
  return [
    [text('heading', article, { columns: 4 })],
    [
      text('heading', '信息内容'),
      ...columns.map(({ printed }) => text('heading', printed, { columns: width })),
    ],
    ...rows.map(({ code, printed }) => [
      text('label', printed),
      ...columns.map(({ key }) => value(`table2/${code}/${key}`, width)),
    ]),
  ];
};

const table2: FormTable = {
  ...unsigned,
  id: 'table2',
  section: '2',
  columns: [31, 23, 23, 23],
  headerRows: 0,
  rows: TABLE_2.flatMap(blockRows),
};

const ORGANISATIONS = APPLICANTS.filter(({ group }) => group !== undefined);

const headOfTable3: FormTable['rows'] = [
  [
    text('corner', CORNER_3, { columns: 3, rows: 3 }),
    text('heading', '申请人情况', { columns: APPLICANTS.length }),
  ],
  [
    text('heading', '自然人', { rows: 2 }),
    text('heading', '法人或其他组织', { columns: ORGANISATIONS.length }),
    text('heading', '总计', { rows: 2 }),
  ],
  ORGANISATIONS.map(({ printed }) => text('heading', printed)),
];

const LABEL_COLUMNS = 3;
const isIn = (row: FormRowData, heading: string): boolean => row.code.startsWith(`${heading}.`);

/** A heading stands beside its rows, merged down to the last of them, and is printed with the first. */
const headingsBefore = (at: number): readonly PrintedCell[] => {
  const previous = TABLE_3[at - 1];
  if (previous?.heading === undefined) return [];
  const rows = TABLE_3.filter((row) => row.heading === undefined && isIn(row, previous.code)).length;
  return [...headingsBefore(at - 1), text('label', previous.printed, { rows })];
};

const bodyOfTable3: FormTable['rows'] = TABLE_3.flatMap((row, at) => {
  if (row.heading !== undefined) return [];
  const depth = row.code.split('.').length - 1;
  const label = text('label', row.printed, { columns: LABEL_COLUMNS - depth });
  const values = APPLICANTS.map(({ key }) => value(`table3/${row.code}/${key}`));
  return [[...headingsBefore(at), label, ...values]];
});

const table3: FormTable = {
  ...unsigned,
  id: 'table3',
  section: '3',
  columns: [6, 11, 24, 8, 9, 8, 9, 9, 8, 8],
  headerRows: headOfTable3.length,
  rows: [...headOfTable3, ...bodyOfTable3],
};

const [review, ...lawsuits] = TABLE_4.groups;
const COLUMNS = TABLE_4.columns.length;

const table4: FormTable = {
  ...unsigned,
  id: 'table4',
  section: '4',
  columns: [7, 7, 7, 7, 6, 7, 7, 7, 6, 6, 7, 7, 7, 6, 6],
  headerRows: 3,
  rows: [
    [
      text('heading', review.printed, { columns: COLUMNS }),
      text('heading', '行政诉讼', { columns: lawsuits.length * COLUMNS }),
    ],
    [
      ...TABLE_4.columns.map(({ printed }) => text('heading', printed, { rows: 2 })),
      ...lawsuits.map(({ printed }) => text('heading', printed, { columns: COLUMNS })),
    ],
    lawsuits.flatMap(() => TABLE_4.columns.map(({ printed }) => text('heading', printed))),
    TABLE_4.groups.flatMap(({ key: group }) =>
      TABLE_4.columns.map(({ key }) => value(`table4/${group}/${key}`)),
    ),
  ],
};

/** The three tables of the report, merged as in the annex of 国办公开办函〔2021〕30号. */
export const TABLES_2021: readonly FormTable[] = [table2, table3, table4];
