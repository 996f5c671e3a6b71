import { toBeFoundGone } from '../domain/confirmation-schedule.ts';
import { isToBeShown, withdrawalMark } from '../domain/delivery-plan.ts';
import { progress } from '../domain/delivery-progress.ts';
import type { ChannelId } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import { type AmendDependencies, type Amendment, amendDelivery } from './amend-delivery.ts';
import type { PersonOutcome } from './person-outcome.ts';

/** A person says that a copy which has to go is down. */
export type RecordTakeDown = (idOrNumber: string, channel: ChannelId, by: string) => Promise<PersonOutcome>;

const stillToBeShown: Violation = {
  code: 'still-to-be-shown',
  pointer: '/takenDown',
  message: {
    zh: '该信息仍应在此渠道公开，不能登记撤下。确需撤下的，请先撤下该信息（withdrawal），或者取消这个渠道。',
    en: 'The item is to be public on this channel, so its copy cannot be reported as taken down. Withdraw the item first, or take the channel out of its plan.',
  },
};

const nothingThere: Violation = {
  code: 'nothing-to-take-down',
  pointer: '/takenDown',
  message: {
    zh: '该渠道从未收到这条信息，无须登记撤下。',
    en: 'This channel never got the item, so there is nothing to report as taken down.',
  },
};

export const createRecordTakeDown = (dependencies: AmendDependencies): RecordTakeDown => {
  const { definitions, clock } = dependencies;
  return (idOrNumber, channel, by) => {
    const amendment: Amendment = ({ item }, row) => {
      if (isToBeShown(item, channel)) return { outcome: 'conflict', violation: stillToBeShown };
      if (row.state === 'none') return { outcome: 'conflict', violation: nothingThere };
      const now = clock.now();
      const { settleTime = 0 } = definitions.get(channel) ?? {};
      return {
        outcome: 'amend',
        progress: progress(
          row,
          'taken-down',
          { at: now, by, why: null },
          {
            withdrawal: withdrawalMark(item, row),
            lookUps: 0,
            reason: null,
            ...toBeFoundGone(row, { settleTime, now }),
          },
        ),
      };
    };
    return amendDelivery(dependencies, idOrNumber, channel, amendment);
  };
};
