import type { Configuration } from '../configuration/configuration.ts';
import { checkDeliverySteps } from '../domain/delivery-steps.ts';
import type { ChannelId } from '../domain/item.ts';
import { createWorkingDays } from '../domain/working-days.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import type { Nudges } from '../ports/nudges.ts';
import { createChannelConditions } from './channel-conditions.ts';
import { type CollectReceipts, createCollectReceipts } from './collect-receipts.ts';
import { createDeliver, type Deliver } from './deliver.ts';
import { createEraseSealed } from './erase-sealed.ts';
import { forwardClock } from './refuse-clock-behind.ts';
import { createTick, type Tick } from './tick.ts';

/** What works by itself: deliver on a nudge, tick on a clock. Throws at start when the table of delivery steps has a hole. */
export const createPipeline = (dependencies: {
  readonly engine: Engine;
  readonly nudges: Nudges;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly newToken: () => string;
  readonly chance: () => number;
}): { readonly deliver: Deliver; readonly tick: Tick; readonly collectReceipts: CollectReceipts } => {
  const { engine, nudges, channels, configuration, clock, newToken, chance } = dependencies;
  checkDeliverySteps();
  const { ledger } = engine;
  const definitions = configuration.channels;
  const workingDays = createWorkingDays(configuration.calendar);
  const conditions = createChannelConditions({
    ledger,
    register: engine.channels,
    workingDays,
    clock,
    chance,
  });
  return {
    deliver: createDeliver({
      ledger,
      nudges,
      channels,
      definitions,
      conditions,
      clock: forwardClock(clock),
      newToken,
      chance,
    }),
    tick: createTick({
      ledger,
      nudges,
      definitions,
      conditions,
      eraseSealed: createEraseSealed({ engine, clock }),
      clock,
    }),
    collectReceipts: createCollectReceipts({
      ledger,
      register: engine.channels,
      unreadable: engine.unreadable,
      conditions,
      nudges,
      definitions,
      clock: forwardClock(clock),
    }),
  };
};
