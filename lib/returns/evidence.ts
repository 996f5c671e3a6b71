import { EVIDENCE_HEADINGS, type EvidenceLine, type ReturnChannel } from '../domain/annual-return.ts';
import { BYTE_ORDER_MARK, csvLine } from '../domain/csv-line.ts';
import type { EvidenceStanding } from '../domain/evidence-standing.ts';
import type { Kind, Origin } from '../domain/item.ts';
import type { PublicTimeBasis } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';

const KINDS: Readonly<Record<Kind, string>> = {
  document: '文件',
  'normative-document': '行政规范性文件',
  interpretation: '解读',
  response: '回应',
  'proposal-reply': '建议提案答复',
  'annual-report': '年报',
  brief: '简报',
  other: '其他',
};

const ORIGINS: Readonly<Record<Origin, string>> = { own: '本单位', repost: '转载' };

const BASES: Readonly<Record<PublicTimeBasis, string>> = {
  channel: '渠道返回',
  page: '页面核验',
  stated: '人工填报',
};

const STANDINGS: Readonly<Record<EvidenceStanding, string>> = {
  counted: '计入',
  earlier: '上年已公开，不计入',
  'repost-left-out': '转载，按口径不计入',
  'in-error': '误发撤下，不计入',
};

type Cell = (line: EvidenceLine, channels: readonly ReturnChannel[]) => string | null;

const yes = (is: boolean): string => (is ? '是' : '');

const COLUMNS: readonly (readonly [heading: string, cell: Cell])[] = [
  ['编号', ({ number }) => number],
  [EVIDENCE_HEADINGS.title, ({ title }) => title],
  [EVIDENCE_HEADINGS.documentNumber, ({ documentNumber }) => documentNumber],
  ['类别', ({ kind }) => KINDS[kind]],
  ['来源', ({ origin }) => ORIGINS[origin]],
  ['渠道代码', ({ channel }) => channel],
  ['渠道', ({ channel }, channels) => channels.find(({ id }) => id === channel)?.name ?? channel],
  ['网址或地点', ({ url, place }) => url ?? place],
  ['公开时间', ({ publicAt }) => isoShanghai(publicAt)],
  ['时间依据', ({ basis }) => (basis === null ? null : BASES[basis])],
  ['本年计数', ({ standing }) => STANDINGS[standing]],
  ['逾期', ({ late }) => yes(late)],
  ['已撤下', ({ withdrawn }) => yes(withdrawn)],
  ['登记方式', ({ imported }) => (imported ? '导入' : '系统发布')],
  ['演练', ({ practice }) => yes(practice)],
  ['内容指纹', ({ contentHash }) => contentHash ?? '无正文'],
  [EVIDENCE_HEADINGS.itemId, ({ itemId }) => itemId],
  ['合并计入', ({ mergedInto }) => mergedInto],
];

export const evidenceHead = (): string => BYTE_ORDER_MARK + csvLine(COLUMNS.map(([heading]) => heading));

/** One publication behind the figures; items are counted by 合并计入, or 信息标识 where that is empty, each once. */
export const evidenceLine = (line: EvidenceLine, channels: readonly ReturnChannel[]): string =>
  csvLine(COLUMNS.map(([, cell]) => cell(line, channels)));
