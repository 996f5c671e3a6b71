import { createHash } from 'node:crypto';
import type { ChannelId, Instant, ItemId, Sha256 } from '../../domain/item.ts';
import type { Suspect } from '../../domain/relations/suspect.ts';
import { dayOf, yearOf } from '../../domain/shanghai-time.ts';
import type { WaitingReason } from '../../domain/waiting.ts';

/** Where a row stands in the table. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const DIGITS: readonly string[] = Array.from({ length: 16 }, (_, digit) => digit.toString(16));
const DELIVERY = 'DELIVERY#';
const EDITION = 'EDITION#';

export const itemPartition = (id: ItemId): string => `ITEM#${id}`;
export const itemKey = (id: ItemId): Key => ({ pk: itemPartition(id), sk: 'ITEM' });
export const editionKey = (id: ItemId, edition: string): Key => ({
  pk: itemPartition(id),
  sk: `${EDITION}${edition}`,
});
/** All editions of an item, in no order that means anything. */
export const editionsOfItem = (id: ItemId) => ({
  partition: itemPartition(id),
  range: { expression: 'begins_with(#sk, :editions)', values: { ':editions': EDITION } },
});

/** Items that show a file to the public. */
export const attachmentPartition = (sha256: Sha256): string => `ATTACHMENT#${sha256}`;
export const attachmentUseKey = (sha256: Sha256, id: ItemId): Key => ({
  pk: attachmentPartition(sha256),
  sk: itemPartition(id),
});
export const deliveryKey = (id: ItemId, channel: ChannelId): Key => ({
  pk: itemPartition(id),
  sk: `${DELIVERY}${channel}`,
});
/** Within an item's partition: its deliveries, ordered by channel. */
export const DELIVERIES = {
  expression: 'begins_with(#sk, :deliveries)',
  values: { ':deliveries': DELIVERY },
};
export const isDeliveryKey = ({ sk }: Pick<Key, 'sk'>): boolean => sk.startsWith(DELIVERY);

/** A block of a row's older history entries, by the number of entries before it. */
export const historyKey = ({ pk, sk }: Key, from: number): Key => ({
  pk,
  sk: `HISTORY#${sk}#${String(from).padStart(6, '0')}`,
});

/** The item that a row of an item's partition belongs to. */
export const itemIdOf = ({ pk }: Pick<Key, 'pk'>): ItemId => pk.slice('ITEM#'.length);
export const channelOf = ({ sk }: Pick<Key, 'sk'>): ChannelId => sk.slice(DELIVERY.length);

/** Ids are hashes, so their first digit spreads them evenly. */
export const DUE_SHARDS: readonly string[] = DIGITS.map((digit) => `DUE#${digit}`);
export const dueShardOf = (id: ItemId): string => `DUE#${id.charAt(0)}`;

/** The partitions of *confirmations* that hold a channel's public copies. */
export const confirmShards = (channel: ChannelId): readonly string[] =>
  DIGITS.map((digit) => `${channel}#${digit}`);
export const confirmShardOf = (id: ItemId, channel: ChannelId): string => `${channel}#${id.charAt(0)}`;

/** The partitions of *published* that hold a year, ordered as ids are. */
export const PUBLISHED_DIGITS: readonly string[] = DIGITS;
export const publishedPartition = (year: number, digit: string): string => `${year}#${digit}`;
export const publishedIn = (id: ItemId, publicAt: Instant): string =>
  publishedPartition(yearOf(publicAt), id.charAt(0));
export const publishedAs = (id: ItemId, channel: ChannelId): string => `${id}#${channel}`;

/** Behind every channel of the item and before the next id: `$` follows `#`. */
export const publishedAfter = (id: ItemId): string => `${id}$`;

/** What waits for a person with one reason: people are slow, so one partition takes it all. */
export const waitingPartition = (reason: WaitingReason): string => `WAITING#${reason}`;

/** `yyyy-MM` in Asia/Shanghai. */
export const acceptedIn = (acceptedAt: Instant): string => dayOf(acceptedAt).slice(0, 7);

/** What stands in place of a short number while there is none. */
export const UNNUMBERED = 'UNNUMBERED';

