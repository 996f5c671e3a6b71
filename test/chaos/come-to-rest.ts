import { setImmediate } from 'node:timers/promises';
import { postAllAgain } from './actions/backup.ts';
import { takeDownForgotten } from './actions/editors.ts';
import { finishFiles } from './actions/imports.ts';
import { everyClerk, resumeAll } from './actions/people.ts';
import { catchUp, confirmAll, deliver, restart, tick } from './actions/pipeline.ts';
import { everyItem } from './every-item.ts';
import type { Scene } from './scene.ts';

/** Rounds after which a run that still moves never comes to rest. */
const ROUNDS = 120;

/** Milliseconds that nobody waits for anything: the longest retry is a day, the longest pause of an outage less. */
const TOO_LONG = 60 * 24 * 3_600_000;

/** Calls after which something that is still under way never ends. */
const CALLS = 20_000;

/** Readings of every copy after which they still raise alarms: one finds it, the next finds it mended. */
const READINGS = 6;

/** Lets everything that is under way end. Throws when it does not. */
const finish = async ({ world, actors }: Scene): Promise<void> => {
  for (let calls = 0; calls < CALLS; calls += 1) {
    if (await world.scheduler.step()) continue;
    await setImmediate();
    if (actors.busy === 0 && world.scheduler.waiting === 0) return;
  }
  throw new Error(`still under way after ${CALLS} calls`);
};

/** What is owed is looked at when it is due, people do what waits for them, until nothing moves. `never` when it does not end. */
const settle = async (scene: Scene): Promise<'moved' | 'still' | 'never'> => {
  const { world } = scene;
  for (let round = 0; round < ROUNDS; round += 1) {
    await catchUp(scene);
    const due = await world.store.engine.ledger.nextDueAt();
    const wait = due === null ? 0 : due - world.clock.now();
    if (wait > TOO_LONG) return 'never';
    if (wait > 0) world.pass(wait);
    tick(scene);
    await finish(scene);
    while (world.nudged.length > 0) {
      deliver(scene);
      await finish(scene);
    }
    const served = await everyClerk(scene);
    await finish(scene);
    if (due === null && !served && world.nudged.length === 0) return round === 0 ? 'still' : 'moved';
  }
  return 'never';
};

/** When the last of the copies that are to be read back is due; null where there is none. */
const lastReading = async (scene: Scene): Promise<number | null> => {
  let last: number | null = null;
  for (const itemId of await everyItem(scene)) {
    const snapshot = await scene.world.store.engine.ledger.read(itemId);
    for (const { confirmAt } of snapshot?.deliveries ?? [])
      if (confirmAt !== null) last = Math.max(last ?? confirmAt, confirmAt);
  }
  return last;
};

/** Every copy is read back once more, however long that takes. */
const readEverything = async (scene: Scene): Promise<void> => {
  const { world } = scene;
  const last = await lastReading(scene);
  if (last === null) return;
  world.pass(Math.max(0, last - world.clock.now()));
  confirmAll(scene);
  await finish(scene);
};

/** The trouble ends: no more faults, lost nudges, lies or deaths, and people finish what they began. False when it never comes to rest. */
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
  for (let again = 0; again < ROUNDS && (postAllAgain(scene) || finishFiles(scene)); again += 1)
    await finish(scene);
  if ((await settle(scene)) === 'never') return false;
  await takeDownForgotten(scene);
  for (let reading = 0; reading < READINGS; reading += 1) {
    await readEverything(scene);
    const settled = await settle(scene);
    if (settled === 'never') return false;
    if (settled === 'still') return true;
  }
  return false;
};
