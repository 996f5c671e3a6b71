import type { ShownCopy } from '../domain/content/compare-copy.ts';
import type { ChannelId, Day, Instant, ItemId, Kind, Sha256 } from '../domain/item.ts';
import type { Receipt } from '../domain/ledger-rows.ts';
import type { Moment } from '../domain/shanghai-time.ts';

export interface CopyAttachment {
  readonly name: string;
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly size: number;
}

/** What a channel is given to show: one edition of one item. Attachments' bytes are in the object store under `attachments/<sha256>`. */
export interface Copy {
  /** Our key, the same for every generation of the item on this channel: idempotency and look-up go by it. */
  readonly itemId: ItemId;
  readonly channel: ChannelId;
  readonly number: string | null;
  /** A channel that can, refuses a generation older than the one it shows. */
  readonly generation: number;
  readonly edition: number;
  readonly contentHash: Sha256;
  readonly copyHash: Sha256;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly issuer: string;
  readonly unit: string | null;
  readonly formedOn: Day;
  readonly topic: string | null;
  readonly genre: string | null;
  readonly kind: Kind;
  readonly area: string | null;
  readonly column: string | null;
  /** House style, safe to show as it is. */
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly CopyAttachment[];
  /** When the public could first read the item on this channel, by the ledger; null while it never could but in error. */
  readonly firstPublicAt: Instant | null;
  /** The item was sealed: what a channel holds of it is to be erased, not only hidden. */
  readonly sealed: boolean;
}

export interface PublishedReceipt extends Receipt {
  /** When the channel says that it became public; null where it does not say (then our clock at the answer counts). */
  readonly publicAt: Instant | null;
}

export type Answer =
  | { readonly outcome: 'published'; readonly receipt: PublishedReceipt }
  | { readonly outcome: 'handed-over'; readonly receipt: Receipt }
  | { readonly outcome: 'withdrawn' }
  /** `outage`: nothing reached the channel (refused connection, no such host) or it says that it is down; it uses up no attempt. */
  | {
      readonly outcome: 'deferred';
      readonly cause: 'busy' | 'outage';
      readonly reason: string;
      readonly after: Instant | null;
    }
  | { readonly outcome: 'refused'; readonly reason: string };

export type Found =
  | { readonly outcome: 'found'; readonly receipt: PublishedReceipt; readonly generation: number | null }
  /** It lies with the channel's editors and is not public: nothing is to be sent again. */
  | { readonly outcome: 'handed-over'; readonly generation: number }
  | { readonly outcome: 'absent' }
  /** `carried`: whatever goes there is carried by a person, so that handing it over again puts no second copy up by itself. */
  | { readonly outcome: 'cannot-tell'; readonly reason: string; readonly carried?: true };

export type PublicCopy =
  | ({
      readonly outcome: 'read';
      /** As the page states it; null where it does not. */
      readonly publicAt: Moment | null;
    } & ShownCopy)
  | { readonly outcome: 'missing' }
  | { readonly outcome: 'unreadable'; readonly reason: string };

/** The call may or may not have reached the channel: the outcome is unknown, and the next step is a look-up. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * The code that speaks a channel's protocol. An answer is a value; silence (timeout, reset, abort by the signal)
 * throws `NoAnswer`; anything else thrown is our bug. Each call ends when the signal aborts.
 */
export interface Channel {
  /** Is a copy under our key there? */
  find(copy: Copy, signal: AbortSignal): Promise<Found>;
  publish(copy: Copy, signal: AbortSignal): Promise<Answer>;
  /** Brings the copy that the receipt names to the given edition. */
  replace(copy: Copy, receipt: Receipt, signal: AbortSignal): Promise<Answer>;
  withdraw(copy: Copy, receipt: Receipt, notice: string | null, signal: AbortSignal): Promise<Answer>;
  /** Reads back what the public reads. */
  read(receipt: Receipt, signal: AbortSignal): Promise<PublicCopy>;
}
