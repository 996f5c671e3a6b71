import type { EditionRow, ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import type { Scene } from '../scene.ts';

/** An item with every edition that it ever had. */
export interface ItemWithEditions extends ItemSnapshot {
  readonly editions: readonly EditionRow[];
}

/** One copy of what is live, with the right content, on every planned channel; nothing of what is not. */
export const copyComplaints = (
  { world, told, loss }: Scene,
  snapshots: readonly ItemWithEditions[],
): string[] =>
  snapshots.flatMap(({ item, deliveries, editions }) => {
    const complaints: string[] = [];
    const committed = new Set(editions.map(({ contentHash }) => contentHash));
    const isForgotten = (contentHash: string): boolean => loss.editions.has(`${item.id} ${contentHash}`);
    const name = item.id.slice(0, 8);
    for (const { itemId, contentHash } of told.committed)
      if (itemId === item.id && !committed.has(contentHash)) complaints.push(`${name}: an edition is gone`);
    if (item.owed.length > 0) complaints.push(`${name} still owes ${item.owed.join(', ')}`);
    for (const [channel, platform] of world.platforms) {
      const copies = platform.copiesOf(item.id);
      const wanted = item.state === 'live' && item.plan.includes(channel);
      const row = deliveries.find((delivery) => delivery.channel === channel);
      const strange = platform.arrived.find(
        ({ itemId, contentHash }) =>
          itemId === item.id && !committed.has(contentHash) && !isForgotten(contentHash),
      );
      if (strange !== undefined) complaints.push(`${name}: ${channel} was sent words that nobody committed`);
      if (platform.doubled.has(item.id)) complaints.push(`${name}: ${channel} got a second copy`);
      if (!wanted) {
        if (copies.length > 0) complaints.push(`${name}: ${channel} shows what it should not`);
        continue;
      }
      // A file says that it is public there, and nobody has sent anything since: what stands there is not ours.
      if (row?.importedBy != null && copies.length <= 1) continue;
      const [copy] = copies;
      if (copies.length !== 1)
        complaints.push(`${name}: ${copies.length} copies on ${channel} (${row?.state})`);
      else if (copy?.contentHash !== item.contentHash)
        complaints.push(`${name}: ${channel} shows another edition than the committed one`);
      if (row === undefined || !(row.state === 'published' || row.state === 'confirmed'))
        complaints.push(`${name}: ${channel} is ${row?.state ?? 'untouched'} at the end`);
    }
    return complaints;
  });
