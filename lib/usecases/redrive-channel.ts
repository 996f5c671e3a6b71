import type { ChannelId } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import type { WaitingReason } from '../domain/waiting.ts';
import type { Nudges } from '../ports/nudges.ts';
import { type AmendDependencies, type Amendment, amendDelivery } from './amend-delivery.ts';
import { CURSOR_UNKNOWN } from './list-figure.ts';
import type { PersonOutcome } from './person-outcome.ts';
import {
  outcomeNeeded,
  type RedriveOrder,
  redriveAmendment,
  redriveReasonNeeded,
} from './redrive-amendment.ts';
import { readWaiting, type WaitingDelivery } from './waiting-deliveries.ts';

/** Deliveries written at the same time. */
const AT_ONCE = 16;
/** Of those left as they were, how many are named. */
const NAMED = 20;

export interface ChannelRedriveOrder extends RedriveOrder {
  /** Which of those that wait; `unknown` needs the outcome `not-there`. */
  readonly states: readonly WaitingReason[];
  readonly cursor: string | null;
  /** Deliveries looked at by this call at the most. */
  readonly limit: number;
}

/** One that was left as it was, and why. */
export interface NotRedriven {
  readonly item: string;
  readonly violation: Violation;
}

export type ChannelRedriveOutcome =
  | {
      readonly outcome: 'redriven';
      readonly redriven: number;
      /** Left as they were: somebody else was faster, or it is under way. */
      readonly left: number;
      /** The first of them. */
      readonly named: readonly NotRedriven[];
      /** Not null: more wait, and the same call with it goes on behind those that this one looked at. */
      readonly nextCursor: string | null;
    }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export type RedriveChannel = (
  channel: ChannelId,
  order: ChannelRedriveOrder,
  by: string,
) => Promise<ChannelRedriveOutcome>;

const changedMeanwhile: Violation = {
  code: 'changed-meanwhile',
  pointer: '',
  message: {
    zh: '该渠道发布记录刚刚有变化，未重新推送，请查看后再处理。',
    en: 'The delivery has just changed and was not sent again; look at it first.',
  },
};

const refusalOf = (answer: PersonOutcome): Violation | undefined => {
  if (answer.outcome === 'conflict') return answer.violation;
  return answer.outcome === 'invalid' ? answer.violations[0] : undefined;
};

/**
 * A person sends what waits on a channel again. Each delivery is a write of its own with the reason, so that what was done
 * stays done when a process dies, and the same call goes on with the rest. Nudged after the commit; a lost nudge is the tick's.
 */
export const createRedriveChannel = (
  dependencies: AmendDependencies & { readonly nudges: Nudges },
): RedriveChannel => {
  const { ledger, definitions, clock, nudges } = dependencies;

  const redriveAll = async (
    deliveries: readonly WaitingDelivery[],
    send: Amendment,
  ): Promise<readonly NotRedriven[]> => {
    const left: NotRedriven[] = [];
    const rest = deliveries.values();
    const work = async (): Promise<void> => {
      for (const { snapshot, row } of rest) {
        const { id } = snapshot.item;
        const answer = await amendDelivery(dependencies, id, row.channel, (now, current) =>
          current.version === row.version
            ? send(now, current)
            : { outcome: 'conflict', violation: changedMeanwhile },
        );
        if (answer.outcome === 'recorded') await nudges.send([{ itemId: id, channel: row.channel }]);
        else left.push({ item: id, violation: refusalOf(answer) ?? changedMeanwhile });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return left;
  };

  return async (channel, { states, cursor, limit, ...order }, by) => {
    if (!definitions.has(channel)) return { outcome: 'not-found' };
    if (order.reason.trim() === '') return { outcome: 'invalid', violations: [redriveReasonNeeded] };
    if (states.includes('unknown') && order.outcome !== 'not-there')
      return { outcome: 'invalid', violations: [outcomeNeeded] };
    const page = await readWaiting(ledger, { channel, cursor, limit });
    if (page === 'cursor-unknown') return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
    const chosen = page.found.flatMap((each) =>
      each.row !== null && states.includes(each.waiting.reason) ? [each] : [],
    );
    const left = await redriveAll(chosen, redriveAmendment(clock, order, by));
    return {
      outcome: 'redriven',
      redriven: chosen.length - left.length,
      left: left.length,
      named: left.slice(0, NAMED),
      nextCursor: page.nextCursor,
    };
  };
};
