import type { Receipt } from '../../domain/ledger-rows.ts';
import { type Answer, type Channel, type Copy, type Found, NoAnswer } from '../../ports/channel.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { untilAborted } from '../../ports/until-aborted.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { readPublicPage } from '../public-page/read-public-page.ts';
import { type ExchangeFolder, FolderUnreachable, type PackageFile } from './exchange-folder.ts';
import { createKeyedTurns } from './keyed-turns.ts';
import { attachmentFile, packageDocument } from './package-document.ts';
import type { Action, PackageName } from './package-name.ts';
import { receiptsOf } from './receipt-files.ts';
import type { SentRegister } from './sent-register.ts';
import type { ExchangeSettings } from './settings.ts';

const NOTHING_YET: Receipt = { remoteId: null, url: null, place: null, evidence: [] };

const notForXml: Answer = {
  outcome: 'refused',
  reason:
    '内容含有 XML 不能表示的控制字符，无法装入交换包，请更正后重新推送。The content has control characters that XML cannot carry.',
};

const olderThan = (sent: number): Answer => ({
  outcome: 'refused',
  reason: `已向交换目录报送更新的版本（第 ${sent} 代）。A newer generation has been put into the exchange folder.`,
});

/**
 * An exchange front-end machine (前置机) that takes packages from a folder and puts receipts into it;
 * docs/exchange-channel.md is the protocol. What lies in the folder is with the channel's editors until a receipt says more.
 */
export const createExchangeChannel = ({
  settings,
  folder,
  sent,
  objectStore,
  outgoing,
}: {
  readonly settings: ExchangeSettings;
  readonly folder: ExchangeFolder;
  readonly sent: SentRegister;
  readonly objectStore: ObjectStore;
  readonly outgoing: OutgoingRequests;
}): Channel => {
  const inTurn = createKeyedTurns();

  const filesOf = async (action: Action, copy: Copy, document: Buffer): Promise<PackageFile[]> => {
    const files: PackageFile[] = [{ path: 'package.xml', bytes: document }];
    if (action === 'withdraw') return files;
    for (const [index, { name, sha256 }] of copy.attachments.entries()) {
      const object = await objectStore.get(`attachments/${sha256}`);
      if (object === undefined) throw new Error(`attachment ${sha256} is gone from the object store`);
      files.push({ path: attachmentFile(index, name), bytes: object.bytes });
    }
    return files;
  };

  /** What nobody has taken yet of what this package takes the place of. */
  const removeOlder = async ({ key, generation, action }: PackageName): Promise<void> => {
    for (const each of await folder.waiting(key)) {
      if (each.generation < generation || (each.generation === generation && each.action !== action))
        await folder.remove(each);
    }
  };

  const put = async (
    action: Action,
    copy: Copy,
    { receipt, notice, signal }: { receipt: Receipt | null; notice: string | null; signal: AbortSignal },
  ): Promise<Answer> => {
    const name: PackageName = { key: copy.itemId, generation: copy.generation, action };
    const newest = await sent.read(name.key);
    if (newest !== undefined && newest.generation > name.generation) return olderThan(newest.generation);
    const document = packageDocument(action, copy, receipt, notice);
    if (document === undefined) return notForXml;
    const files = await filesOf(action, copy, document);
    // Noted before, so that what is not noted was certainly never sent.
    await sent.write(name.key, { generation: name.generation, action, placed: false });
    try {
      await folder.place(name, files, signal);
    } catch (error) {
      if (error instanceof FolderUnreachable)
        return { outcome: 'deferred', cause: 'outage', reason: error.message, after: null };
      throw new NoAnswer(error instanceof Error ? error.message : 'the folder did not answer', {
        cause: error,
      });
    }
    await sent.write(name.key, { generation: name.generation, action, placed: true });
    await removeOlder(name);
    return { outcome: 'handed-over', receipt: receipt ?? NOTHING_YET };
  };

  const send = (
    action: Action,
    copy: Copy,
    told: { receipt: Receipt | null; notice: string | null; signal: AbortSignal },
  ): Promise<Answer> => untilAborted(told.signal, () => inTurn(copy.itemId, () => put(action, copy, told)));

  const find = async ({ itemId: key }: Copy): Promise<Found> => {
    const newest = await sent.read(key);
    const receipts = await receiptsOf(folder, key);
    const shown = receipts.findLast(({ outcome }) => outcome !== 'turned-down');
    if (shown?.outcome === 'published')
      return {
        outcome: 'found',
        receipt: { ...shown.receipt, publicAt: shown.publicAt },
        generation: shown.generation,
      };
    // The folder may know of more than our own note, when the ledger was put back from an older copy.
    const untaken = Math.max(0, ...(await folder.waiting(key)).map(({ generation }) => generation));
    const generation = Math.max(untaken, newest?.generation ?? 0);
    const isPlaced = untaken === generation || newest?.placed === true;
    // Whoever takes packages knows a key and generation again, so what may have been taken can safely be put there once more.
    return isPlaced && generation > (shown?.generation ?? 0)
      ? { outcome: 'handed-over', generation }
      : { outcome: 'absent' };
  };

  return {
    find: (copy, signal) =>
      untilAborted(signal, () =>
        find(copy).catch((error: unknown) => {
          throw new NoAnswer(error instanceof Error ? error.message : 'the folder did not answer', {
            cause: error,
          });
        }),
      ),
    publish: (copy, signal) => send('publish', copy, { receipt: null, notice: null, signal }),
    replace: (copy, receipt, signal) => send('replace', copy, { receipt, notice: null, signal }),
    withdraw: (copy, receipt, notice, signal) => send('withdraw', copy, { receipt, notice, signal }),
    read: (receipt, signal) => readPublicPage({ outgoing, reading: settings }, receipt, signal),
  };
};
