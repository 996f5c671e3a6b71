import type { Instant, ItemId } from '../domain/item.ts';
import type { Receipt } from '../domain/ledger-rows.ts';

/** What a channel's owner tells, later, of a copy that was handed over. */
export interface LaterReceipt {
  readonly itemId: ItemId;
  /** As the channel was told it (`Copy.generation`). */
  readonly generation: number;
  /** Is it about the newest that was sent to the channel of this item? */
  readonly answersNewest: boolean;
  readonly outcome: 'published' | 'withdrawn' | 'turned-down';
  readonly receipt: Receipt;
  /** When the channel says that it became public; null where it does not say. */
  readonly publicAt: Instant | null;
  /** The editors' words. */
  readonly reason: string | null;
}

export type WaitingReceipt = { readonly name: string } & (
  | { readonly outcome: 'read'; readonly report: LaterReceipt }
  | { readonly outcome: 'unreadable'; readonly body: string; readonly problem: string }
);

/** Where a channel leaves its receipts. A receipt waits there until it is put away, so that one is seen again rather than lost. */
export interface ReceiptInbox {
  /** Milliseconds between two looks. */
  readonly every: number;
  /** Older generations of an item before newer ones; empty where the channel cannot be reached. */
  waiting(): Promise<readonly WaitingReceipt[]>;
  /** `kept`: it has been recorded, or tells nothing new; `unreadable`: for a person to look at. */
  putAway(receipt: WaitingReceipt, as: 'kept' | 'unreadable'): Promise<void>;
}
