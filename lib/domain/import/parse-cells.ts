import { bareText } from '../bare-text.ts';
import type { ChannelId, Instant } from '../item.ts';
import { pointerTo } from '../json-pointer.ts';
import { compareMoments, dayOf, type Moment, pubDate } from '../shanghai-time.ts';
import type { Violation } from '../violation.ts';
import { KIND_WORDS, ORIGIN_WORDS } from './cell-words.ts';
import { COLUMN_NAMES, type ImportColumn } from './import-columns.ts';
import { type StatedRow, withIdentity } from './stated-row.ts';
import { writtenDate } from './written-date.ts';

export type RowCells = Readonly<Partial<Record<ImportColumn, string>>>;

export interface CellContext {
  /** Configured channels, by id and by name. */
  readonly channels: ReadonlyMap<string, ChannelId>;
  readonly now: Instant;
}

/** Unicode code points, as for a posted item. */
const LONGEST_TITLE = 300;

/** Reads one row; every broken cell at once, each with its row, its column and how to mend it. */
export const parseCells = (
  row: number,
  cells: RowCells,
  { channels, now }: CellContext,
): { readonly row: StatedRow | undefined; readonly violations: readonly Violation[] } => {
  const line: Line = { row, cells, violations: [] };
  const channel = channelIn(line, channels);
  const title = titleIn(line);
  const publishedAt = publishedAtIn(line, now);
  const formedOn = formedOnIn(line);
  const url = urlIn(line);
  const kind = wordIn(line, 'kind', KIND_WORDS) ?? 'document';
  const origin = wordIn(line, 'origin', ORIGIN_WORDS) ?? 'own';
  const { violations } = line;
  if (violations.length > 0 || channel === undefined || title === undefined || publishedAt === undefined) {
    return { row: undefined, violations };
  }
  const stated = withIdentity({
    channel,
    title,
    documentNumber: textIn(line, 'documentNumber'),
    publishedAt: publishedAt.instant,
    publishedAtAsStated: textIn(line, 'publishedAt') ?? '',
    url,
    body: textIn(line, 'body'),
    formedOn: formedOn === undefined ? null : dayOf(formedOn.instant),
    kind,
    origin,
    unit: textIn(line, 'unit'),
    area: textIn(line, 'area'),
  });
  return { row: stated, violations };
};

/** A row being read; what is wrong with it is collected. */
interface Line {
  readonly row: number;
  readonly cells: RowCells;
  readonly violations: Violation[];
}

const refuse = (
  line: Line,
  column: ImportColumn,
  { code, zh, en }: { code: string; zh: string; en: string },
): undefined => {
  line.violations.push({
    code,
    pointer: cellPointer(line.row, column),
    message: {
      zh: `第${line.row}行“${COLUMN_NAMES[column][0]}”列${zh}`,
      en: `Row ${line.row}, column "${column}": ${en}`,
    },
  });
};

const textIn = ({ cells }: Line, column: ImportColumn): string | null => {
  const text = cells[column]?.trim() ?? '';
  return bareText(text) === '' ? null : text;
};

const requiredIn = (line: Line, column: ImportColumn): string | undefined =>
  textIn(line, column) ??
  refuse(line, column, { code: 'blank', zh: '为空。请填写。', en: 'It is blank. Fill it in.' });

const channelIn = (line: Line, channels: CellContext['channels']): ChannelId | undefined => {
  const text = requiredIn(line, 'channel');
  if (text === undefined) return undefined;
  const known = [...channels.keys()].join('、');
  return (
    channels.get(text) ??
    channels.get(text.normalize('NFKC')) ??
    refuse(line, 'channel', {
      code: 'channel-unknown',
      zh: `“${text}”不是已配置的渠道。请填写渠道的名称或代码：${known}。`,
      en: `"${text}" is no configured channel. Give the name or id of one: ${known}.`,
    })
  );
};

const titleIn = (line: Line): string | undefined => {
  const text = requiredIn(line, 'title');
  if (text === undefined || Array.from(text).length <= LONGEST_TITLE) return text;
  return refuse(line, 'title', {
    code: 'title-too-long',
    zh: `超过${LONGEST_TITLE}字。请核对是否把正文填进了标题。`,
    en: `It has more than ${LONGEST_TITLE} characters. Is this the body?`,
  });
};

const dateIn = (line: Line, column: ImportColumn, text: string): Moment | undefined =>
  writtenDate(text) ??
  refuse(line, column, {
    code: 'date-invalid',
    zh: `“${text}”不是有效日期。请填写真实日期，如 2017-03-05 或 2017-03-05 09:30。`,
    en: `"${text}" is no date. Give a real one, such as 2017-03-05 or 2017-03-05 09:30.`,
  });

const publishedAtIn = (line: Line, now: Instant): Moment | undefined => {
  const text = requiredIn(line, 'publishedAt');
  const moment = text === undefined ? undefined : dateIn(line, 'publishedAt', text);
  if (moment === undefined || compareMoments(moment, { instant: now, precision: 'time' }) <= 0) return moment;
  return refuse(line, 'publishedAt', {
    code: 'date-in-future',
    zh: `晚于当前时间（${pubDate(now)}）。请核对；尚未发布的，发布之后再导入。`,
    en: `It is later than now (${pubDate(now)}). Correct it, or import it once it is public.`,
  });
};

const formedOnIn = (line: Line): Moment | undefined => {
  const text = textIn(line, 'formedOn');
  return text === null ? undefined : dateIn(line, 'formedOn', text);
};

const urlIn = (line: Line): string | null => {
  const text = textIn(line, 'url');
  const url = text === null ? null : URL.parse(text);
  if (text === null || url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  refuse(line, 'url', {
    code: 'url-invalid',
    zh: `“${text}”不是网址。请填写以 http:// 或 https:// 开头的完整网址；没有网页的留空。`,
    en: `"${text}" is no web address. Give all of it, from http:// or https:// on, or leave it empty.`,
  });
  return null;
};

const wordIn = <Word>(
  line: Line,
  column: ImportColumn,
  words: ReadonlyMap<string, Word>,
): Word | undefined => {
  const text = textIn(line, column);
  if (text === null) return undefined;
  const choices = [...words.keys()].join('、');
  return (
    words.get(bareText(text).toLowerCase()) ??
    refuse(line, column, {
      code: 'word-unknown',
      zh: `“${text}”无法识别。请填写以下之一：${choices}。`,
      en: `"${text}" is not known. Give one of: ${choices}.`,
    })
  );
};

/** Where a row, or a cell of it, is in the file. */
export const cellPointer = (row: number, column?: ImportColumn): string => {
  const pointer = pointerTo('/rows', row);
  return column === undefined ? pointer : pointerTo(pointer, column);
};
