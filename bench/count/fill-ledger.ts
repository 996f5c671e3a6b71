import type { DatabaseSync } from 'node:sqlite';
import { emptyHistory, withEntry } from '../../lib/domain/history.ts';
import { KINDS } from '../../lib/domain/item.ts';
import type { CountFacts, DeliveryRow, ItemRow } from '../../lib/domain/ledger-rows.ts';
import { addDays, dayOf, startOfDay } from '../../lib/domain/shanghai-time.ts';
import { encodeDelivery, WRITTEN_DELIVERY_COLUMNS } from '../../lib/engines/embedded/delivery-rows.ts';
import { encodeItem, WRITTEN_ITEM_COLUMNS } from '../../lib/engines/embedded/item-rows.ts';
import { createPublicationCodes } from '../../lib/engines/embedded/publication-codes.ts';
import { createRandom, type Random } from './random.ts';

const CHANNELS = ['portal', 'provincial', 'municipal'];
const FIRST_DAY = startOfDay('2021-01-01');
const DAYS = 6 * 365;
const DAY_MS = 86_400_000;
const UNITS = Array.from({ length: 12 }, (_, index) => `虚构科室${index + 1}`);
const AREAS = Array.from({ length: 20 }, (_, index) => `虚构领域${index + 1}`);
/** Items of one transaction: enough to make the commit cheap, little enough to keep the journal small. */
const BATCH = 20_000;

const placeholders = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/**
 * Fills an empty ledger with so many public deliveries of six years, written as the engine would have written them: 30 % of
 * the items on one channel, 30 % on two, 40 % on three; 2 % reach their last channel a year later; one in ten is
 * late; kinds, units and areas are as uneven as an office's. The same every time. Answers the number of items. `days`: how
 * many from 2021 on instead of six years; `words`: characters of each item's text, where it is to have an edition at all.
 */
export const fillLedger = (
  database: DatabaseSync,
  deliveries: number,
  { days = DAYS, words = 0 }: { readonly days?: number; readonly words?: number } = {},
): number => {
  const random = createRandom(20_260_101);
  const codes = createPublicationCodes(database);
  const insertItem = database.prepare(
    `INSERT INTO item (id, number, bodyless, ${WRITTEN_ITEM_COLUMNS.join(', ')})
     VALUES (${placeholders(WRITTEN_ITEM_COLUMNS.length + 3)})`,
  );
  const insertDelivery = database.prepare(
    `INSERT INTO delivery (item, channel, ${WRITTEN_DELIVERY_COLUMNS.join(', ')})
     VALUES (${placeholders(WRITTEN_DELIVERY_COLUMNS.length + 2)})`,
  );
  const insertEdition = database.prepare('INSERT INTO edition (item, key, row) VALUES (?, ?, ?)');
  // A power cut costs the benchmark nothing.
  database.exec('PRAGMA synchronous = OFF; BEGIN');
  let items = 0;
  for (let left = deliveries; left > 0; items++) {
    const item = itemOf(random, days);
    const keys = { title: item.title, documentNumber: null };
    insertItem.run(item.id, `bench-${items}`, 0, ...encodeItem(item, keys));
    if (words > 0) insertEdition.run(items + 1, item.editionKey, editionOf(item, words));
    for (const delivery of deliveriesOf(item, random).slice(0, left)) {
      insertDelivery.run(items + 1, delivery.channel, ...encodeDelivery(delivery, codes.codesOf(delivery)));
      left -= 1;
    }
    if (items % BATCH === BATCH - 1) database.exec('COMMIT; BEGIN');
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  return items;
};

const itemOf = (random: Random, days: number): ItemRow => {
  const id = random.hex(64);
  const acceptedAt = FIRST_DAY + random.below(days) * DAY_MS;
  const share = random.below(10);
  const channels = share < 3 ? 1 : share < 6 ? 2 : 3;
  const first = random.below(3);
  const plan = Array.from({ length: channels }, (_, index) => CHANNELS[(first + index) % 3] ?? 'portal');
  return {
    id,
    number: null,
    generation: 1,
    state: 'live',
    editionKey: `1#${id}`,
    edition: 1,
    contentHash: id,
    title: `虚构通知${id.slice(0, 20)}`,
    documentNumber: null,
    plan,
    owed: [],
    dueAt: null,
    acceptedAt,
    recordedAt: acceptedAt,
    dueOn: addDays(dayOf(acceptedAt), 28),
    importedBy: null,
    voided: null,
    withdrawal: null,
    seal: null,
    ...withEntry(emptyHistory({ itemId: id, channel: null }), {
      at: acceptedAt,
      by: 'token:bench',
      what: 'accepted',
      why: null,
    }),
  };
};

/** As much of an edition as a return reads. */
const editionOf = ({ title, acceptedAt }: ItemRow, words: number): string =>
  JSON.stringify({
    content: {
      title,
      body: { format: 'text', content: '虚'.repeat(words) },
      formedOn: addDays(dayOf(acceptedAt), -3),
    },
    html: `<p>${'虚'.repeat(words)}</p>`,
    text: '虚'.repeat(words),
    warnings: [],
    houseStyle: [
      {
        code: 'full-width-punctuation',
        count: 2,
        message: { zh: '标点改为全角', en: 'Full-width punctuation' },
      },
    ],
  });

const deliveriesOf = (item: ItemRow, random: Random): readonly DeliveryRow[] => {
  const facts: CountFacts = {
    kind: random.uneven(KINDS),
    origin: random.below(100) < 15 ? 'repost' : 'own',
    unit: random.uneven(UNITS),
    area: random.uneven(AREAS),
    dueOn: item.dueOn,
    formRow: 'website',
    practice: false,
  };
  const lateDays = random.below(10) === 0 ? 40 : 0;
  const lastLater = random.below(100) < 2;
  return item.plan.map((channel, index) => {
    const laterDays = lastLater && index === item.plan.length - 1 ? 365 : 0;
    const publicAt = item.acceptedAt + (lateDays + laterDays) * DAY_MS + 60_000 * (index + 1);
    return {
      itemId: item.id,
      channel,
      version: 2,
      state: 'published',
      generation: 1,
      edition: 1,
      attempts: 1,
      lookUps: 0,
      epoch: 1,
      lease: null,
      sentAt: publicAt,
      nextAttemptAt: null,
      receipt: {
        remoteId: null,
        url: `https://${channel}.example/${item.id.slice(0, 16)}.html`,
        place: null,
        evidence: [],
      },
      publicAt,
      basis: 'channel',
      withdrawal: null,
      takingDown: false,
      importedBy: null,
      confirmation: null,
      confirmAt: null,
      reason: null,
      facts,
      ...withEntry(emptyHistory({ itemId: item.id, channel }), {
        at: publicAt,
        by: 'system',
        what: 'answered-published',
        why: null,
      }),
    };
  });
};
