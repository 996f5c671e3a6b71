import type { Instant, Submission } from './item.ts';
import { instantOf, isoShanghai } from './shanghai-time.ts';
import type { Violation } from './violation.ts';

const DAY = 86_400_000;

/** An item that was to wait until a moment more than a day ago goes out at once: more likely a slip of the pen than a wish. */
export const embargoWarnings = (
  { publishAt }: Pick<Submission, 'publishAt'>,
  now: Instant,
): readonly Violation[] => {
  const moment = publishAt === null ? undefined : instantOf(publishAt)?.instant;
  if (moment === undefined || moment >= now - DAY) return [];
  return [
    {
      code: 'publish-at-past',
      pointer: '/publishAt',
      message: {
        zh: `定时发布的时间（${isoShanghai(moment)}）早已过去，提交后将立即发布。请核对年份；确需立即发布的，请删去 publishAt，或在 acknowledge 中填写 publish-at-past。`,
        en: `The time to publish at (${isoShanghai(moment)}) is long past, so the item would go out at once. Check the year; to publish at once leave publishAt out, or acknowledge "publish-at-past".`,
      },
    },
  ];
};
