import { isToBeShown } from '../domain/delivery-plan.ts';
import type { ChannelId } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { ReceiptRow } from '../domain/receipts/parse-receipts.ts';
import { compareMoments, instantOf } from '../domain/shanghai-time.ts';
import type { Ledger } from '../ports/ledger.ts';
import { findItem } from './find-item.ts';
import { atOnce } from './import/at-once.ts';
import { titleKeys } from './title-keys.ts';

export interface MatchedRow {
  readonly row: ReceiptRow;
  readonly snapshot: ItemSnapshot;
  /** The edition that the row is about. */
  readonly edition: number;
}

/** A row that was not recorded, and why; `items` are those it may be about. */
export interface UnrecordedRow {
  readonly row: number;
  readonly reasons: readonly string[];
  readonly items: readonly string[];
}

export interface Matches {
  readonly matched: readonly MatchedRow[];
  /** Rows that say again what one before them said. */
  readonly repeated: number;
  readonly unmatched: readonly UnrecordedRow[];
  readonly ambiguous: readonly UnrecordedRow[];
  readonly rejected: readonly UnrecordedRow[];
}

/** Items of one title that are looked at. */
const MOST_OF_A_TITLE = 50;
const AT_ONCE = 16;

const UNMATCHED =
  '台账中没有该渠道的对应信息。请核对信息编号或标题、发文字号。The ledger has no such item for this channel.';
const AMBIGUOUS =
  '有多条信息与之相符。请在文件中填写信息编号，或者逐条登记回执。Several items fit; give our key in the file, or report it one by one.';
const CONTRADICTS =
  '同一条信息在文件中有几行，内容不一致。请只保留正确的一行。Several rows are about the same item and differ.';
const EDITION_UNCLEAR =
  '该信息已经更正，无法判断平台上是哪一版。请用带版本的信息编号导出，或者逐条登记回执。The item was corrected, and the row does not tell which edition is up; export our key with it, or report it one by one.';

const WAS_PUBLIC: ReadonlySet<string | undefined> = new Set(['published', 'confirmed', 'withdrawn']);

const deliveryOn = (channel: ChannelId, { deliveries }: ItemSnapshot): DeliveryRow | undefined =>
  deliveries.find((delivery) => delivery.channel === channel);

const isOn = (channel: ChannelId, snapshot: ItemSnapshot): boolean =>
  snapshot.item.plan.includes(channel) || deliveryOn(channel, snapshot) !== undefined;

/** When the committed edition was handed over; null while it was not. */
const handedOverAt = (delivery: DeliveryRow | undefined): number | null =>
  delivery?.history.findLast(({ what }) => what === 'answered-handed-over')?.at ?? null;

/** Undefined where a row that names no edition may be about an earlier one. */
const editionOf = (row: ReceiptRow, snapshot: ItemSnapshot, channel: ChannelId): number | undefined => {
  const { item } = snapshot;
  if (row.key?.edition != null) return row.key.edition;
  const delivery = deliveryOn(channel, snapshot);
  if (item.edition === 1) return 1;
  if (delivery !== undefined && WAS_PUBLIC.has(delivery.state)) return delivery.edition;
  const at = row.publicAt === null ? undefined : instantOf(row.publicAt);
  const since = handedOverAt(delivery);
  if (at === undefined || since === null || delivery?.edition !== item.edition) return undefined;
  const after = compareMoments(at, { instant: since, precision: 'time' }) > 0;
  return after ? item.edition : undefined;
};

const saysTheSame = (a: ReceiptRow, b: ReceiptRow): boolean =>
  a.url === b.url &&
  a.place === b.place &&
  a.remoteId === b.remoteId &&
  a.publicAt === b.publicAt &&
  a.key?.edition === b.key?.edition;

/** Finds the item that each row of a platform's export is about: by our key, else by title and document number. */
export const createMatchReceipts = ({ ledger }: { readonly ledger: Ledger }) => {
  const byTitle = async (
    channel: ChannelId,
    row: ReceiptRow,
    hasDocumentNumbers: boolean,
  ): Promise<readonly ItemSnapshot[]> => {
    if (row.title === null) return [];
    const keys = titleKeys({ title: row.title, documentNumber: row.documentNumber });
    const similar = await ledger.findSimilar(keys, MOST_OF_A_TITLE);
    const snapshots = await Promise.all(similar.map(({ itemId }) => ledger.read(itemId)));
    const fitting = snapshots
      .filter((snapshot) => snapshot !== undefined)
      .filter((snapshot) => {
        const own = titleKeys(snapshot.item);
        const numberFits = !hasDocumentNumbers || own.documentNumber === keys.documentNumber;
        return own.title === keys.title && numberFits && isOn(channel, snapshot);
      });
    const waiting = fitting.filter(
      (snapshot) =>
        isToBeShown(snapshot.item, channel) && !WAS_PUBLIC.has(deliveryOn(channel, snapshot)?.state),
    );
    const shown = fitting.filter((snapshot) => {
      const receipt = deliveryOn(channel, snapshot)?.receipt;
      return receipt != null && row.url !== null && receipt.url === row.url;
    });
    if (shown.length > 0) return shown;
    return waiting.length > 0 ? waiting : fitting;
  };

  const candidates = async (
    channel: ChannelId,
    row: ReceiptRow,
    hasDocumentNumbers: boolean,
  ): Promise<readonly ItemSnapshot[]> => {
    if (row.key === null) return byTitle(channel, row, hasDocumentNumbers);
    const found = await findItem(ledger, row.key.idOrNumber);
    return found !== undefined && isOn(channel, found) ? [found] : [];
  };

  return async (
    channel: ChannelId,
    rows: readonly ReceiptRow[],
    { hasDocumentNumbers }: { readonly hasDocumentNumbers: boolean },
  ): Promise<Matches> => {
    const found = new Map<ReceiptRow, readonly ItemSnapshot[]>();
    await atOnce(AT_ONCE, rows, async (row) => {
      found.set(row, await candidates(channel, row, hasDocumentNumbers));
    });

    const first = new Map<string, ReceiptRow>();
    const contradicted = new Set<string>();
    for (const row of rows) {
      const [only, ...others] = found.get(row) ?? [];
      if (only === undefined || others.length > 0) continue;
      const before = first.get(only.item.id);
      if (before === undefined) first.set(only.item.id, row);
      else if (!saysTheSame(before, row)) contradicted.add(only.item.id);
    }

    const matched: MatchedRow[] = [];
    let repeated = 0;
    const unmatched: UnrecordedRow[] = [];
    const ambiguous: UnrecordedRow[] = [];
    const rejected: UnrecordedRow[] = [];
    for (const row of rows) {
      const snapshots = found.get(row) ?? [];
      const items = snapshots.map(({ item }) => item.id);
      const [only, ...others] = snapshots;
      if (only === undefined) unmatched.push({ row: row.row, reasons: [UNMATCHED], items });
      else if (others.length > 0) ambiguous.push({ row: row.row, reasons: [AMBIGUOUS], items });
      else if (contradicted.has(only.item.id)) rejected.push({ row: row.row, reasons: [CONTRADICTS], items });
      else if (first.get(only.item.id) !== row) repeated += 1;
      else {
        const edition = editionOf(row, only, channel);
        if (edition === undefined) rejected.push({ row: row.row, reasons: [EDITION_UNCLEAR], items });
        else matched.push({ row, snapshot: only, edition });
      }
    }
    return { matched, repeated, unmatched, ambiguous, rejected };
  };
};
