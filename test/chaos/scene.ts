import type { ItemId } from '../../lib/domain/item.ts';
import type { Told } from './told.ts';
import type { Actors } from './world/actors.ts';
import type { World } from './world/open-world.ts';
import type { PutBack } from './world/store.ts';

/** A copy of the ledger, and what people had been told by then. */
export interface Backup {
  readonly putBack: PutBack;
  readonly told: Told;
}

/** What restoring backups has done to a run. */
export interface Loss {
  /** Items that a ledger had which was put back to an earlier moment: channels may know more of them than it does. */
  readonly weathered: Set<ItemId>;
  /** Editions of those, `<item> <content hash>`, that the ledger may have forgotten. */
  readonly editions: Set<string>;
  /** Items that people were told of and that are gone: they post them again. */
  readonly posts: Set<ItemId>;
  restores: number;
}

/** A run under way. */
export interface Scene {
  readonly world: World;
  readonly actors: Actors;
  told: Told;
  backup: Backup | null;
  readonly loss: Loss;
  /** Which notice each posted item is, for whoever has to post it again. */
  readonly notices: Map<ItemId, number>;
}
