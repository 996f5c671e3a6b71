import type { Confirmation } from './confirmation.ts';
import type { History } from './history.ts';
import type {
  Approval,
  Authorisation,
  ChannelId,
  Content,
  Day,
  Instant,
  ItemId,
  Kind,
  Metadata,
  Origin,
  Sha256,
} from './item.ts';
import type { Sentence, Violation } from './violation.ts';

export const WITHDRAWAL_CAUSES = ['leak', 'error', 'expired', 'duplicate', 'other'] as const;
/**
 * Why an item is taken back: `leak` (泄密) seals what it said; `error` (误发) is not counted; the rest is counted and
 * shown apart.
 */
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number];

/** A person's order to take an item back from every channel. */
export interface Withdrawal {
  readonly cause: WithdrawalCause;
  readonly reason: string;
  /** What the public reads in its place, on channels that can show it; null: a sentence of the channel's own. */
  readonly notice: string | null;
  readonly at: Instant;
  readonly by: string;
  /** Of the withdrawal, as far as they came: what must go down does not wait for them. */
  readonly approvals: readonly Approval[];
  /** Is one of them of somebody who may decide about the item? Otherwise it waits for a person. */
  readonly approved: boolean;
}

/** What the item said is erased for ever; hashes, times, names of persons, reasons and history stay. */
export interface Seal {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
  /** The item's generation that the seal came with: channels that were asked to take a copy down before are asked to erase it. */
  readonly generation: number;
  /** When the erasure was complete, everywhere that this ledger reaches; null while it still has to be carried on with. */
  readonly erasedAt: Instant | null;
}

/** A person took back the import that brought an item. */
export interface Voiding {
  readonly import: number;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}

