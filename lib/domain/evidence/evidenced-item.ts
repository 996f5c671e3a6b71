import type { ChannelId, Day, Instant, ItemId, Sha256 } from '../item.ts';
import type { CountFacts, PublicTimeBasis, WithdrawalMark } from '../ledger-rows.ts';
import type { PublishedItem } from '../publication.ts';
import type { LayoutRemark } from '../report/layout-remarks.ts';

/** A published item as the count sees it, with all that the evidence says of it, read at one moment. */
export interface EvidencedItem {
  readonly published: PublishedItem;
  /** The item itself, or those that a person merged, in order of id. */
  readonly members: readonly EvidencedMember[];
}

export interface EvidencedMember {
  readonly itemId: ItemId;
  readonly number: string | null;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly editionKey: string;
  readonly contentHash: Sha256;
  /** Its content came without a body, as from an import. */
  readonly bodyless: boolean;
  readonly sealed: boolean;
  readonly imported: boolean;
  readonly historyHead: Sha256;
  /** Of the edition that is real; null of an import, which does not tell it for certain. */
  readonly formedOn: Day | null;
  /** What house style had to say about the same; none of an import, which nobody set. */
  readonly remarks: readonly LayoutRemark[];
  /** Those that became public up to the end of the year asked for, ordered by channel. */
  readonly deliveries: readonly EvidencedDelivery[];
}

export interface EvidencedDelivery {
  readonly channel: ChannelId;
  readonly url: string | null;
  readonly place: string | null;
  readonly publicAt: Instant;
  readonly basis: PublicTimeBasis | null;
  readonly withdrawal: WithdrawalMark | null;
  readonly imported: boolean;
  /** When reading the copy back found it the same, where that is the last that it found. */
  readonly confirmedAt: Instant | null;
  readonly facts: Pick<CountFacts, 'dueOn' | 'formRow' | 'practice'>;
  readonly historyHead: Sha256;
}
