import type { ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import { everyItem } from '../every-item.ts';
import type { Scene } from '../scene.ts';
import { copyComplaints } from './copies.ts';
import { countComplaints } from './count.ts';
import { historyComplaints } from './histories.ts';

/** The same content is one item. */
const sameContent = (snapshots: readonly ItemSnapshot[]): string[] => {
  const hashes = snapshots.map(({ item }) => item.contentHash);
  return hashes.length === new Set(hashes).size ? [] : ['two items say the same'];
};

/** What does not hold of a run that has come to rest. */
export const complaintsOf = async (scene: Scene): Promise<string[]> => {
  const { ledger } = scene.world.store.engine;
  const snapshots = [];
  for (const itemId of await everyItem(scene)) {
    const snapshot = await ledger.read(itemId);
    if (snapshot === undefined) return [`item ${itemId} was accepted and is gone`];
    const editions = [snapshot.edition];
    for (let { previousKey } = snapshot.edition; previousKey !== null; ) {
      const edition = await ledger.readEdition(itemId, previousKey);
      if (edition === undefined) return [`edition ${previousKey} of ${itemId} is gone`];
      editions.push(edition);
      ({ previousKey } = edition);
    }
    snapshots.push({ ...snapshot, editions });
  }
  return [
    ...sameContent(snapshots),
    ...copyComplaints(scene, snapshots),
    ...historyComplaints(snapshots),
    ...(await countComplaints(scene, snapshots)),
  ];
};
