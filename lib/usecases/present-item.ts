import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ItemView } from './item-view.ts';
import { titleKeys } from './title-keys.ts';
import { SIMILAR_SHOWN, viewItem } from './view-item.ts';

/** An item as calls about it answer, with the items that are similar to what it says now. */
export type PresentItem = (snapshot: ItemSnapshot) => Promise<ItemView>;

export const createPresentItem =
  (dependencies: {
    readonly ledger: Ledger;
    readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
    readonly clock: Clock;
  }): PresentItem =>
  async (snapshot) => {
    const { ledger, definitions, clock } = dependencies;
    const similar = await ledger.findSimilar(titleKeys(snapshot.edition.content), SIMILAR_SHOWN + 1);
    return viewItem(snapshot, similar, clock.now(), (id) => definitions.get(id)?.practice ?? false);
  };
