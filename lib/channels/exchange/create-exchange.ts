import { resolve } from 'node:path';
import type { ChannelId } from '../../domain/item.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReceiptInbox } from '../../ports/receipt-inbox.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { refuseFolderOutside } from '../own-addresses.ts';
import { createExchangeChannel } from './channel.ts';
import { createExchangeFolder } from './exchange-folder.ts';
import { createReceiptInbox } from './receipt-files.ts';
import { createSentRegister } from './sent-register.ts';
import type { ExchangeSettings } from './settings.ts';

const SECOND = 1000;

/** A channel over a shared folder, and its receipts; throws `ConfigurationProblem` for a folder that is not allowed. */
export const createExchange = ({
  channel,
  settings,
  folders,
  objectStore,
  outgoing,
  clock,
}: {
  readonly channel: ChannelId;
  readonly settings: ExchangeSettings;
  readonly folders: readonly string[] | null;
  readonly objectStore: ObjectStore;
  readonly outgoing: OutgoingRequests;
  readonly clock: Clock;
}): {
  readonly channel: Channel;
  readonly exchange: { readonly inbox: ReceiptInbox; readonly folder: string };
} => {
  const path = resolve(settings.folder);
  refuseFolderOutside(
    { channel, pointer: '/settings/folder', path },
    folders?.map((each) => resolve(each)) ?? null,
  );
  const folder = createExchangeFolder({ folder: path });
  const sent = createSentRegister({ objectStore, channel });
  return {
    channel: createExchangeChannel({ settings, folder, sent, objectStore, outgoing }),
    exchange: {
      folder: path,
      inbox: createReceiptInbox({ folder, sent, every: settings.receiptsEvery * SECOND, clock }),
    },
  };
};
