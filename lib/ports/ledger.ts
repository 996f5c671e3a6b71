import type { CountRequest, YearCount } from '../domain/count/count-year.ts';
import type { EvidencedItem } from '../domain/evidence/evidenced-item.ts';
import type { ChannelId, Instant, ItemId, Sha256 } from '../domain/item.ts';
import type { LedgerEpoch } from '../domain/ledger-epoch.ts';
import type {
  DeliveryRow,
  DeliveryState,
  EditionRow,
  ItemRow,
  ItemSnapshot,
  ItemState,
} from '../domain/ledger-rows.ts';
import type { PublishedItem } from '../domain/publication.ts';
import type { EditionOutline } from '../domain/sealing.ts';
import type { WaitingReason } from '../domain/waiting.ts';

/**
 * What a write about one delivery does to its item row, in the same call.
 * It takes effect only while the item still has the generation acted on: a newer one keeps its own `owed`.
 */
export interface OwedChange {
  readonly generation: number;
  /**
   * `done`: the pipeline owes this channel nothing more; `dueAt` goes with the last owed channel.
   * `due`: it is owed (put back if it was not) and may be attempted at `dueAt`; the item's `dueAt` is lowered to it, never raised.
   * `none`: the item row is left alone.
   */
  readonly owed:
    | { readonly is: 'done' }
    | { readonly is: 'due'; readonly dueAt: Instant }
    | { readonly is: 'none' };
}

export interface DueItem {
  readonly itemId: ItemId;
  /** As the index shows it, which may be stale. */
  readonly dueAt: Instant;
}

/** A public copy that is to be read back. */
export interface DueConfirmation {
  readonly itemId: ItemId;
  /** As the index shows it, which may be stale. */
  readonly confirmAt: Instant;
}

/** A delivery that waits for a person, as the index shows it. */
export interface WaitingEntry {
  readonly itemId: ItemId;
  /** Null for what concerns the item as a whole. */
  readonly channel: ChannelId | null;
  readonly reason: WaitingReason;
  readonly since: Instant;
}

/** Every condition that is given must hold. */
export interface WaitingQuery {
  readonly reason?: WaitingReason;
  readonly channel?: ChannelId;
  readonly cursor?: string;
  /** 1 to 1000. */
  readonly limit: number;
}

/** How many wait with one reason on one channel, and since when the first of them; never none. Items as a whole stand under no channel. */
export interface WaitingCount {
  readonly reason: WaitingReason;
  readonly channel: ChannelId | null;
  readonly count: number;
  readonly oldestSince: Instant;
}

export interface WaitingCounts {
  readonly counts: readonly WaitingCount[];
  /** False: there are more than were counted, so every number is a lower bound. */
  readonly complete: boolean;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Opaque; null at the end. */
  readonly nextCursor: string | null;
}

/** Every condition that is given must hold. */
export interface ItemQuery {
  /** Contained in the title or the document number, after canonicalisation of both. */
  readonly text?: string;
  /** Planned for this channel. */
  readonly channel?: ChannelId;
  /**
   * An item state, or a delivery state of at least one channel (of `channel`, where that is given).
   * A planned channel without a delivery row counts as `none`.
   */
  readonly state?: ItemState | DeliveryState;
  readonly cursor?: string;
  /** 1 to 1000. */
  readonly limit: number;
}

export interface ListedItem {
  readonly item: ItemRow;
  readonly deliveries: readonly DeliveryRow[];
}

/** An item that shares a title or a document number with another. */
export interface SimilarItem {
  readonly itemId: ItemId;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly acceptedAt: Instant;
  /** True for an item whose content came without a body (an import). */
  readonly bodyless: boolean;
}

/** What stands under a content hash. */
export interface KnownContent {
  readonly itemId: ItemId;
  /** The edition that brought the hash as a correction, committed or not; null where the hash is the item's own id. */
  readonly editionKey: string | null;
}

/**
 * The truth: items, editions and deliveries. Every write is conditional and single-row at heart; a condition that
 * fails is an outcome, never an exception. A promise that resolves means committed and durable: what follows may rely on it.
 * Anything thrown is our own fault (disk full, throttled, a bug); then the write may or may not have happened, and
 * the caller must be able to repeat it.
 */
export interface Ledger {
  /**
   * Writes the edition, then commits by putting the item row if neither an item nor a redirect has its id. `exists`
   * changes nothing (an orphaned edition row is harmless).
   */
  accept(item: ItemRow, edition: EditionRow): Promise<'accepted' | 'exists'>;

  /** Consistent with every write that was answered before the call. */
  read(itemId: ItemId): Promise<ItemSnapshot | undefined>;

  /** An edition by its key, committed or not; undefined where the item has none of that key. */
  readEdition(itemId: ItemId, key: string): Promise<EditionRow | undefined>;

  /**
   * Notes that a correction brings an item to a content hash, before the item row is changed: whoever posts that content
   * afterwards finds the item. Holds if neither an item nor another item's redirect has the hash; the item's own redirect is
   * pointed to the new edition. `taken` changes nothing. Whether the correction was committed, only the item's editions tell.
   */
  redirect(
    contentHash: Sha256,
    to: { readonly itemId: ItemId; readonly editionKey: string },
  ): Promise<{ readonly outcome: 'redirected' } | { readonly outcome: 'taken'; readonly by: ItemId }>;

  /** The item that a content hash leads to, consistent; undefined where the hash is nobody's. */
  resolve(contentHash: Sha256): Promise<KnownContent | undefined>;

