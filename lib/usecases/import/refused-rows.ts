import { writtenDate } from '../../domain/import/written-date.ts';
import type { ChannelId, Instant } from '../../domain/item.ts';
import { compareMoments, pubDate } from '../../domain/shanghai-time.ts';
import type { ChannelRegister, ImportRecord } from '../../ports/registers.ts';
import type { PreparedRow } from './prepare-rows.ts';

export type RejectedRow = ImportRecord['rejected'][number];

/**
 * Splits off the rows dated after their channel went live on this ledger: from then on the ledger knows by itself what
 * became public there, and an import could only back-date.
 */
export const refuseAfterLive = async (
  register: ChannelRegister,
  rows: readonly PreparedRow[],
): Promise<{ readonly taken: readonly PreparedRow[]; readonly rejected: readonly RejectedRow[] }> => {
  const channels = [...new Set(rows.map(({ stated }) => stated.channel))];
  const live = new Map<ChannelId, Instant>();
  await Promise.all(
    channels.map(async (channel) => {
      const { liveSince } = await register.read(channel);
      if (liveSince !== null) live.set(channel, liveSince);
    }),
  );
  const taken: PreparedRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const prepared of rows) {
    const since = live.get(prepared.stated.channel);
    if (since === undefined || !isAfter(prepared, since)) taken.push(prepared);
    else rejected.push({ row: prepared.row, reasons: [afterLive(since)] });
  }
  return { taken, rejected };
};

const isAfter = ({ stated }: PreparedRow, since: Instant): boolean => {
  const moment = writtenDate(stated.publishedAtAsStated);
  return moment !== undefined && compareMoments(moment, { instant: since, precision: 'time' }) > 0;
};

const afterLive = (since: Instant): string =>
  `该渠道自${pubDate(since)}起已由本系统发布，此后的发布记录以台账为准，不能导入`;

export const KNOWN_WITH_OTHER_BODY = '同一条发布记录以前已导入，但正文不同；未作更改';

export const SEALED_BEFORE = '该信息已封存，不得再次导入';

export const correctedTo = (item: string): string => `与信息 ${item} 更正后的内容相同，不能另作一条信息导入`;
