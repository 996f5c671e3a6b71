import type { Configuration } from '../configuration/configuration.ts';
import type { ChannelId } from '../domain/item.ts';
import { createWorkingDays } from '../domain/working-days.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import type { Nudges } from '../ports/nudges.ts';
import { createChannelConditions } from './channel-conditions.ts';
import { type Confirm, createConfirm } from './confirm.ts';
import { createReadBack } from './read-back.ts';
import { forwardClock } from './refuse-clock-behind.ts';

/** What looks after the pipeline, by itself and apart from it: reading the public copies back. */
export const createConfirmation = (dependencies: {
  readonly engine: Engine;
  readonly nudges: Nudges;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly chance: () => number;
}): Confirm => {
  const { engine, nudges, channels, configuration, chance } = dependencies;
  const { ledger, channels: register } = engine;
  const clock = forwardClock(dependencies.clock);
  const workingDays = createWorkingDays(configuration.calendar);
  const conditions = createChannelConditions({ ledger, register, workingDays, clock, chance });
  return createConfirm({
    ledger,
    channels,
    definitions: configuration.channels,
    readBack: createReadBack({ ledger, nudges, register, conditions, clock, chance }),
    clock,
  });
};