  /**
   * Replaces the item row (and first writes the edition it names, where that is new) if the generation is still the one seen.
   * `number` is never overwritten. A channel that the stored row owes stays owed, planned or not, whatever `next` says
   * (it may have been put back meanwhile), and while anything is owed `dueAt` is the earlier of both: owing too much, or looking too early, costs a look;
   * owing too little loses a copy.
   */
  change(next: ItemRow, edition: EditionRow | null, seenGeneration: number): Promise<'changed' | 'stale'>;

  /** Writes a delivery row that takes the lease, if the row still has the version seen (0: no row yet). `lost`: somebody was first. */
  claim(next: DeliveryRow, seenVersion: number): Promise<'claimed' | 'lost'>;

  /** Records an outcome if the lease token on the row is still this one. `superseded`: recorded, but the item has a newer generation, so the channel stays owed. */
  settle(
    next: DeliveryRow,
    leaseToken: string,
    change: OwedChange,
  ): Promise<'settled' | 'superseded' | 'lost'>;

  /** Records what a person or an import said, if the row still has the version seen (0: no row yet). */
  amend(
    next: DeliveryRow,
    seenVersion: number,
    change: OwedChange,
  ): Promise<'amended' | 'superseded' | 'stale'>;

  /** Items with `dueAt` not after the moment, oldest first within what the index knows; it may be stale either way, so decide only on `read`. */
  due(moment: Instant, cursor: string | null, limit: number): Promise<Page<DueItem>>;

  /** Moves `dueAt` if it is still the one seen (by a consistent read); null only takes effect while nothing is owed. False: it had changed. */
  moveDue(itemId: ItemId, seenDueAt: Instant, dueAt: Instant | null): Promise<boolean>;

  /** The earliest `dueAt` of all items, for a process that sleeps until then. May be stale on an engine with lagging indexes. */
  nextDueAt(): Promise<Instant | null>;

  /**
   * Deliveries on a channel with `confirmAt` not after the moment, oldest first within what the index knows; it may be stale
   * either way, so decide only on `read`.
   */
  dueConfirmations(
    channel: ChannelId,
    moment: Instant,
    cursor: string | null,
    limit: number,
  ): Promise<Page<DueConfirmation>>;

  /**
   * What waits for a person (`waitingOf` of the row), longest first. The index may be stale either way, so decide only on
   * `read`; deliveries of the same time may come in any order. Throws a RangeError for a cursor that it did not give.
   */
  waiting(query: WaitingQuery): Promise<Page<WaitingEntry>>;

  /** How many of them there are, as the index shows it. */
  countWaiting(): Promise<WaitingCounts>;

  /** Ends all leases that are still held, as a process that has just taken the only lock may: their outcome is unknown. Returns how many. */
  endLeases(): Promise<number>;

  /** Gives short numbers, in order of acceptance, to items that have none; returns how many. An engine that numbers while accepting returns 0. */
  assignNumbers(): Promise<number>;

  findByNumber(number: string): Promise<ItemId | undefined>;

  /** Items of the same title key or the same non-null document number key (both given as `canonicalLine` makes them), newest first, at most `limit`. */
  findSimilar(
    key: { readonly title: string; readonly documentNumber: string | null },
    limit: number,
  ): Promise<readonly SimilarItem[]>;

  /** Newest acceptance first. May lag behind. Throws a `RangeError` for a cursor that it did not give. */
  list(query: ItemQuery): Promise<Page<ListedItem>>;

  /**
   * Counts by the domain's `countYear`, beside the data: only the answer goes through the server, which stays free meanwhile
   * however many items there are.
   */
  countYear(request: CountRequest): Promise<YearCount>;

  /**
   * Everything that ever became public up to the end of the year, item by item, ordered by id, in constant memory; those
   * after `afterId`, where one is given, at about the cost of what is left.
   */
  publishedItems(throughYear: number, afterId?: ItemId): AsyncIterable<PublishedItem>;

  /**
   * Whatever became public within the year, item by item, ordered by id, in constant memory, with what the evidence of a
   * return says of it. Merged items come as one, at the place of the lowest of them that was public.
   */
  evidence(year: number): AsyncIterable<EvidencedItem>;

  /** The ledger's life of this moment. Cheap: asked for with every delivery; another process's new epoch shows within a minute. */
  epoch(): Promise<LedgerEpoch>;

  /**
   * Begins another epoch, as has to be done once to a ledger that was put back from an older copy, before anything works on it.
   * Each year's short numbers go on after at least so many that the copy does not know of, so that none is given twice. The
   * epoch's number is above `above`, too: the highest that any other life of this ledger is known to have had.
   */
  beginEpoch(start: {
    readonly at: Instant;
    readonly skipNumbers: number;
    readonly above?: number;
  }): Promise<LedgerEpoch>;

  /** Of every edition row under the item, those that were never committed too: for what has to be found wherever it stands. */
  outlines(itemId: ItemId): Promise<readonly EditionOutline[]>;

  /** Items of which some edition, committed or not, has the file as an attachment; in order of acceptance where the engine knows it. */
  itemsShowing(sha256: Sha256): Promise<readonly ItemId[]>;

  /**
   * Leaves of every edition row of the item what `sealedEdition` says, and nothing of it anywhere that the engine keeps
   * content besides (bodies in the object store, rows at hand in memory). For a sealed item; may be repeated.
   */
  eraseContent(itemId: ItemId): Promise<void>;

  /** Takes what deleted and rewritten rows left behind out of the engine's own files. False: something is in the way; ask again. */
  purge(): Promise<boolean>;

  /** The newest time recorded anywhere, to refuse a clock that runs behind; null for an empty ledger. */
  newestRecordedAt(): Promise<Instant | null>;
}
