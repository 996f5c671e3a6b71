import { mkdir } from 'node:fs/promises';
import { createMeasureRound, type Round } from './measure-round.ts';
import { CHANNELS, postedItems } from './posted-items.ts';
import { startSinks } from './start-sinks.ts';
import type { System } from './system.ts';

export type StartSystem = (options: {
  readonly folder: string;
  readonly sinks: readonly string[];
}) => Promise<System>;

export interface Contestant {
  readonly name: string;
  /** A round of so many items, and every tenth once more. */
  run(items: number): Promise<Round>;
  /** Memory at its peak so far, in MiB. */
  peak(): Promise<number>;
  /** Every sentence says what is not as it must be: each item once on each channel. */
  faults(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** A system in a folder and with channels of its own. */
export const createContestant = async (
  start: StartSystem,
  { folder, posters }: { readonly folder: string; readonly posters: number },
): Promise<Contestant> => {
  await mkdir(folder);
  const sinks = await startSinks();
  const system = await start({ folder, sinks: sinks.addresses });
  const round = createMeasureRound({ system, sinks, posters });
  let series = 0;
  let posted = 0;
  return {
    name: system.name,
    run: (items) => {
      series += 1;
      posted += items;
      return round.measure(postedItems(series, items, Date.now()));
    },
    peak: async () => (await system.usage()).peakKibibytes / 1024,
    faults: async () => {
      const { deliveries, distinct } = await sinks.arrived(0);
      const recorded = await system.countOnAll();
      return [
        ...(recorded === posted ? [] : [`${system.name}: ${recorded} of ${posted} items are recorded`]),
        ...(deliveries === posted * CHANNELS.length && distinct.every((items) => items === posted)
          ? []
          : [`${system.name}: ${deliveries} deliveries of ${distinct.join(', ')} items, not of ${posted}`]),
      ];
    },
    stop: async () => {
      await round.close();
      await system.stop();
      await sinks.stop();
    },
  };
};
