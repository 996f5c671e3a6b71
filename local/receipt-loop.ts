import type { ChannelId } from '../lib/domain/item.ts';
import type { ReceiptInbox } from '../lib/ports/receipt-inbox.ts';
import type { CollectReceipts } from '../lib/usecases/collect-receipts.ts';
import type { Log } from './log.ts';
import { type Repetition, repeat } from './repeat.ts';

/** Looks for receipts in one channel's inbox, again and again, one look after the other. */
export const startReceiptLoop = ({
  channel,
  inbox,
  collect,
  log,
}: {
  readonly channel: ChannelId;
  readonly inbox: ReceiptInbox;
  readonly collect: CollectReceipts;
  readonly log: Log;
}): Repetition => {
  const look = async (): Promise<number> => {
    try {
      const report = await collect(channel, inbox);
      if (report.unreadable > 0) log.warn({ channel, ...report }, 'receipts that a person has to look at');
      else if (report.recorded > 0) log.info({ channel, ...report }, 'receipts');
    } catch (error) {
      log.error({ channel, err: error }, 'receipts could not be collected and will be looked for again');
    }
    return inbox.every;
  };

  return repeat(0, look);
};
