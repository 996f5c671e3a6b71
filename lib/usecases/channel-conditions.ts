import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { Hindrances } from '../domain/delivery-plan.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import { lookUpFirstFrom } from '../domain/ledger-epoch.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { quietUntil } from '../domain/quiet-hours.ts';
import { outageDelay } from '../domain/retry-schedule.ts';
import { addDays, dayOf, instantOf, startOfDay } from '../domain/shanghai-time.ts';
import type { WorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ChannelRegister, ChannelState } from '../ports/registers.ts';

/** Milliseconds for which a channel's state is believed without reading it again. */
export const CONDITIONS_BELIEVED = 5000;
/** Milliseconds between two looks at what a pause holds back; letting the channel go on nudges it at once. */
const PAUSE_LOOK = 5 * 60_000;
/** Milliseconds between two notes of a channel's last success; every delivery would otherwise write one. */
const SUCCESS_NOTED_EVERY = 60_000;

/** What stands in the way of a channel's deliveries, and how it has fared: the breaker, holidays, the go-live. */
export interface ChannelConditions {
  hindrances(definition: ChannelDefinition, snapshot: ItemSnapshot): Promise<Hindrances>;
  /** Notes a copy that became public: closes the breaker, dates the go-live. */
  succeeded(channel: ChannelId): Promise<void>;
  /** Notes that the channel was reached, whatever it said: closes the breaker. */
  reached(channel: ChannelId): Promise<void>;
  /** Notes that nothing reached the channel; answers until when its deliveries wait. `askedFor` in milliseconds. */
  unreachable(channel: ChannelId, askedFor: number): Promise<Instant>;
}

/** What leaked goes at once: no pause was ever ordered to keep it up. */
const isLeak = ({ item }: ItemSnapshot): boolean => item.withdrawal?.cause === 'leak';

export const createChannelConditions = (dependencies: {
  readonly ledger: Pick<Ledger, 'epoch'>;
  readonly register: ChannelRegister;
  readonly workingDays: WorkingDays;
  readonly clock: Clock;
  readonly chance: () => number;
}): ChannelConditions => {
  const { ledger, register, workingDays, clock, chance } = dependencies;
  const known = new Map<ChannelId, { readonly state: ChannelState; readonly readAt: Instant }>();

  const read = async (channel: ChannelId): Promise<ChannelState> => {
    const now = clock.now();
    const held = known.get(channel);
    if (held !== undefined && now - held.readAt < CONDITIONS_BELIEVED) return held.state;
    const state = await register.read(channel);
    known.set(channel, { state, readAt: now });
    return state;
  };

  /** Somebody else's write in between is read again and built upon. */
  const update = async (
    channel: ChannelId,
    change: (state: ChannelState) => ChannelState,
  ): Promise<ChannelState> => {
    for (;;) {
      const seen = await register.read(channel);
      const next = { ...change(seen), version: seen.version + 1 };
      if ((await register.write(next, seen.version)) === 'written') {
        known.set(channel, { state: next, readAt: clock.now() });
        return next;
      }
    }
  };

  const nextWorkingDay = (now: Instant): Instant | null => {
    let day = dayOf(now);
    if (workingDays.isWorkingDay(day)) return null;
    while (!workingDays.isWorkingDay(day)) day = addDays(day, 1);
    return startOfDay(day);
  };

  return {
    async hindrances(definition, snapshot) {
      const now = clock.now();
      const { outage, paused } = await read(definition.id);
      const { quietHours } = definition;
      const { publishAt } = snapshot.edition.content;
      return {
        embargo: publishAt === null ? null : (instantOf(publishAt)?.instant ?? null),
        outage: outage === null || outage.until <= now ? null : outage.until,
        pause: paused === null || isLeak(snapshot) ? null : now + PAUSE_LOOK,
        holiday: definition.holidays === 'wait' ? nextWorkingDay(now) : null,
        quietHours: quietHours === null ? null : quietUntil(quietHours, now),
        lookUpFirst: lookUpFirstFrom(await ledger.epoch(), snapshot, definition),
      };
    },

    async succeeded(channel) {
      const now = clock.now();
      const state = await read(channel);
      const noted = state.lastSuccessAt !== null && now - state.lastSuccessAt < SUCCESS_NOTED_EVERY;
      if (noted && state.outage === null && state.liveSince !== null) return;
      await update(channel, (seen) => ({
        ...seen,
        outage: null,
        lastSuccessAt: now,
        liveSince: seen.liveSince ?? now,
      }));
    },

    async reached(channel) {
      if ((await read(channel)).outage === null) return;
      await update(channel, (seen) => ({ ...seen, outage: null }));
    },

    async unreachable(channel, askedFor) {
      const now = clock.now();
      const { outage } = await update(channel, (seen) => {
        // Deliveries that failed together tell of one failure, not of many in a row.
        if (seen.outage !== null && seen.outage.until > now) return seen;
        const failures = (seen.outage?.failures ?? 0) + 1;
        const until = now + outageDelay(failures, chance(), askedFor);
        return { ...seen, outage: { since: seen.outage?.since ?? now, until, failures } };
      });
      return outage?.until ?? now;
    },
  };
};
