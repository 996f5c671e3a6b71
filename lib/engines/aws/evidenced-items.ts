import * as z from 'zod';
import { CONFIRMATION_RESULTS } from '../../domain/confirmation.ts';
import { membersOf, mergeItems } from '../../domain/count/merge-items.ts';
import type {
  EvidencedDelivery,
  EvidencedItem,
  EvidencedMember,
} from '../../domain/evidence/evidenced-item.ts';
import type { ItemId } from '../../domain/item.ts';
import type { PublishedItem } from '../../domain/publication.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import { formedAndSetOf } from './edition-rows.ts';
import { channelOf, deliveryKey, editionKey, isDeliveryKey, itemKey, type Key } from './keys.ts';
import type { LedgerContext } from './ledger-context.ts';
import { parseRow } from './parse-row.ts';
import { PublishedEntry, publishedItem, publishedItems } from './published-items.ts';
import { gatherItem } from './read-item.ts';
import { orNull } from './row-parts.ts';
import { LARGEST_BATCH, type StoredRow } from './table-access.ts';

/** Batches that are read while the one before them is worked on. */
const BATCHES_AHEAD = 4;

const ItemEvidence = z.object({
  number: orNull(z.string()),
  title: z.string(),
  documentNumber: orNull(z.string()),
  editionKey: z.string(),
  contentHash: z.string(),
  bodyless: z.boolean(),
  seal: orNull(z.object({ at: z.number() })),
  importedBy: orNull(z.number()),
  historyHead: z.string().optional(),
});

const DeliveryEvidence = PublishedEntry.extend({
  receipt: orNull(z.object({ url: z.string().nullable(), place: z.string().nullable() })),
  basis: orNull(z.enum(['channel', 'page', 'stated'])),
  confirmation: orNull(z.object({ result: z.enum(CONFIRMATION_RESULTS), at: z.number() })),
  historyHead: z.string().optional(),
});

/** What one published item is read from: its members, each on the channels that the index shows. */
interface Wanted {
  readonly members: readonly { readonly itemId: ItemId; readonly keys: readonly Key[] }[];
}

/** In order of id; read in batches of rows, some batches ahead. What the index shows late is late here. */
export async function* evidencedItems(context: LedgerContext, year: number): AsyncGenerator<EvidencedItem> {
  const ahead: Promise<readonly EvidencedItem[]>[] = [];
  try {
    for await (const batch of batches(wanted(context, year))) {
      const read = readBatch(context, batch, year);
      // Whoever stops reading does not wait for what was begun.
      read.catch(() => undefined);
      ahead.push(read);
      if (ahead.length > BATCHES_AHEAD) yield* (await ahead.shift()) ?? [];
    }
    for (const read of ahead) yield* await read;
  } finally {
    await Promise.allSettled(ahead);
  }
}

async function* wanted(context: LedgerContext, year: number): AsyncGenerator<Wanted> {
  for await (const item of publishedItems(context, year)) {
    if (!isWithin(item, year)) continue;
    const channels = [...new Set(item.publications.map(({ channel }) => channel))];
    yield {
      members: membersOf(item).map((itemId) => ({
        itemId,
        keys: [itemKey(itemId), ...channels.map((channel) => deliveryKey(itemId, channel))],
      })),
    };
  }
}

const isWithin = ({ publications }: PublishedItem, year: number): boolean =>
  publications.some(({ month }) => month.startsWith(`${year}-`));

const keysOf = ({ members }: Wanted): readonly Key[] => members.flatMap(({ keys }) => keys);

/** As many items as fit into one call, and one where even that does not. */
async function* batches(items: AsyncIterable<Wanted>): AsyncGenerator<readonly Wanted[]> {
  let batch: Wanted[] = [];
  let size = 0;
  for await (const item of items) {
    const keys = keysOf(item).length;
    if (batch.length > 0 && size + keys > LARGEST_BATCH) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += keys;
  }
  if (batch.length > 0) yield batch;
}

const readMany = async (
  { table }: LedgerContext,
  keys: readonly Key[],
): Promise<ReadonlyMap<string, StoredRow>> => {
  const found = new Map<string, StoredRow>();
  for (let from = 0; from < keys.length; from += LARGEST_BATCH) {
    for (const row of await table.getMany(keys.slice(from, from + LARGEST_BATCH))) {
      found.set(placeOf({ pk: String(row['pk']), sk: String(row['sk']) }), row);
    }
  }
  return found;
};

const placeOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

