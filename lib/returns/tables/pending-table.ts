import type { AnnualReturn, PendingState } from '../../domain/annual-return.ts';
import { pubDate } from '../../domain/shanghai-time.ts';
import { channelName } from '../channel-words.ts';
import { plainTable, type ReturnTable, text } from './return-table.ts';

const STATES: Readonly<Record<PendingState, string>> = {
  'handed-over': '已报送',
  unconfirmed: '未核验',
  parked: '待人工处理',
  owed: '待同步',
};

/** What a draft still waits for, by number: no document of a return carries a title. */
export const pendingTable = ({
  pending,
  channels,
}: Pick<AnnualReturn, 'pending' | 'channels'>): ReturnTable => {
  const { listed, handedOver, unconfirmed, parked, owed } = pending;
  const all = handedOver + unconfirmed + parked + owed;
  return plainTable({
    id: 'pending',
    caption: '尚未办结的发布',
    columns: [24, 36, 18, 22],
    headings: ['编号', '渠道', '状态', '起始时间'],
    rows: listed.map(({ itemId, number, channel, state, since }) => [
      text(number ?? itemId.slice(0, 12)),
      text(channelName(channels, channel)),
      text(STATES[state]),
      text(pubDate(since)),
    ]),
    notes: all > listed.length ? [`注：共${all}条次，此处列出等待最久的${listed.length}条次。`] : [],
  });
};
