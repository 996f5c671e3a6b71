import { drawAction } from './actions/draw-action.ts';
import { complaintsOf } from './checks/complaints-of.ts';
import { type Choices, recordedChoices, seededChoices } from './choices.ts';
import { comeToRest } from './come-to-rest.ts';
import type { Scene } from './scene.ts';
import { newTold } from './told.ts';
import { createActors } from './world/actors.ts';
import { type Bend, openWorld } from './world/open-world.ts';
import type { OpenStore } from './world/store.ts';

/** How much goes on at once, and for how long. */
const AT_ONCE = 6;
const STEPS = 240;

export interface ChaosRun {
  /** What does not hold at the end; empty for a sound run. */
  readonly complaints: readonly string[];
  /** Errors that nothing outside explains. */
  readonly bugs: readonly string[];
  /** Every decision, for `replay`. */
  readonly made: readonly number[];
  readonly trace: readonly string[];
}

export interface ChaosOptions {
  readonly openStore: OpenStore;
  /** Plants a bug; left out, the product is as it is. */
  readonly bend?: Bend;
}

const sound: Bend = (engine) => engine;

const run = async (choices: Choices, { openStore, bend = sound }: ChaosOptions): Promise<ChaosRun> => {
  const world = await openWorld(choices, openStore, bend);
  const { scheduler } = world;
  const actors = createActors(scheduler);
  const scene: Scene = {
    world,
    actors,
    told: newTold(),
    backup: null,
    loss: { weathered: new Set(), editions: new Set(), posts: new Set(), restores: 0 },
    notices: new Map(),
  };
  try {
    for (let step = 0; step < STEPS; step += 1) {
      const goesOn = scheduler.waiting > 0 && (actors.busy >= AT_ONCE || !choices.happens(40));
      if (goesOn) await scheduler.step();
      else await drawAction(scene)(scene);
    }
    const complaints = (await comeToRest(scene)) ? await complaintsOf(scene) : ['it never comes to rest'];
    const bugs = actors.bugs.map(({ name, error }) => `${name}: ${String(error)}`);
    return { complaints, bugs, made: choices.made, trace: scheduler.trace };
  } finally {
    await world.close();
  }
};

/** One run; the same seed is the same run. */
export const runSeed = (seed: number, options: ChaosOptions): Promise<ChaosRun> =>
  run(seededChoices(seed), options);

/** The run of recorded decisions, or of fewer of them. */
export const replay = (record: readonly number[], options: ChaosOptions): Promise<ChaosRun> =>
  run(recordedChoices(record), options);
