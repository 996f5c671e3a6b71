import type { ItemId, Sha256 } from '../item.ts';
import type { StatedRow } from './stated-row.ts';

/** A row with what is hashed of its content; null where the file has no body for it. */
export interface GroupableRow extends StatedRow {
  readonly contentHash: Sha256 | null;
}

/** An item of the same title that has a body and is in the ledger already. */
export interface KnownItem {
  readonly itemId: ItemId;
  readonly documentNumberKey: string | null;
}

export interface RowGroup {
  readonly itemId: ItemId;
  /** Earliest first. */
  readonly rows: readonly [GroupableRow, ...GroupableRow[]];
}

/** Items that may be one; only a person can tell. */
export interface Suspect {
  readonly suspicion: Suspicion;
  readonly items: readonly ItemId[];
}

export interface Grouping {
  /** In the order of their earliest rows. */
  readonly groups: readonly RowGroup[];
  readonly suspects: readonly Suspect[];
}

export const SUSPICIONS = ['channel-twice', 'far-apart', 'several-candidates', 'partly-stated'] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** Why rows stayed apart, for the person who decides. */
export const SUSPICION_REASONS: Readonly<Record<Suspicion, string>> = {
  'channel-twice': '标题相同、没有发文字号，且同一渠道出现不止一次，未自动合并',
  'far-apart': '标题相同、没有发文字号，但发布时间相隔超过30日，未自动合并',
  'several-candidates': '标题和发文字号相同的信息不止一条，无法确定属于哪一条，未自动合并',
  'partly-stated': '标题相同，但有的缺少发文字号或正文，未自动合并',
};
