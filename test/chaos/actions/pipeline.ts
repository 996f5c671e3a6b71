import type { Scene } from '../scene.ts';

/** A nudge arrives, not always the oldest; a fault gives it back to a queue that outlives the process. */
export const deliver = ({ world, actors }: Scene): void => {
  const { choices, nudged, store } = world;
  const [nudge] = nudged.splice(nudged.length === 0 ? 0 : choices.below(nudged.length), 1);
  if (nudge === undefined) return;
  const { life, deliver: carryOut } = world.process();
  actors.begin(
    life,
    `deliver ${nudge.itemId.slice(0, 6)} to ${nudge.channel}`,
    () => carryOut(nudge),
    ({ answer }) => {
      if (answer === 'none' && !store.exclusive) nudged.push(nudge);
    },
  );
};

/** The clock's minute comes round. */
export const tick = ({ world, actors }: Scene): void => {
  const process = world.process();
  actors.begin(process.life, 'tick', () => process.tick({ milliseconds: 1000 }));
};

/** Public copies are read back, those that are due. */
export const confirm = ({ world, actors }: Scene): void => {
  const process = world.process();
  actors.begin(process.life, 'confirm', () =>
    process.confirm({ milliseconds: 10_000, perChannel: 10, tell: () => undefined }),
  );
};

/** Public copies are read back, all that are due. */
export const confirmAll = ({ world, actors }: Scene): void => {
  const process = world.process();
  actors.begin(process.life, 'confirm all', () =>
    process.confirm({ milliseconds: 600_000, perChannel: 1000, tell: () => undefined }),
  );
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Time passes: not at all, by a retry, by a lease, by a night. */
export const pass = ({ world }: Scene): void => {
  const milliseconds = world.choices.pick([0, 500, 2100, 31_000, 61_000, 11 * MINUTE, 3 * HOUR, 26 * HOUR]);
  world.scheduler.trace.push(`clock: ${milliseconds} ms pass`);
  world.pass(milliseconds);
};

/** The machine stops at once. */
export const crash = ({ world }: Scene): void => {
  const { life } = world.process();
  world.scheduler.trace.push(`${life.name}: dies`);
  world.scheduler.kill(life);
};

/** The process that comes after one that died. */
export const restart = ({ world, actors }: Scene): void => {
  const process = world.process();
  actors.begin(process.life, 'start', () => process.start());
};

/** An index shows what was written by now. */
export const catchUp = async ({ world }: Scene): Promise<void> => {
  await world.store.catchUp();
};
