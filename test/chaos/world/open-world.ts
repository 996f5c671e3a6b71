import { createUseCases } from '../../../lib/api/create-use-cases.ts';
import type { UseCases } from '../../../lib/api/use-cases.ts';
import { ChannelDefinition } from '../../../lib/configuration/channel-definition.ts';
import type { Configuration } from '../../../lib/configuration/configuration.ts';
import type { ChannelId } from '../../../lib/domain/item.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import type { Nudge } from '../../../lib/ports/nudges.ts';
import type { Confirm } from '../../../lib/usecases/confirm.ts';
import { createCountYear } from '../../../lib/usecases/count-year.ts';
import { createConfirmation } from '../../../lib/usecases/create-confirmation.ts';
import { createPipeline } from '../../../lib/usecases/create-pipeline.ts';
import type { Deliver } from '../../../lib/usecases/deliver.ts';
import { createResume } from '../../../lib/usecases/resume.ts';
import type { Tick } from '../../../lib/usecases/tick.ts';
import { officeConfiguration } from '../../examples/office.ts';
import { NOTICE_POSTED_AT } from '../../examples/office-notice.ts';
import { SettableClock } from '../../examples/settable-clock.ts';
import type { Choices } from '../choices.ts';
import { createScheduler, type Life, type Scheduler } from '../scheduler.ts';
import type { Gate } from './gated.ts';
import { Platform, type Style } from './platform.ts';
import type { OpenStore, PutBack, Store } from './store.ts';

/** Bends an engine as one of its processes has it, to plant a bug; the sound one is left as it is. */
export type Bend = (engine: Engine) => Engine;

/** One process of the product, from its start to its death. */
export interface Process {
  readonly life: Life;
  readonly useCases: UseCases;
  readonly deliver: Deliver;
  readonly tick: Tick;
  readonly confirm: Confirm;
  /** What a process does before it serves. */
  start(): Promise<void>;
}

/** Everything of one run: a store, channels at the far end of bad lines, nudges under way, and the process that lives now. */
export interface World {
  readonly choices: Choices;
  readonly clock: SettableClock;
  readonly scheduler: Scheduler;
  readonly store: Store;
  readonly configuration: Configuration;
  readonly platforms: ReadonlyMap<ChannelId, Platform>;
  /** Nudges that are under way, in no order that anybody may rely on. */
  readonly nudged: Nudge[];
  /** What the count of a year says, to whoever looks on from outside. */
  count(year: number): ReturnType<UseCases['countYear']>;
  /** Starts one where the last has died. */
  process(): Process;
  /** Ends whatever runs, and makes the ledger what it was when it was copied. What is under way to channels still arrives there. */
  putBack(backup: PutBack): Promise<void>;
  /** Moves the clock; calls whose time is up end without an answer. */
  pass(milliseconds: number): void;
  close(): Promise<void>;
}

const STYLES: Readonly<Record<ChannelId, Style>> = {
  portal: 'guarded',
  provincial: 'doubling',
  municipal: 'by-hand',
  archive: 'mute',
};

const definitionOf = (id: ChannelId): ChannelDefinition =>
  ChannelDefinition.parse({ id, name: `渠道 ${id}`, kind: 'test', settleTime: 2000, timeout: 10_000 });

const buildsNone = async (): Promise<never> => {
  throw new Error('nobody builds a return here');
};

export const openWorld = async (choices: Choices, openStore: OpenStore, bend: Bend): Promise<World> => {
  const clock = new SettableClock(NOTICE_POSTED_AT);
  const store = await openStore(clock);
  const configuration = {
    ...officeConfiguration(),
    channels: new Map(Object.keys(STYLES).map((id) => [id, definitionOf(id)])),
  };
  const nudged: Nudge[] = [];
  let current: Process | undefined;
  const scheduler = createScheduler(choices, (life) => {
    if (current?.life === life) current = undefined;
    // What was queued in the memory of a single machine is gone with it.
    if (store.exclusive) nudged.splice(0);
  });
  const platforms = new Map(
    Object.entries(STYLES).map(([id, style]) => [
      id,
      new Platform(style, definitionOf(id), { scheduler, choices, clock }),
    ]),
  );
  let lives = 0;
  let tokens = 0;

  const startProcess = (): Process => {
    lives += 1;
    const life: Life = { name: `process ${lives}`, alive: true };
    const gate: Gate = (name, call) => scheduler.gate(life, name, call);
    const engine = bend(store.engineFor(gate));
    const nudges = {
      send: (sent: readonly Nudge[]) =>
        gate('nudges.send', async () => {
          for (const nudge of sent) {
            if (scheduler.troubled && choices.happens(10)) continue;
            nudged.push(nudge);
            if (scheduler.troubled && choices.happens(10)) nudged.push(nudge);
          }
        }),
    };
    const parts = {
      engine,
      nudges,
      channels: new Map(Array.from(platforms, ([id, platform]) => [id, platform.adapterFor(life)])),
      configuration,
      clock,
      chance: () => choices.below(1000) / 1000,
    };
    const pipeline = createPipeline({ ...parts, newToken: () => `token-${(tokens += 1)}` });
    const useCases = createUseCases({
      engine,
      nudges,
      configuration,
      clock,
      keyServerOf: () => {
        throw new Error('nobody logs in here');
      },
      inBackground: null,
      returnWorks: { begin: buildsNone, join: buildsNone, isUnderWay: () => false },
      returnPatience: 0,
    });
    const resume = createResume({ ledger: engine.ledger, nudges });
    return {
      life,
      useCases,
      ...pipeline,
      confirm: createConfirmation(parts),
      start: async () => {
        if (!store.exclusive) return;
        await engine.ledger.endLeases();
        await resume();
      },
    };
  };

  return {
    choices,
    clock,
    scheduler,
    store,
    configuration,
    platforms,
    nudged,
    count: (year) =>
      createCountYear({
        ledger: store.engine.ledger,
        register: store.engine.channels,
        definitions: configuration.channels,
        policies: configuration.policies,
        clock,
      })(year, {}),
    process: () => {
      current ??= startProcess();
      return current;
    },
    putBack: async (backup) => {
      if (current !== undefined) scheduler.kill(current.life);
      for (const platform of platforms.values()) platform.ledgerPutBack();
      await backup();
    },
    pass: (milliseconds) => {
      clock.pass(milliseconds);
      for (const platform of platforms.values()) platform.timePassed();
    },
    close: () => store.close(),
  };
};
