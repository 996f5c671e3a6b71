import type { Instant } from './item.ts';
import { dayOf, startOfDay } from './shanghai-time.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Times of the day, `HH:mm` in Asia/Shanghai; from the first until before the second, over midnight where that is the earlier. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

const sinceMidnight = (time: string): number => {
  const [hours, minutes] = time.split(':');
  return (Number(hours) * 60 + Number(minutes)) * MINUTE;
};

/** When the quiet hours end that the moment lies in; null outside of them. */
export const quietUntil = ({ from, to }: QuietHours, now: Instant): Instant | null => {
  const midnight = startOfDay(dayOf(now));
  const time = now - midnight;
  const [begin, end] = [sinceMidnight(from), sinceMidnight(to)];
  if (begin < end) return time >= begin && time < end ? midnight + end : null;
  if (time < end) return midnight + end;
  return time >= begin ? midnight + DAY + end : null;
};
