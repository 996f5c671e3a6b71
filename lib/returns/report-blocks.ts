import type { AnnualReturn } from '../domain/annual-return.ts';
import type { Sha256 } from '../domain/item.ts';
import { publicationSentence } from '../domain/report/publication-sentence.ts';
import { pubDate } from '../domain/shanghai-time.ts';
import { disclosurePicture, monthPicture, overlapPicture, type Picture } from './pictures/picture.ts';
import { layoutNotOffered, noticeSentences, ruleSentences, statisticsTitle } from './return-words.ts';
import { RULES_VERSION } from './rules-version.ts';
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
import { formTables } from './tables/form-tables.ts';
import { monthTable } from './tables/month-table.ts';
import { pendingTable } from './tables/pending-table.ts';
import type { ReturnTable } from './tables/return-table.ts';

/** What a report consists of, from top to bottom; a page and a Word file draw the same. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2;
      readonly text: string;
      readonly newPage?: true;
    }
  /** Over a document of its own, a form: on a new page, in the middle. */
  | { readonly kind: 'form-title'; readonly text: string; readonly year: number }
  | { readonly kind: 'paragraph' | 'notice' | 'note'; readonly text: string }
  | { readonly kind: 'table'; readonly table: ReturnTable }
  | { readonly kind: 'picture'; readonly picture: Picture };

export const reportBlocks = (annual: AnnualReturn, manifestSha256: Sha256): readonly Block[] => [
  ...noticeSentences(annual).map((text): Block => ({ kind: 'notice', text })),
  ...amendmentBlocks(annual),
  ...sectionBlocks(annual),
  ...formBlocks(annual),
  { kind: 'heading', level: 1, text: '附录　核对与依据', newPage: true },
  ...findingBlocks(annual),
  ...overlapBlocks(annual),
  ...timeBlocks(annual),
  ...pendingBlocks(annual),
  heading(2, '计数口径'),
  ...ruleSentences(annual).map((text, index) => paragraph(`${index + 1}．${text}`)),
  ...provenanceBlocks(annual, manifestSha256),
];

const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const note = (text: string): Block => ({ kind: 'note', text });
const tableBlock = (table: ReturnTable): Block => ({ kind: 'table', table });

const amendmentBlocks = (annual: AnnualReturn): readonly Block[] => {
  const { amendment, differences } = annual;
  if (amendment === null) return [];
  return [
    heading(1, '更正说明'),
    paragraph(`本稿更正第${amendment.amends}稿。更正原因：${amendment.reason}`),
    ...(differences === null ? [] : differenceTables(differences, annual).map(tableBlock)),
  ];
};

const sectionBlocks = (annual: AnnualReturn): readonly Block[] => {
  const tables = formTables(annual);
  return [
    ...(annual.form === null
      ? [
          { kind: 'notice', text: layoutNotOffered(annual) } as const,
          heading(1, '主动公开政府信息情况'),
          paragraph(publicationSentence(annual)),
        ]
      : []),
    ...annual.sections.flatMap(({ id, heading: words, paragraphs }) => [
      heading(1, words),
      ...paragraphs.map(paragraph),
      ...tables.filter(({ section }) => section === id).map(tableBlock),
    ]),
  ];
};

/** Tables that stand in no section, and those whose section was not drafted: none is left out. */
const formBlocks = (annual: AnnualReturn): readonly Block[] => {
  const drafted = new Set(annual.sections.map(({ id }) => id));
  return formTables(annual)
    .filter(({ section }) => section === null || !drafted.has(section))
    .flatMap((table): readonly Block[] => [
      { kind: 'form-title', text: table.caption ?? statisticsTitle(annual), year: annual.year },
      tableBlock({ ...table, caption: null }),
    ]);
};

const findingBlocks = (annual: AnnualReturn): readonly Block[] => {
  if (annual.form === null) return [];
  const errors = annual.findings.filter(({ level }) => level === 'error').length;
  const warnings = annual.findings.length - errors;
  return [
    heading(2, '核对结果'),
    ...(annual.findings.length === 0
      ? [paragraph('各项勾稽关系和文字中的数字均核对无误。')]
      : [
          paragraph(`共有错误${errors}项、提示${warnings}项。`),
          tableBlock({ ...findingTable(annual), caption: null }),
        ]),
  ];
};

