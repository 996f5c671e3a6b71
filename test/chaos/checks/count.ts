import type { UseCases } from '../../../lib/api/use-cases.ts';
import type { DeliveryRow, ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import { recountFigures } from '../../contract/recount-figures.ts';
import type { Scene } from '../scene.ts';
import { shanghaiDay } from './shanghai-day.ts';

type Counted = Awaited<ReturnType<UseCases['countYear']>>;

const DAY = 24 * 3_600_000;

const imported = (rows: readonly DeliveryRow[], channel: string, year: number): readonly string[] =>
  rows
    .filter((row) => row.importedBy !== null && row.channel === channel && row.publicAt !== null)
    .map(({ publicAt }) => shanghaiDay(publicAt ?? 0))
    .filter((day) => day.startsWith(`${year}-`))
    .toSorted();

/** The last day of a year of which nobody knows what was public on a channel, going through it day by day; undefined where all is known. */
const lastUnknownDay = (
  year: number,
  { since, days }: { readonly since: string; readonly days: readonly string[] },
): string | undefined => {
  const [first] = days;
  const isYearBefore = since.slice(0, 4) !== String(year);
  let last: string | undefined;
  for (let at = Date.parse(`${year}-01-01T00:00:00Z`); ; at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (!day.startsWith(`${year}-`) || day >= since) return last;
    const isTold = first !== undefined && (isYearBefore || day.slice(0, 7) >= first.slice(0, 7));
    if (!isTold) last = day;
  }
};

/** The count of each year, figure by figure, against the rows of the ledger counted by hand, with what people decided about them. */
export const countComplaints = async (
  scene: Scene,
  snapshots: readonly ItemSnapshot[],
): Promise<string[]> => {
  const { world } = scene;
  const { engine } = world.store;
  const rows = snapshots.flatMap(({ deliveries }) => deliveries);
  const decisions = await engine.relations.read(0);
  const years = new Set(
    rows.flatMap(({ publicAt }) => (publicAt === null ? [] : [Number(shanghaiDay(publicAt).slice(0, 4))])),
  );
  const channels = [...world.platforms.keys()];
  const live = new Map<string, number>();
  for (const channel of channels) {
    const { liveSince } = await engine.channels.read(channel);
    if (liveSince !== null) live.set(channel, liveSince);
  }
  const complaints: string[] = [];
  for (const year of years) {
    const counted: Counted = await world.count(year);
    const { channels: onChannels, regions, ...figures } = recountFigures(rows, decisions, year);
    const byHand: Record<string, unknown> = {
      ...figures,
      ...Object.fromEntries(channels.map((channel) => [`on ${channel}`, onChannels[channel] ?? 0])),
      regions: sorted(regions),
    };
    const said: Record<string, unknown> = {
      ...counted,
      ...Object.fromEntries(channels.map((channel) => [`on ${channel}`, counted.channels[channel] ?? 0])),
      regions: sorted(
        Object.fromEntries(
          counted.regions.map(({ channels: on, items }) => [on.toSorted().join(','), items]),
        ),
      ),
    };
    for (const [name, figure] of Object.entries(byHand))
      if (said[name] !== figure)
        complaints.push(`${year}: ${String(said[name])} counted as ${name}, by hand ${String(figure)}`);
    const ledgerSince = Math.min(world.clock.now(), ...live.values());
    for (const channel of channels) {
      const since = shanghaiDay(live.get(channel) ?? ledgerSince);
      const through = lastUnknownDay(year, { since, days: imported(rows, channel, year) });
      const saidThrough = counted.unknown.find((days) => days.channel === channel)?.through;
      if (through !== saidThrough)
        complaints.push(
          `${year}: ${channel} is unknown through ${saidThrough ?? '—'}, by hand ${through ?? '—'}`,
        );
    }
  }
  return complaints;
};

const sorted = (regions: Readonly<Record<string, number>>): string =>
  JSON.stringify(Object.entries(regions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
