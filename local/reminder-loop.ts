import type { Day, Instant } from '../lib/domain/item.ts';
import { dayOf, startOfDay } from '../lib/domain/shanghai-time.ts';
import type { Clock } from '../lib/ports/clock.ts';
import type { Remind } from '../lib/usecases/remind.ts';
import type { Log } from './log.ts';

const HOUR = 3_600_000;
/** When people have come to work, Asia/Shanghai. */
const FROM = 9 * HOUR;
/** Milliseconds between two looks at the clock. */
const PAUSE = HOUR / 4;

export interface ReminderLoop {
  stop(): Promise<void>;
}

/** The day that is to be reminded of now: each from nine in the morning on. */
export const dayToRemind = (now: Instant, remindedOn: Day | null): Day | null => {
  const today = dayOf(now);
  return today !== remindedOn && now >= startOfDay(today) + FROM ? today : null;
};

/** Once a day, and after a start, a line of the log tells what people are waited for with; none where there is nothing. */
export const startReminderLoop = ({
  remind,
  clock,
  log,
}: {
  readonly remind: Remind;
  readonly clock: Clock;
  readonly log: Log;
}): ReminderLoop => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let remindedOn: Day | null = null;
  let running: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    const today = dayToRemind(clock.now(), remindedOn);
    if (today !== null) {
      try {
        const report = await remind();
        if (report.due > 0) log.warn(report, 'people are waited for; see /waiting');
        remindedOn = today;
      } catch (error) {
        log.error({ err: error }, 'reminding failed and will be tried again');
      }
    }
    if (!stopped) schedule(PAUSE);
  };

  const schedule = (milliseconds: number): void => {
    timer = setTimeout(() => {
      running = look();
    }, milliseconds);
  };

  schedule(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
