import type { ItemId, Sha256 } from '../../lib/domain/item.ts';
import type { Actors } from './world/actors.ts';
import type { World } from './world/open-world.ts';

/** What people were told; the product may not take any of it back. */
export interface Told {
  /** Items that the API said it has. */
  readonly accepted: Set<ItemId>;
  /** Editions that the API said are committed. */
  readonly committed: { readonly itemId: ItemId; readonly contentHash: Sha256 }[];
}

/** A run under way. */
export interface Scene {
  readonly world: World;
  readonly actors: Actors;
  readonly told: Told;
}
