import { progress } from '../domain/delivery-progress.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Amendment } from './amend-delivery.ts';
import { reasonNeeded } from './pause-channel.ts';

export interface RedriveOrder {
  readonly reason: string;
  /** What the person saw on the channel; needed where the pipeline does not know whether a copy is there. */
  readonly outcome: 'not-there' | null;
}

export const outcomeNeeded: Violation = {
  code: 'outcome-needed',
  pointer: '/outcome',
  message: {
    zh: '尚不清楚该渠道上是否已有这条信息。请先到渠道上查看：没有的，填写 "outcome": "not-there" 后重新推送；已有的，请登记回执。',
    en: 'It is not known whether the channel has a copy. Look there first: if it has none, send "outcome": "not-there"; if it has one, record its receipt.',
  },
};

export const redriveReasonNeeded: Violation = reasonNeeded(
  '请写明重新推送的原因。',
  'Say why it is to be sent again.',
);

/** Attempts start anew, at once. */
export const redriveAmendment =
  (clock: Clock, { reason, outcome }: RedriveOrder, by: string): Amendment =>
  (_snapshot, row) => {
    if (reason.trim() === '') return { outcome: 'invalid', violations: [redriveReasonNeeded] };
    if (row.state === 'unknown' && outcome !== 'not-there')
      return { outcome: 'conflict', violation: outcomeNeeded };
    const now = clock.now();
    return {
      outcome: 'amend',
      progress: progress(
        row,
        'redriven',
        { at: now, by, why: reason },
        { attempts: 0, lookUps: 0, nextAttemptAt: now, reason },
      ),
    };
  };
