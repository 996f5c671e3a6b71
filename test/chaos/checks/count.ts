import type { ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import type { Scene } from '../scene.ts';

/** Of Asia/Shanghai, which is eight hours ahead all year round. */
const yearOf = (instant: number): number => new Date(instant + 8 * 3_600_000).getUTCFullYear();

/** What the channels say, counted by hand: when each item was first to be read anywhere, and where. */
export const countComplaints = async (
  { world }: Scene,
  snapshots: readonly ItemSnapshot[],
): Promise<string[]> => {
  const complaints: string[] = [];
  const years = new Set<number>();
  const firstYears: number[] = [];
  const onChannels = new Map<string, number>();
  for (const { item, deliveries } of snapshots) {
    const moments: number[] = [];
    // Published in error: it counts nowhere.
    if (item.state === 'withdrawn' && item.withdrawal?.cause === 'error') continue;
    for (const [channel, platform] of world.platforms) {
      const moment = platform.firstPublicAt.get(item.id);
      const row = deliveries.find((delivery) => delivery.channel === channel);
      const unheard = platform.neverReported.has(item.id) && row?.publicAt == null;
      if (moment === undefined || unheard || row?.withdrawal === 'error') continue;
      moments.push(moment);
      const place = `${yearOf(moment)} ${channel}`;
      onChannels.set(place, (onChannels.get(place) ?? 0) + 1);
      years.add(yearOf(moment));
    }
    if (moments.length > 0) firstYears.push(yearOf(Math.min(...moments)));
  }
  for (const year of years) {
    const counted = await world.store.engine.ledger.countYear({
      year,
      policies: world.configuration.policies,
      channels: [...world.platforms.keys()],
    });
    const total = firstYears.filter((first) => first === year).length;
    if (counted.total !== total)
      complaints.push(`${year}: counted ${counted.total}, the channels say ${total}`);
    for (const channel of world.platforms.keys()) {
      const expected = onChannels.get(`${year} ${channel}`) ?? 0;
      const said = counted.channels[channel] ?? 0;
      if (said !== expected) complaints.push(`${year}: ${said} counted on ${channel}, it says ${expected}`);
    }
  }
  return complaints;
};
