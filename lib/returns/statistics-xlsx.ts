import type { AnnualReturn } from '../domain/annual-return.ts';
import type { Sha256 } from '../domain/item.ts';
import { pubDate } from '../domain/shanghai-time.ts';
import {
  layoutNotOffered,
  noticeSentences,
  periodWords,
  ruleSentences,
  stateMark,
  statisticsTitle,
} from './return-words.ts';
import { differenceTables } from './tables/difference-tables.ts';
import { disclosureTable } from './tables/disclosure-table.ts';
import {
  channelTable,
  overlapTable,
  quarterTable,
  reconciliationTable,
  regionTable,
} from './tables/figure-tables.ts';
import { findingTable } from './tables/finding-table.ts';
import { monthTable } from './tables/month-table.ts';
import { pendingTable } from './tables/pending-table.ts';
import type { ReturnTable } from './tables/return-table.ts';
import { statisticsTables } from './tables/statistics-tables.ts';
import type { Sheet } from './workbook/sheet.ts';
import { type SheetLine, sheetOfTables } from './workbook/sheet-of-tables.ts';
import { workbookFile } from './workbook/workbook-file.ts';

/** `statistics.xlsx`: the form's tables and the figures behind them, a sheet each; figures are numbers. */
export const statisticsXlsx = (annual: AnnualReturn, manifestSha256: Sha256): Uint8Array => {
  const title = statisticsTitle(annual);
  const seal: SheetLine = { text: `清单（manifest.json）的SHA-256：${manifestSha256}`, format: 'note' };
  const sheets = [
    ...formSheets(annual, title),
    ...figureTables(annual).map(({ name, tables }) => ({ name, tables, above: [] })),
    { name: '说明', tables: [], above: explanation(annual) },
  ];
  return workbookFile(
    {
      title: `${annual.office.name}${annual.year}年度${title}`,
      sheets: sheets.map((sheet): Sheet => sheetOfTables({ ...sheet, below: [seal] })),
    },
    annual,
  );
};

/** What a section's table is called in short. */
const SECTION_SHEETS: Readonly<Record<string, string>> = {
  '2': '主动公开',
  '3': '依申请公开',
  '4': '复议诉讼',
};

const formSheets = (annual: AnnualReturn, title: string) => {
  if (annual.form === null) return [];
  const { tables: printed } = annual.form;
  return statisticsTables(annual).map((table, index) => ({
    name: SECTION_SHEETS[printed[index]?.section ?? ''] ?? '统计表',
    tables: [table],
    above: [
      { text: stateMark(annual), format: 'mark' },
      { text: title, format: 'title' },
      { text: `（${annual.year}年度）`, format: 'year' },
    ] satisfies readonly SheetLine[],
  }));
};

interface NamedTables {
  readonly name: string;
  readonly tables: readonly ReturnTable[];
}

const figureTables = (annual: AnnualReturn): readonly NamedTables[] => [
  {
    name: '渠道与重复',
    tables: [channelTable(annual), regionTable(annual), overlapTable(annual), reconciliationTable(annual)],
  },
  { name: '逐月', tables: [monthTable(annual)] },
  ...(annual.quarters === null ? [] : [{ name: '季度', tables: [quarterTable(annual.quarters, annual)] }]),
  ...(annual.disclosureDays.length === 0
    ? []
    : [{ name: '公开及时性', tables: [disclosureTable(annual.disclosureDays)] }]),
  ...(annual.differences === null
    ? []
    : differenceTables(annual.differences, annual).map((table) => ({
        name: table.caption ?? table.id,
        tables: [table],
      }))),
  ...(annual.findings.length === 0 ? [] : [{ name: '核对结果', tables: [findingTable(annual)] }]),
  ...(annual.state === 'draft' && annual.pending.listed.length > 0
    ? [{ name: '尚未办结', tables: [pendingTable(annual)] }]
    : []),
];

const explanation = (annual: AnnualReturn): readonly SheetLine[] =>
  [
    stateMark(annual),
    `${periodWords(annual)}；生成时间：${pubDate(annual.builtAt)}`,
    ...(annual.form === null
      ? [layoutNotOffered(annual)]
      : [`表式：${annual.form.name}（${annual.form.basis}），表式定义第${annual.form.version}版。`]),
    ...(annual.amendment === null ? [] : [`更正原因：${annual.amendment.reason}`]),
    ...noticeSentences(annual),
    ...ruleSentences(annual).map((text, index) => `${index + 1}．${text}`),
  ].map((text) => ({ text, format: 'line' }));
