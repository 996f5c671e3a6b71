import { everyItem } from '../every-item.ts';
import type { Scene } from '../scene.ts';

/** People at a channel write into a copy or remove it; only what has been public there for a while, as the ledger knows. */
export const tamper = async (scene: Scene): Promise<void> => {
  const { world } = scene;
  const { choices } = world;
  const copies = [...world.platforms.values()]
    .filter(({ arriving }) => arriving === 0)
    .flatMap((platform) => platform.copies.map((shown) => ({ platform, shown })));
  const found = copies[choices.below(Math.max(1, copies.length))];
  if (found === undefined) return;
  const { platform, shown } = found;
  const snapshot = await world.store.engine.ledger.read(shown.itemId);
  const row = snapshot?.deliveries.find(({ channel }) => channel === platform.definition.id);
  const isSettled = row?.state === 'published' || row?.state === 'confirmed';
  if (!isSettled || snapshot?.item.owed.includes(row.channel) === true) return;
  if (row.publicAt === null || row.receipt?.remoteId !== shown.remoteId) return;
  const about = `${shown.itemId.slice(0, 6)} on ${row.channel}`;
  if (choices.happens(50)) {
    world.scheduler.trace.push(`somebody loses ${about}`);
    platform.lose(shown);
  } else {
    world.scheduler.trace.push(`somebody alters ${about}`);
    platform.alter(shown);
  }
};

/** What the ledger has forgotten and does not plan is taken down by whoever remembers that it was put up. */
export const takeDownForgotten = async (scene: Scene): Promise<void> => {
  const { world, loss } = scene;
  if (loss.restores === 0) return;
  const { ledger } = world.store.engine;
  const epoch = await ledger.epoch();
  const items = await everyItem(scene);
  for (const [channel, platform] of world.platforms) {
    for (const { itemId } of platform.copies) {
      const snapshot = items.has(itemId) ? await ledger.read(itemId) : undefined;
      const row = snapshot?.deliveries.find((delivery) => delivery.channel === channel);
      const isWanted = snapshot?.item.state === 'live' && snapshot.item.plan.includes(channel);
      const isKnown = snapshot?.item.owed.includes(channel) === true || row?.epoch === epoch.number;
      if (isWanted || isKnown || !loss.weathered.has(itemId)) continue;
      world.scheduler.trace.push(`somebody remembers ${itemId.slice(0, 6)} on ${channel}`);
      platform.takeDown(itemId);
      platform.neverReported.add(itemId);
    }
  }
};