const overlapBlocks = (annual: AnnualReturn): readonly Block[] => {
  const picture = overlapPicture(annual);
  return [
    heading(2, '各渠道发布情况与去重核对'),
    tableBlock(channelTable(annual)),
    tableBlock(regionTable(annual)),
    ...(picture.regions.length === 0 ? [] : [{ kind: 'picture', picture } as const]),
    ...(picture.leftOut > 0
      ? [{ kind: 'note', text: `图中未画条数较少的${picture.leftOut}个组合，见上表。` } as const]
      : []),
    tableBlock(overlapTable(annual)),
    tableBlock(reconciliationTable(annual)),
  ];
};

const timeBlocks = (annual: AnnualReturn): readonly Block[] => [
  ...(annual.quarters === null
    ? []
    : [heading(2, '季度情况'), tableBlock(quarterTable(annual.quarters, annual))]),
  heading(2, '逐月发布情况'),
  ...monthTables(annual).map(tableBlock),
  ...(annual.months.some(({ items }) => items.some((figure) => figure > 0))
    ? [{ kind: 'picture', picture: monthPicture(annual) } as const]
    : []),
  heading(2, '公开及时性'),
  ...(annual.disclosureDays.length === 0
    ? [paragraph('本年没有由本系统发布、可以计算公开用时的信息。')]
    : [
        tableBlock(disclosureTable(annual.disclosureDays)),
        { kind: 'picture', picture: disclosurePicture(annual) } as const,
      ]),
];

/** So many channels fit beside each other on a page. */
const CHANNELS_A_TABLE = 6;

const monthTables = (annual: AnnualReturn): readonly ReturnTable[] =>
  Array.from({ length: Math.ceil(annual.months.length / CHANNELS_A_TABLE) }, (_table, index) =>
    monthTable({
      ...annual,
      months: annual.months.slice(index * CHANNELS_A_TABLE, (index + 1) * CHANNELS_A_TABLE),
    }),
  );

const pendingBlocks = (annual: AnnualReturn): readonly Block[] => {
  if (annual.state === 'filed') return [];
  const { handedOver, unconfirmed, parked, owed, listed } = annual.pending;
  return [
    heading(2, '尚未办结的发布'),
    paragraph(
      `生成本稿时，已报送渠道但尚未公开${handedOver}条次，已公开但尚未核验${unconfirmed}条次，待人工处理${parked}条次，待同步${owed}条次。`,
    ),
    ...(listed.length === 0 ? [] : [tableBlock(pendingTable(annual))]),
  ];
};

const provenanceBlocks = (annual: AnnualReturn, manifestSha256: Sha256): readonly Block[] => {
  const { builtAt, builtBy, form, inputsVersion, evidence, count } = annual;
  return [
    heading(2, '依据与校验'),
    ...(form === null ? [] : [note(`表式：${form.name}（${form.basis}），表式定义第${form.version}版。`)]),
    note(
      `计数规则第${RULES_VERSION}版；填报数据${inputsVersion === 0 ? '未填报' : `第${inputsVersion}版`}；生成时间${pubDate(builtAt)}，生成人${builtBy}。`,
    ),
    note(
      `明细（evidence.csv）共${evidence.lines}行，每行为一条信息在一个渠道的发布；按“合并计入”（空白的按“信息标识”）去重，可以逐条核对每个数字。明细的默克尔根：${evidence.merkleRoot}`,
    ),
    ...(count.importedDeliveries > 0
      ? [
          note(
            `含由文件导入的发布记录${count.importedDeliveries}条次，公开时间以文件所载为准，明细的“登记方式”列逐条标明。`,
          ),
        ]
      : []),
    note(`清单（manifest.json）的SHA-256：${manifestSha256}`),
  ];
};