const readBatch = async (
  context: LedgerContext,
  batch: readonly Wanted[],
  year: number,
): Promise<readonly EvidencedItem[]> => {
  const rows = await readMany(context, batch.flatMap(keysOf));
  const editions = await readMany(
    context,
    batch.flatMap((item) => editionKeysOf(item, rows)),
  );
  const items = await Promise.all(
    batch.map(async ({ members: wantedMembers }): Promise<readonly EvidencedItem[]> => {
      const read = { rows, editions, year };
      const members = await Promise.all(wantedMembers.map((member) => readMember(context, member, read)));
      const found = members.filter((member) => member !== undefined);
      const published = mergeItems(found.map((member) => member.published));
      return published !== undefined && isWithin(published, year)
        ? [{ published, members: found.map(({ evidenced }) => evidenced) }]
        : [];
    }),
  );
  return items.flat();
};

const editionKeysOf = ({ members }: Wanted, rows: ReadonlyMap<string, StoredRow>): readonly Key[] =>
  members.flatMap(({ itemId }) => {
    const row = rows.get(placeOf(itemKey(itemId)));
    if (row === undefined) return [];
    const item = parseRow(ItemEvidence, row);
    return item.importedBy === null ? [editionKey(itemId, item.editionKey)] : [];
  });

const readMember = async (
  context: LedgerContext,
  { itemId, keys }: Wanted['members'][number],
  read: {
    readonly rows: ReadonlyMap<string, StoredRow>;
    readonly editions: ReadonlyMap<string, StoredRow>;
    readonly year: number;
  },
): Promise<{ readonly published: PublishedItem; readonly evidenced: EvidencedMember } | undefined> => {
  const row = read.rows.get(placeOf(itemKey(itemId)));
  if (row === undefined) throw new Error(`item ${itemId} is missing in the ledger`);
  const { seal, importedBy, historyHead, ...item } = parseRow(ItemEvidence, row);
  const entries = keys
    .filter(isDeliveryKey)
    .flatMap((key): readonly StoredRow[] => {
      const delivery = read.rows.get(placeOf(key));
      return delivery?.['publicAt'] === undefined ? [] : [delivery];
    })
    .map((delivery) => parseRow(DeliveryEvidence, delivery))
    .filter(({ publicAt }) => yearOf(publicAt) <= read.year)
    .toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  // The index showed what is not public any more.
  if (entries.length === 0) return undefined;
  const heads = await headsOf(context, itemId, [historyHead, ...entries.map((entry) => entry.historyHead)]);
  const edition = read.editions.get(placeOf(editionKey(itemId, item.editionKey)));
  const { formedOn, remarks } =
    edition === undefined ? { formedOn: null, remarks: [] } : await formedAndSetOf(edition, context.packing);
  return {
    published: publishedItem(entries),
    evidenced: {
      ...item,
      itemId,
      sealed: seal !== null,
      imported: importedBy !== null,
      historyHead: heads(null, historyHead),
      formedOn,
      remarks,
      deliveries: entries.map((entry) =>
        evidencedDelivery(entry, heads(channelOf(entry), entry.historyHead)),
      ),
    },
  };
};

/** Rows written before histories were chained have no head: then it is made of their entries. */
const headsOf = async (
  context: LedgerContext,
  itemId: ItemId,
  stored: readonly (string | undefined)[],
): Promise<(channel: string | null, stored: string | undefined) => string> => {
  const whole = stored.includes(undefined) ? await gatherItem(context, itemId) : undefined;
  return (channel, head) => {
    const owner =
      channel === null ? whole?.item : whole?.deliveries.find((delivery) => delivery.channel === channel);
    const found = head ?? owner?.historyHead;
    if (found === undefined) throw new Error(`the history of item ${itemId} is missing in the ledger`);
    return found;
  };
};

const evidencedDelivery = (
  entry: z.infer<typeof DeliveryEvidence>,
  historyHead: string,
): EvidencedDelivery => ({
  channel: channelOf(entry),
  url: entry.receipt?.url ?? null,
  place: entry.receipt?.place ?? null,
  publicAt: entry.publicAt,
  basis: entry.basis,
  withdrawal: entry.withdrawal,
  imported: entry.importedBy !== null,
  confirmedAt: entry.confirmation?.result === 'same' ? entry.confirmation.at : null,
  facts: { dueOn: entry.facts.dueOn, formRow: entry.facts.formRow, practice: entry.facts.practice },
  historyHead,
});
