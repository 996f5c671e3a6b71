import { progress } from '../domain/delivery-progress.ts';
import type { ChannelId } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import type { Nudges } from '../ports/nudges.ts';
import { type AmendDependencies, type Amendment, amendDelivery } from './amend-delivery.ts';
import type { PersonOutcome } from './person-outcome.ts';

export interface RedriveOrder {
  readonly reason: string;
  /** What the person saw on the channel; needed where the pipeline does not know whether a copy is there. */
  readonly outcome: 'not-there' | null;
}

export type Redrive = (
  idOrNumber: string,
  channel: ChannelId,
  order: RedriveOrder,
  by: string,
) => Promise<PersonOutcome>;

const outcomeNeeded: Violation = {
  code: 'outcome-needed',
  pointer: '/outcome',
  message: {
    zh: '尚不清楚该渠道上是否已有这条信息。请先到渠道上查看：没有的，填写 "outcome": "not-there" 后重新推送；已有的，请登记回执。',
    en: 'It is not known whether the channel has a copy. Look there first: if it has none, send "outcome": "not-there"; if it has one, record its receipt.',
  },
};

const reasonNeeded: Violation = {
  code: 'reason-needed',
  pointer: '/reason',
  message: { zh: '请写明重新推送的原因。', en: 'Say why it is to be sent again.' },
};

/** A person sends one delivery again: attempts start anew, at once. */
export const createRedrive = (dependencies: AmendDependencies & { readonly nudges: Nudges }): Redrive => {
  const { clock, nudges } = dependencies;
  return async (idOrNumber, channel, order, by) => {
    const amendment: Amendment = (_snapshot, row) => {
      if (order.reason.trim() === '') return { outcome: 'invalid', violations: [reasonNeeded] };
      if (row.state === 'unknown' && order.outcome !== 'not-there') {
        return { outcome: 'conflict', violation: outcomeNeeded };
      }
      const now = clock.now();
      return {
        outcome: 'amend',
        progress: progress(
          row,
          'redriven',
          { at: now, by, why: order.reason },
          { attempts: 0, lookUps: 0, nextAttemptAt: now, reason: order.reason },
        ),
      };
    };
    const recorded = await amendDelivery(dependencies, idOrNumber, channel, amendment);
    if (recorded.outcome === 'recorded') await nudges.send([{ itemId: recorded.view.id, channel }]);
    return recorded;
  };
};
