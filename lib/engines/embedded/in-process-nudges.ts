import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelId, Instant, ItemId } from '../../domain/item.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Nudge, Nudges } from '../../ports/nudges.ts';

/** Looks at one delivery. What it throws is logged; the tick sends the next nudge. */
export type NudgeHandler = (nudge: Nudge) => Promise<unknown>;

export interface InProcessNudges extends Nudges {
  /** Begins to hand nudges on, those sent before included. */
  readonly start: (handler: NudgeHandler) => void;
  /**
   * Hands on no more, and waits for the handlers that run, at most so many milliseconds. False: some still ran at
   * the end. What waited is dropped, and due again after a restart.
   */
  readonly stop: (options: { readonly milliseconds: number }) => Promise<boolean>;
}

interface InProcessNudgesDependencies {
  readonly clock: Clock;
  /** Handlers of a channel that may run at once. */
  readonly concurrencyOf: (channel: ChannelId) => number;
  readonly logger: { readonly error: (details: object, message: string) => void };
}

/** Nudges of one channel that are kept, for each way of waiting; the tick brings back what did not fit. */
const CAPACITY = 50_000;
/** The longest that a timer can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 2;

/** One channel's own queue: whatever happens to it, the others go on. */
interface Lane {
  readonly concurrency: number;
  /** In order of arrival. */
  readonly waiting: Set<ItemId>;
  readonly running: Map<ItemId, Promise<void>>;
  readonly later: Map<ItemId, { readonly notBefore: Instant; readonly timer: NodeJS.Timeout }>;
}

/** Nudges for the process that sends them. They live in memory alone: the ledger knows what is due. */
export const createInProcessNudges = ({
  clock,
  concurrencyOf,
  logger,
}: InProcessNudgesDependencies): InProcessNudges => {
  const lanes = new Map<ChannelId, Lane>();
  let handler: NudgeHandler | undefined;
  let stopped = false;
  let pumping = false;

  const laneOf = (channel: ChannelId): Lane => {
    const known = lanes.get(channel);
    if (known !== undefined) return known;
    const lane = {
      concurrency: concurrencyOf(channel),
      waiting: new Set<ItemId>(),
      running: new Map<ItemId, Promise<void>>(),
      later: new Map(),
    };
    lanes.set(channel, lane);
    return lane;
  };

  const handle = async (
    channel: ChannelId,
    lane: Lane,
    itemId: ItemId,
    look: NudgeHandler,
  ): Promise<void> => {
    try {
      await look({ itemId, channel });
    } catch (error) {
      logger.error({ err: error, channel, item: itemId }, 'a nudge failed; the tick sends the next one');
    }
    lane.running.delete(itemId);
    handOn(channel, lane);
  };

  const handOn = (channel: ChannelId, lane: Lane): void => {
    if (handler === undefined || stopped) return;
    for (const itemId of lane.waiting) {
      if (lane.running.size >= lane.concurrency) return;
      // Its handler may have read the ledger already: look again, but after it.
      if (lane.running.has(itemId)) continue;
      lane.waiting.delete(itemId);
      lane.running.set(itemId, handle(channel, lane, itemId, handler));
    }
  };

  /** After the sender's turn: an answer goes out before the work that follows from it. */
  const pumpSoon = (): void => {
    if (pumping) return;
    pumping = true;
    setImmediate(() => {
      pumping = false;
      for (const [channel, lane] of lanes) handOn(channel, lane);
    });
  };

  const addWaiting = (lane: Lane, itemId: ItemId): void => {
    if (lane.waiting.size < CAPACITY) lane.waiting.add(itemId);
    pumpSoon();
  };

  const addLater = (lane: Lane, itemId: ItemId, notBefore: Instant, delay: number): void => {
    const known = lane.later.get(itemId);
    if (known !== undefined && known.notBefore <= notBefore) return;
    if (known === undefined && lane.later.size >= CAPACITY) return;
    clearTimeout(known?.timer);
    // A timer may go off a fraction of a millisecond before the clock shows the time that it was set for.
    const timer = setTimeout(() => {
      lane.later.delete(itemId);
      addWaiting(lane, itemId);
    }, delay + 1);
    timer.unref();
    lane.later.set(itemId, { notBefore, timer });
  };

  return {
    send: async (nudges) => {
      if (stopped) return;
      const now = clock.now();
      for (const { itemId, channel, notBefore = now } of nudges) {
        const delay = notBefore - now;
        if (delay <= 0) addWaiting(laneOf(channel), itemId);
        else if (delay <= LONGEST_TIMER_MS) addLater(laneOf(channel), itemId, notBefore, delay);
      }
    },
    start: (look) => {
      handler = look;
      pumpSoon();
    },
    stop: async ({ milliseconds }) => {
      stopped = true;
      for (const { later, waiting } of lanes.values()) {
        for (const { timer } of later.values()) clearTimeout(timer);
        later.clear();
        waiting.clear();
      }
      const running = [...lanes.values()].flatMap((lane) => [...lane.running.values()]);
      const giveUp = new AbortController();
      const inTime = await Promise.race([
        Promise.all(running).then(() => true),
        wait(milliseconds, false, { signal: giveUp.signal }),
      ]);
      giveUp.abort();
      return inTime;
    },
  };
};
