import type { ChannelId } from '../lib/domain/item.ts';
import type { ReceiptInbox } from '../lib/ports/receipt-inbox.ts';
import type { CollectReceipts } from '../lib/usecases/collect-receipts.ts';
import type { Log } from './log.ts';

export interface ReceiptLoop {
  stop(): Promise<void>;
}

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
}): ReceiptLoop => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    try {
      const report = await collect(channel, inbox);
      if (report.unreadable > 0) log.warn({ channel, ...report }, 'receipts that a person has to look at');
      else if (report.recorded > 0) log.info({ channel, ...report }, 'receipts');
    } catch (error) {
      log.error({ channel, err: error }, 'receipts could not be collected and will be looked for again');
    }
    if (!stopped) schedule(inbox.every);
  };

  const schedule = (milliseconds: number): void => {
    timer = setTimeout(() => {
      running = look();
    }, milliseconds);
  };

  schedule(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