/** Titles may be longer than an index key may be. */
export const hashedKey = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Months with accepted items and years with publications: what the indexes can be asked for. */
export const CALENDAR_KEY: Key = { pk: 'LEDGER', sk: 'CALENDAR' };
/** The ledger's epoch, where it was ever put back from an older copy. */
export const EPOCH_KEY: Key = { pk: 'LEDGER', sk: 'EPOCH' };
export const numberCounterKey = (year: number): Key => ({ pk: 'COUNTER', sk: `NUMBER#${year}` });
export const IMPORT_COUNTER_KEY: Key = { pk: 'COUNTER', sk: 'IMPORT' };

export const channelStateKey = (channel: ChannelId): Key => ({ pk: `CHANNEL#${channel}`, sk: 'STATE' });

export const importKey = (number: number): Key => ({ pk: `IMPORT#${number}`, sk: 'IMPORT' });
/** Points to a row that an import holds. */
export const heldRowKey = (number: number, identity: Sha256): Key => ({
  pk: `IMPORT#${number}`,
  sk: `HELD#${identity}`,
});
export const heldRowsOf = (number: number) => ({
  partition: `IMPORT#${number}`,
  range: { expression: 'begins_with(#sk, :held)', values: { ':held': 'HELD#' } },
});
export const importedFileKey = (file: Sha256): Key => ({ pk: `IMPORT-FILE#${file}`, sk: 'FILE' });
export const importedRowsPartition = (titleKey: string): string => `IMPORTED#${hashedKey(titleKey)}`;
export const importedRowKey = (titleKey: string, identity: Sha256): Key => ({
  pk: importedRowsPartition(titleKey),
  sk: `ROW#${identity}`,
});

export const DECISIONS_PARTITION = 'DECISIONS';
export const decisionKey = (number: number): Key => ({
  pk: DECISIONS_PARTITION,
  sk: `DECISION#${String(number).padStart(9, '0')}`,
});

export const SUSPECTS_PARTITION = 'SUSPECTS';
/** Ordered by time. */
export const suspectKey = ({ since, items }: Pick<Suspect, 'since' | 'items'>): Key => ({
  pk: SUSPECTS_PARTITION,
  sk: `${String(since).padStart(15, '0')}#${items.join('#')}`,
});

/** Items that share a trace stand together. */
export const tracePartition = (trace: number): string => `TRACE#${trace}`;
export const traceKey = (trace: number, id: ItemId): Key => ({ pk: tracePartition(trace), sk: id });

export const UNEXAMINED_PARTITION = 'UNEXAMINED';

export const unexaminedKey = (id: ItemId): Key => ({ pk: UNEXAMINED_PARTITION, sk: id });

export const TOKENS_PARTITION = 'TOKENS';
export const tokenKey = (id: string): Key => ({ pk: TOKENS_PARTITION, sk: `TOKEN#${id}` });
export const tokenHashKey = (hash: Sha256): Key => ({ pk: `TOKEN-HASH#${hash}`, sk: 'TOKEN' });

export const UNREADABLE_PARTITION = 'UNREADABLE';
/** Ordered by time of receipt. */
export const unreadableKey = (receivedAt: Instant, id: string): Key => ({
  pk: UNREADABLE_PARTITION,
  sk: `${String(receivedAt).padStart(15, '0')}#${id}`,
});

export const returnsPartition = (year: number): string => `RETURN#${year}`;
export const returnKey = (year: number, revision: number): Key => ({
  pk: returnsPartition(year),
  sk: `REVISION#${String(revision).padStart(6, '0')}`,
});
/** Versions of what people entered for a year's return. */
export const inputsPartition = (year: number): string => `INPUTS#${year}`;
export const inputsKey = (year: number, version: number): Key => ({
  pk: inputsPartition(year),
  sk: `VERSION#${String(version).padStart(6, '0')}`,
});
/** Which revision is the year's return (number 0) or its amendment of that number. */
export const filingKey = (year: number, number: number): Key => ({
  pk: returnsPartition(year),
  sk: `FILING#${String(number).padStart(6, '0')}`,
});
