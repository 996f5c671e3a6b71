import type { ConfirmationResult } from '../domain/confirmation.ts';
import type { Approval, ChannelId, ItemId, Sha256 } from '../domain/item.ts';
import type {
  DeliveryState,
  HouseStyleChange,
  ItemState,
  PublicTimeBasis,
  Receipt,
  WithdrawalCause,
  WithdrawalMark,
} from '../domain/ledger-rows.ts';
import type { Violation } from '../domain/violation.ts';

/** What reading the public copy back found last. */
export interface ConfirmationView {
  readonly result: ConfirmationResult;
  readonly at: string;
  readonly since: string;
  readonly detail: string | null;
}

/** One planned channel's copy as the API shows it; times are ISO 8601 in Asia/Shanghai. */
export interface DeliveryView {
  readonly channel: ChannelId;
  readonly state: DeliveryState;
  readonly generation: number;
  readonly edition: number;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  readonly reason: string | null;
  readonly receipt: Receipt | null;
  readonly publicAt: string | null;
  readonly basis: PublicTimeBasis | null;
  readonly confirmation: ConfirmationView | null;
  /** When the public copy is read back next. */
  readonly confirmAt: string | null;
  /** How the count is told of a copy that was taken down. */
  readonly withdrawal: WithdrawalMark | null;
  /** Was it asked, and not yet said, that the copy be taken down? */
  readonly takingDown: boolean;
  readonly practice: boolean;
  readonly imported: boolean;
}

export interface SimilarView {
  readonly id: ItemId;
  readonly title: string;
  readonly documentNumber: string | null;
}

export interface WithdrawalView {
  readonly cause: WithdrawalCause;
  readonly reason: string;
  readonly notice: string | null;
  readonly at: string;
  readonly by: string;
  readonly approvals: readonly Approval[];
  /** False: the approval of somebody who may decide has still to follow. */
  readonly approved: boolean;
}

/** What every call about one item answers. */
export interface ItemView {
  readonly id: ItemId;
  readonly number: string | null;
  readonly contentHash: Sha256;
  readonly edition: number;
  readonly generation: number;
  readonly state: ItemState;
  /** Who took back the import that brought it, and why; null for every other item. */
  readonly voided: {
    readonly import: number;
    readonly reason: string;
    readonly at: string;
    readonly by: string;
  } | null;
  /** Who took it back, when and why; null while it is live. */
  readonly withdrawal: WithdrawalView | null;
  /** What it said is erased, or being erased. */
  readonly seal: {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    /** When the erasure was complete; null until then. */
    readonly erasedAt: string | null;
  } | null;
  readonly channels: readonly ChannelId[];
  readonly owed: readonly ChannelId[];
  readonly dueOn: string | null;
  /** First public after `dueOn`, or not public yet and `dueOn` is over. */
  readonly late: boolean;
  /** Other items of the same title or document number, newest first, at most ten. */
  readonly similar: readonly SimilarView[];
  /** Warnings that were acknowledged, and house-style flags. */
  readonly warnings: readonly Violation[];
  /** What house style normalised in the layout. */
  readonly houseStyle: readonly HouseStyleChange[];
  readonly deliveries: readonly DeliveryView[];
}
