import { editionsOf } from '../editions-of.ts';
import { everyItem } from '../every-item.ts';
import type { Scene } from '../scene.ts';
import { copyComplaints, type ItemWithEditions } from './copies.ts';
import { countComplaints } from './count.ts';
import { historyComplaints } from './histories.ts';
import { importComplaints } from './imports.ts';
import { planComplaints } from './plans.ts';
import { publicTimeComplaints } from './public-times.ts';
import { relationComplaints } from './relations.ts';

/** The same content is one item; an import whose lines have all gone to others is none. */
const sameContent = (snapshots: readonly ItemWithEditions[]): string[] => {
  const hashes = snapshots
    .filter(({ item }) => item.plan.length > 0 || item.withdrawal !== null)
    .map(({ item }) => item.contentHash);
  return hashes.length === new Set(hashes).size ? [] : ['two items say the same'];
};

/** What does not hold of a run that has come to rest. */
export const complaintsOf = async (scene: Scene): Promise<string[]> => {
  const { ledger } = scene.world.store.engine;
  const snapshots: ItemWithEditions[] = [];
  for (const itemId of await everyItem(scene)) {
    const snapshot = await ledger.read(itemId);
    if (snapshot === undefined) return [`item ${itemId} was accepted and is gone`];
    snapshots.push({ ...snapshot, editions: await editionsOf(ledger, snapshot) });
  }
  return [
    ...sameContent(snapshots),
    ...planComplaints(scene, snapshots),
    ...copyComplaints(scene, snapshots),
    ...historyComplaints(snapshots),
    ...publicTimeComplaints(scene, snapshots),
    ...(await importComplaints(scene, snapshots)),
    ...(await relationComplaints(scene)),
    ...(await countComplaints(scene, snapshots)),
  ];
};
