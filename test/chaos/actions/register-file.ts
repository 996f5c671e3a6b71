import type { ChannelId } from '../../../lib/domain/item.ts';
import type { Life } from '../scheduler.ts';
import { noticeOf } from './notices.ts';

/** A line of an earlier year's register: a notice was public on a channel on a day. */
export interface RegisterLine {
  readonly channel: ChannelId;
  readonly title: string;
  /** In Asia/Shanghai. */
  readonly day: string;
  readonly body: string;
}

/** A file of such lines, and how far importing it has come. */
export interface RegisterFile {
  readonly lines: readonly RegisterLine[];
  /** What was asked last and not answered yet: `import` until it was taken in, `void` until it was taken back. */
  owes: 'import' | 'void' | null;
  /** The answered import; null where there is none that stands. */
  number: number | null;
  /** Places of lines that the answer named as not taken in. */
  rejected: ReadonlySet<number>;
  /** Who is asking for what at this moment. */
  underWay: readonly { readonly life: Life; readonly what: 'import' | 'void' }[];
}

/** The last lies before the ledger went live in any run, the first in the year before. */
const DAYS = ['2025-12-20', '2026-01-05', '2026-01-20', '2026-10-30', '2026-11-02'] as const;

/** Notices that registers tell of: those that are posted, too, and one that nobody posts. */
const TITLES = 5;

export const LINES = (channels: readonly ChannelId[]): number => channels.length * DAYS.length * TITLES;

/** Some lines have the words of a notice, as posted or as corrected once; some only its title. */
export const lineOf = (number: number, channels: readonly ChannelId[]): RegisterLine => {
  const notice = number % TITLES;
  const day = DAYS[Math.floor(number / TITLES) % DAYS.length] ?? DAYS[0];
  const channel = channels[Math.floor(number / TITLES / DAYS.length)] ?? channels[0] ?? '';
  const written = number % 3;
  const body = written === 0 ? '' : noticeOf(notice, written - 1, []).body.content;
  return { channel, title: noticeOf(notice, 0, []).title, day, body };
};

export const csvOf = (lines: readonly RegisterLine[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'channel,title,publishedAt,body',
      ...lines.map(({ channel, title, day, body }) => [channel, title, day, body].join(',')),
    ].join('\n'),
  );
