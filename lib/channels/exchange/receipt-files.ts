import { createHash } from 'node:crypto';
import type { ItemId } from '../../domain/item.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReceiptInbox, WaitingReceipt } from '../../ports/receipt-inbox.ts';
import { type ExchangeFolder, FolderUnreachable, type ReceiptFile } from './exchange-folder.ts';
import { readReceiptDocument, type StatedReceipt } from './receipt-document.ts';
import type { SentRegister } from './sent-register.ts';

/** Milliseconds that somebody may take to write a receipt in place; until then it may be half of one. */
const WRITTEN_WITHIN = 60_000;

/** Receipts put away, in folders by the beginning of the key. */
const folderOf = (key: ItemId): string => `done/${key.slice(0, 2)}`;

const nameWhenKept = ({ itemId, generation, outcome }: StatedReceipt, name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${folderOf(itemId)}/${itemId}.${String(generation).padStart(10, '0')}.${outcome}.${hash}.xml`;
};

const textOf = ({ bytes }: ReceiptFile): string => bytes.toString('utf8');

const generationOf = (receipt: WaitingReceipt): number =>
  receipt.outcome === 'read' ? receipt.report.generation : 0;

/** The receipts of an exchange folder, each a file that somebody else writes. */
export const createReceiptInbox = ({
  folder,
  sent,
  every,
  clock,
}: {
  readonly folder: ExchangeFolder;
  readonly sent: SentRegister;
  readonly every: number;
  readonly clock: Clock;
}): ReceiptInbox => ({
  every,

  async waiting() {
    const files = await folder.receipts().catch((error: unknown) => {
      if (isOutOfReach(error)) return [];
      throw error;
    });
    const receipts: WaitingReceipt[] = [];
    for (const file of files) {
      const { name } = file;
      const read = readReceiptDocument(textOf(file));
      if (read.outcome === 'read') {
        const newest = await sent.read(read.report.itemId);
        const answersNewest = newest?.generation === read.report.generation;
        receipts.push({ name, outcome: 'read', report: { ...read.report, answersNewest } });
      } else if (clock.now() - file.changedAt >= WRITTEN_WITHIN) {
        receipts.push({ name, ...read, body: textOf(file) });
      }
    }
    return receipts.toSorted((a, b) => generationOf(a) - generationOf(b));
  },

  putAway: (receipt, as) =>
    folder.moveReceipt(
      receipt.name,
      as === 'kept' && receipt.outcome === 'read'
        ? nameWhenKept(receipt.report, receipt.name)
        : `unreadable/${receipt.name}`,
    ),
});

const isOutOfReach = (error: unknown): boolean =>
  error instanceof FolderUnreachable || (error instanceof Error && 'code' in error);

/** All receipts there ever were for a key, the oldest generation first; those that cannot be read say nothing. */
export const receiptsOf = async (folder: ExchangeFolder, key: ItemId): Promise<readonly StatedReceipt[]> => {
  const [waiting, kept] = await Promise.all([folder.receipts(), folder.receipts(folderOf(key))]);
  return [...kept, ...waiting]
    .toSorted((a, b) => a.changedAt - b.changedAt)
    .flatMap((file) => {
      const read = readReceiptDocument(textOf(file));
      return read.outcome === 'read' && read.report.itemId === key ? [read.report] : [];
    })
    .toSorted((a, b) => a.generation - b.generation);
};