export const ITEM_STATES = ['live', 'withdrawn'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What should be: one row an item, at most 1 KB beside its history, rewritten often. */
export interface ItemRow extends History {
  readonly id: ItemId;
  /** `2026-0078`, in order of acceptance, never used twice; null until it was given. */
  readonly number: string | null;
  /** Grows by one with each accept, correction, withdrawal and plan change. */
  readonly generation: number;
  readonly state: ItemState;
  /** The one edition that is real; see `EditionRow.key`. */
  readonly editionKey: string;
  readonly edition: number;
  readonly contentHash: Sha256;
  readonly title: string;
  readonly documentNumber: string | null;
  /** The channels the item is planned for, in the order they were asked for. */
  readonly plan: readonly ChannelId[];
  /** Planned channels that the pipeline still has to bring into line. */
  readonly owed: readonly ChannelId[];
  /** Never later than the earliest moment at which an owed channel may be attempted; null when none is owed. */
  readonly dueAt: Instant | null;
  readonly acceptedAt: Instant;
  /** Our clock at the last change of intent; never runs backwards within an item. */
  readonly recordedAt: Instant;
  /** The last day for its disclosure; null where the day of formation is not known (imports). */
  readonly dueOn: Day | null;
  /** The number of the import that brought it; null for an item that was posted. */
  readonly importedBy: number | null;
  /** Set while nothing states it any more, because the import that did was voided. */
  readonly voided: Voiding | null;
  /** The order that holds now; null for a live item, and for an import whose rows have all gone to others. */
  readonly withdrawal: Withdrawal | null;
  readonly seal: Seal | null;
}

/** One kind of layout that house style normalised, and how often. */
export interface HouseStyleChange {
  readonly code: string;
  readonly count: number;
  readonly message: Sentence;
}

/** What an edition says, as it was posted. */
export interface EditionContent extends Content, Metadata, Authorisation {}

/** One state of an item. Never overwritten; real only once an item row named its key. */
export interface EditionRow {
  readonly itemId: ItemId;
  /** Numbered from 1. */
  readonly edition: number;
  /** `<edition>#<SHA-256 of the row without this key>`, so that two writers never share a row. */
  readonly key: string;
  /**
   * The edition that it corrects, null for the first. The editions of an item are the chain from the key that its row
   * names back to the first; an edition outside it was written and never committed.
   */
  readonly previousKey: string | null;
  readonly contentHash: Sha256;
  readonly contentVersion: number;
  /** Tells layout editions of the same content apart. */
  readonly copyHash: Sha256;
  /** As posted; of an import, what the file stated and nothing more. */
  readonly content: EditionContent;
  /** The copy that leaves: house style, safe to show. Kept, so that every attempt sends the same bytes. */
  readonly html: string;
  /** The same as plain text, for copy sheets and search. */
  readonly text: string;
  /** Warnings that the submitter acknowledged, and house-style flags. */
  readonly warnings: readonly Violation[];
  readonly houseStyle: readonly HouseStyleChange[];
  readonly recordedAt: Instant;
  readonly by: string;
  readonly reason: string | null;
}

export const DELIVERY_STATES = [
  'none',
  'sending',
  'unknown',
  'handed-over',
  'published',
  'confirmed',
  'parked',
  'withdrawn',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How the public time became known; `stated` is marked so everywhere. */
export type PublicTimeBasis = 'channel' | 'page' | 'stated';

/** What a channel answered. */
export interface Receipt {
  readonly remoteId: string | null;
  /** Absolute, or a path on this server's own origin. */
  readonly url: string | null;
  /** Where there is no page: 公告栏, 电子屏, 查阅处. */
  readonly place: string | null;
  /** Hashes of photographs or scans; not published. */
  readonly evidence: readonly Sha256[];
}

export const FORM_ROWS = ['gazette', 'website', 'weibo', 'wechat', 'other'] as const;
/** The row of the statistics table (1.2.1 to 1.2.5) that a channel falls into. */
export type FormRow = (typeof FORM_ROWS)[number];

/** What the count needs of an item, kept with each delivery so that counting reads deliveries alone. */
export interface CountFacts {
  readonly kind: Kind;
  readonly origin: Origin;
  readonly unit: string | null;
  readonly area: string | null;
  readonly dueOn: Day | null;
  readonly formRow: FormRow;
  readonly practice: boolean;
}

/** Why a public copy was taken back, as far as the count tells it apart. */
export type WithdrawalMark = 'withdrawn' | 'error';

/** What is: one item on one channel. */
export interface DeliveryRow extends History {
  readonly itemId: ItemId;
  readonly channel: ChannelId;
  /** Grows by one with each write and is the condition of the next; the first is 1. */
  readonly version: number;
  readonly state: DeliveryState;
  /** Generation last acted on (sent, shown or parked at); 0 before the first attempt. */
  readonly generation: number;
  /** Edition last sent or shown; 0 before the first attempt. */
  readonly edition: number;
  /** Attempts at this generation, numbered from 1; look-ups are not attempts. */
  readonly attempts: number;
  /** Look-ups since the outcome became unknown that found nothing. */
  readonly lookUps: number;
  /** The ledger's epoch in which the channel was last called; 0 before the first call. */
  readonly epoch: number;
  /** The right to attempt; whoever holds the token may settle. */
  readonly lease: { readonly token: string; readonly until: Instant } | null;
  readonly sentAt: Instant | null;
  /** Not before this moment; null when nothing is planned. */
  readonly nextAttemptAt: Instant | null;
  readonly receipt: Receipt | null;
  /** When the public could first read it on this channel; null while it cannot. A withdrawn copy keeps it. */
  readonly publicAt: Instant | null;
  readonly basis: PublicTimeBasis | null;
  readonly withdrawal: WithdrawalMark | null;
  /** Was the last thing asked of the channel to take the copy down? */
  readonly takingDown: boolean;
  readonly importedBy: number | null;
  /** What reading the public copy back found last; null since the pipeline changed it. */
  readonly confirmation: Confirmation | null;
  /** When the public copy is read back next; null where there is none that could be. */
  readonly confirmAt: Instant | null;
  /** Why it waits: what the channel or a person said last, in full; a seal takes out what was said before it. */
  readonly reason: string | null;
  readonly facts: CountFacts;
}

/** One item as the ledger holds it at one moment, read consistently. */
export interface ItemSnapshot {
  readonly item: ItemRow;
  readonly edition: EditionRow;
  /** Deliveries that exist; a planned channel without one has not been attempted. */
  readonly deliveries: readonly DeliveryRow[];
}
