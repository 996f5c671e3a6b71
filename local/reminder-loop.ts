import type { Day, Instant } from '../lib/domain/item.ts';
import { dayOf, startOfDay } from '../lib/domain/shanghai-time.ts';
import type { Clock } from '../lib/ports/clock.ts';
import type { Remind } from '../lib/usecases/remind.ts';
import type { Log } from './log.ts';
import { type Repetition, repeat } from './repeat.ts';

const HOUR = 3_600_000;
/** When people have come to work, Asia/Shanghai. */
const FROM = 9 * HOUR;
/** Milliseconds between two looks at the clock. */
const PAUSE = HOUR / 4;

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
}): Repetition => {
  let remindedOn: Day | null = null;

  const look = async (): Promise<number> => {
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
    return PAUSE;
  };

  return repeat(0, look);
};
