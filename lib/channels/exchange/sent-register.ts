import * as z from 'zod';
import type { ChannelId, ItemId } from '../../domain/item.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { ACTIONS } from './package-name.ts';

const Sent = z.object({ generation: z.int(), action: z.enum(ACTIONS), placed: z.boolean() });

/** The newest package under a key. `placed`: it certainly lay in the outbox; else it was about to be put there. */
export type Sent = z.infer<typeof Sent>;

/** What was sent, kept on our side: whoever takes the packages empties the outbox. */
export interface SentRegister {
  read(key: ItemId): Promise<Sent | undefined>;
  write(key: ItemId, sent: Sent): Promise<void>;
}

export const createSentRegister = ({
  objectStore,
  channel,
}: {
  readonly objectStore: ObjectStore;
  readonly channel: ChannelId;
}): SentRegister => {
  const objectKey = (key: ItemId): string => `exchange/${channel}/sent/${key}.json`;
  return {
    async read(key) {
      const object = await objectStore.get(objectKey(key));
      return object && Sent.parse(JSON.parse(Buffer.from(object.bytes).toString('utf8')));
    },
    write: (key, sent) =>
      objectStore.put(objectKey(key), Buffer.from(JSON.stringify(sent)), { mediaType: 'application/json' }),
  };
};
