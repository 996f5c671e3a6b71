import type { ReturnChannel } from '../domain/annual-return.ts';
import { BYTE_ORDER_MARK, cellsLine, cellText, csvLine } from '../domain/csv-line.ts';
import {
  EVIDENCE_HEADINGS,
  type EvidenceColumn,
  type EvidenceLine,
  WORD_COLUMNS,
  type WrittenLine,
} from '../domain/evidence/evidence-line.ts';
import { KIND_WORDS, STANDING_WORDS, WITHDRAWAL_WORDS } from '../domain/evidence/evidence-words.ts';
import { wordsHash } from '../domain/evidence/words-hash.ts';
import type { Origin } from '../domain/item.ts';
import type { FormRow, PublicTimeBasis } from '../domain/ledger-rows.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';

const ORIGINS: Readonly<Record<Origin, string>> = { own: '本单位', repost: '转载' };

const FORM_ROWS: Readonly<Record<FormRow, string>> = {
  gazette: '政府公报',
  website: '政府网站',
  weibo: '政务微博',
  wechat: '政务微信',
  other: '其他方式',
};

const BASES: Readonly<Record<PublicTimeBasis, string>> = {
  channel: '渠道返回',
  page: '页面核验',
  stated: '人工填报',
};

type Cell = (line: EvidenceLine, channels: readonly ReturnChannel[]) => string | null;

const yes = (is: boolean): string | null => (is ? '是' : null);

const CELLS: Readonly<Record<Exclude<EvidenceColumn, 'wordsHash'>, Cell>> = {
  number: ({ number }) => number,
  title: ({ title }) => title,
  documentNumber: ({ documentNumber }) => documentNumber,
  kind: ({ kind }) => KIND_WORDS[kind],
  origin: ({ origin }) => ORIGINS[origin],
  channel: ({ channel }) => channel,
  channelName: ({ channel }, channels) => channels.find(({ id }) => id === channel)?.name ?? channel,
  formRow: ({ formRow }) => FORM_ROWS[formRow],
  urlOrPlace: ({ url, place }) => url ?? place,
  publicAt: ({ publicAt }) => isoShanghai(publicAt),
  basis: ({ basis }) => (basis === null ? null : BASES[basis]),
  firstPublicAt: ({ firstPublicAt }) => isoShanghai(firstPublicAt),
  dueOn: ({ dueOn }) => dueOn,
  confirmedOn: ({ confirmedOn }) => confirmedOn,
  standing: ({ standing }) => STANDING_WORDS[standing],
  late: ({ late }) => yes(late),
  withdrawal: ({ withdrawal }) => (withdrawal === null ? null : WITHDRAWAL_WORDS[withdrawal]),
  registered: ({ imported }) => (imported ? '导入' : '系统发布'),
  practice: ({ practice }) => yes(practice),
  contentHash: ({ contentHash }) => contentHash ?? '无正文',
  itemId: ({ itemId }) => itemId,
  mergedInto: ({ mergedInto }) => mergedInto,
  itemHead: ({ itemHead }) => itemHead,
  deliveryHead: ({ deliveryHead }) => deliveryHead,
  salt: ({ salt }) => salt,
};

const isColumn = (name: string): name is keyof typeof CELLS => Object.hasOwn(CELLS, name);

const COLUMNS = Object.keys(EVIDENCE_HEADINGS).filter(isColumn);
const WORDS = WORD_COLUMNS.map((name) => COLUMNS.indexOf(name));
const UNCOVERED = new Set([...WORDS, COLUMNS.indexOf('salt')]);

export const evidenceHead = (): string => BYTE_ORDER_MARK + csvLine(Object.values(EVIDENCE_HEADINGS));

/**
 * One publication behind the figures; items are counted by 合并计入, or 信息标识 where that is empty, each once. Covered is
 * the JSON array of the cells as they show, an empty one as an empty text, without those of the words and their salt.
 */
export const evidenceLine = (line: EvidenceLine, channels: readonly ReturnChannel[]): WrittenLine => {
  const cells = COLUMNS.map((name) => {
    const cell = CELLS[name](line, channels);
    return cell === null ? '' : cellText(cell);
  });
  const words = WORDS.map((index) => cells[index] ?? '');
  cells.push(line.salt === null ? '' : wordsHash(line.salt, words));
  return {
    text: cellsLine(cells.map((cell) => (cell === '' ? null : cell))),
    covered: JSON.stringify(cells.filter((_, index) => !UNCOVERED.has(index))),
  };
};
