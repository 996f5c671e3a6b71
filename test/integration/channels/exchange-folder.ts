import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExchange } from '../../../lib/channels/exchange/create-exchange.ts';
import { ExchangeSettings } from '../../../lib/channels/exchange/settings.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { type Clock, systemClock } from '../../../lib/ports/clock.ts';
import type { ObjectStore } from '../../../lib/ports/object-store.ts';
import { createMemoryObjectStore } from './memory-object-store.ts';

const NAMESPACE = 'urn:gongkai:exchange:1';

/** A receipt as the machine on the other side writes it. */
export const receiptXml = (attributes: string, members = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<receipt xmlns="${NAMESPACE}" ${attributes}>${members}</receipt>`;

/** A shared folder, and the machine on its other side. */
export const openSharedFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-exchange-'));
  const outbox = join(folder, 'outbox');
  const receipts = join(folder, 'receipts');
  await mkdir(outbox);
  await mkdir(receipts);
  return {
    folder,
    packages: async () => (await readdir(outbox)).toSorted(),
    document: (name: string) => readFile(join(outbox, name, 'package.xml'), 'utf8'),
    file: (name: string, path: string) => readFile(join(outbox, name, path)),
    /** Takes every package away, as a front-end machine does; answers their names. */
    take: async () => {
      const names = (await readdir(outbox)).toSorted();
      for (const name of names) await rm(join(outbox, name), { recursive: true });
      return names;
    },
    /** Writes a receipt aside and moves it into place. */
    answer: async (name: string, xml: string) => {
      await writeFile(join(folder, name), xml);
      await rename(join(folder, name), join(receipts, name));
    },
    waiting: async () => (await readdir(receipts)).filter((name) => name.endsWith('.xml')).toSorted(),
    unmount: () => rename(outbox, join(folder, 'elsewhere')),
    mount: () => rename(join(folder, 'elsewhere'), outbox),
    close: () => rm(folder, { recursive: true, force: true }),
  };
};
export type SharedFolder = Awaited<ReturnType<typeof openSharedFolder>>;

/** A channel over a shared folder, as the product builds it. */
export const exchangeOver = (
  { folder }: Pick<SharedFolder, 'folder'>,
  given: { readonly objectStore?: ObjectStore; readonly clock?: Clock } = {},
) => {
  const { channel, exchange } = createExchange({
    channel: 'provincial',
    settings: ExchangeSettings.parse({ folder }),
    folders: [folder],
    objectStore: createMemoryObjectStore(),
    outgoing: createOutgoing({ allow: [], ownOrigin: () => undefined }),
    clock: systemClock,
    ...given,
  });
  return { channel, inbox: exchange.inbox };
};
