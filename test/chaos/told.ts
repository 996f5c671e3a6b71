import type { ChannelId, ItemId, Sha256 } from '../../lib/domain/item.ts';
import type { DecisionKind, ItemPair } from '../../lib/domain/relations/decision.ts';
import type { RegisterFile } from './actions/register-file.ts';

/** What people were told; the product may not take any of it back. */
export interface Told {
  /** Items that the API said it has. */
  readonly accepted: Set<ItemId>;
  /** Editions that the API said are committed. */
  readonly committed: { readonly itemId: ItemId; readonly contentHash: Sha256 }[];
  /** Channels that an item was posted for. */
  readonly asked: Map<ItemId, Set<ChannelId>>;
  /** Items that somebody set about to change, so that they need not be as they were posted. */
  readonly revised: Set<ItemId>;
  /** Items that somebody saw in the list: also those that nobody posted. */
  readonly listed: Set<ItemId>;
  /** Decisions about two items that the API said it has. */
  readonly decided: { readonly items: ItemPair; readonly decision: DecisionKind }[];
  /** The files of earlier years that somebody imports. */
  readonly files: RegisterFile[];
}

export const newTold = (): Told => ({
  accepted: new Set(),
  committed: [],
  asked: new Map(),
  revised: new Set(),
  listed: new Set(),
  decided: [],
  files: [],
});

/** As it is now, whatever people are told later. */
export const copyTold = (told: Told): Told => ({
  accepted: new Set(told.accepted),
  committed: [...told.committed],
  asked: new Map([...told.asked].map(([itemId, channels]) => [itemId, new Set(channels)])),
  revised: new Set(told.revised),
  listed: new Set(told.listed),
  decided: [...told.decided],
  files: told.files.map((file) => ({ ...file, underWay: [] })),
});
