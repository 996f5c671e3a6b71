import type { ItemId } from '../../lib/domain/item.ts';
import type { Scene } from './scene.ts';

/** What somebody was told of, and what the ledger lists: of some items nobody heard because a process died first. */
export const everyItem = async ({ world, told }: Scene): Promise<ReadonlySet<ItemId>> => {
  await world.store.catchUp();
  const items = new Set(told.accepted);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof world.store.engine.ledger.list>> =
      await world.store.engine.ledger.list({ limit: 100, ...(cursor === null ? {} : { cursor }) });
    for (const { item } of page.rows) items.add(item.id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
};
