import type { ItemId } from '../../../lib/domain/item.ts';
import { editionsOf } from '../editions-of.ts';
import { everyItem } from '../every-item.ts';
import type { Scene } from '../scene.ts';
import { copyTold } from '../told.ts';
import { postNotice } from './post.ts';

/** Restores that one run sees at the most. */
const RESTORES = 2;

/** The ledger is copied. */
export const backUp = async (scene: Scene): Promise<void> => {
  scene.world.scheduler.trace.push('the ledger is backed up');
  scene.backup = { putBack: await scene.world.store.backUp(), told: copyTold(scene.told) };
};

/** The ledger is put back to the moment of its last copy. People keep in mind what they posted since. */
export const restore = async (scene: Scene): Promise<void> => {
  const { world, backup, loss, told } = scene;
  if (backup === null || loss.restores >= RESTORES) return;
  loss.restores += 1;
  const { ledger } = world.store.engine;
  for (const itemId of await everyItem(scene)) {
    const snapshot = await ledger.read(itemId);
    if (snapshot === undefined) continue;
    loss.weathered.add(itemId);
    for (const { contentHash } of await editionsOf(ledger, snapshot))
      loss.editions.add(`${itemId} ${contentHash}`);
  }
  world.scheduler.trace.push('the backup is put back');
  await world.putBack(backup.putBack);
  scene.told = { ...copyTold(backup.told), accepted: told.accepted };
  for (const itemId of told.accepted)
    if ((await world.store.engine.ledger.read(itemId)) === undefined) loss.posts.add(itemId);
};

/** Somebody posts again what the ledger has forgotten. */
export const postAgain = (scene: Scene): void => {
  const { world, loss } = scene;
  const lost: readonly ItemId[] = [...loss.posts];
  const itemId = lost[world.choices.below(Math.max(1, lost.length))];
  const number = itemId === undefined ? undefined : scene.notices.get(itemId);
  if (itemId !== undefined && number !== undefined) postNotice(scene, number, itemId);
};

/** All of it; true when there was something. */
export const postAllAgain = (scene: Scene): boolean => {
  for (const itemId of scene.loss.posts) {
    const number = scene.notices.get(itemId);
    if (number !== undefined) postNotice(scene, number, itemId);
  }
  return scene.loss.posts.size > 0;
};
