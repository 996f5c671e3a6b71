import { setImmediate } from 'node:timers/promises';
import { everyClerk, resumeAll } from './actions/people.ts';
import { catchUp, deliver, restart, tick } from './actions/pipeline.ts';
import type { Scene } from './scene.ts';

/** Rounds after which a run that still moves never comes to rest. */
const ROUNDS = 120;

/** Milliseconds that nobody waits for anything: the longest retry is a day, the longest pause of an outage less. */
const TOO_LONG = 60 * 24 * 3_600_000;

/** Calls after which something that is still under way never ends. */
const CALLS = 20_000;

/** Lets everything that is under way end. Throws when it does not. */
const finish = async ({ world, actors }: Scene): Promise<void> => {
  for (let calls = 0; calls < CALLS; calls += 1) {
    if (await world.scheduler.step()) continue;
    await setImmediate();
    if (actors.busy === 0 && world.scheduler.waiting === 0) return;
  }
  throw new Error(`still under way after ${CALLS} calls`);
};

/**
 * The trouble ends: no more faults, lost nudges or deaths. What is owed is looked at when it is due, people do what waits
 * for them, until nothing moves. False when it does not end.
 */
export const comeToRest = async (scene: Scene): Promise<boolean> => {
  const { world } = scene;
  world.scheduler.troubled = false;
  await finish(scene);
  restart(scene);
  await finish(scene);
  resumeAll(scene);
  await finish(scene);
  // As long as a process may believe what it last read of a channel.
  world.pass(5000);
  for (let round = 0; round < ROUNDS; round += 1) {
    await catchUp(scene);
    const due = await world.store.engine.ledger.nextDueAt();
    const wait = due === null ? 0 : due - world.clock.now();
    if (wait > TOO_LONG) return false;
    if (wait > 0) world.pass(wait);
    tick(scene);
    await finish(scene);
    while (world.nudged.length > 0) {
      deliver(scene);
      await finish(scene);
    }
    const served = await everyClerk(scene);
    await finish(scene);
    if (due === null && !served && world.nudged.length === 0) return true;
  }
  return false;
};
