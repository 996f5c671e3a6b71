import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { channelWords } from '../domain/channel-words.ts';
import { toBeFoundGone, toBeReadBack } from '../domain/confirmation-schedule.ts';
import { isInLine, isToBeShown, withdrawalMark } from '../domain/delivery-plan.ts';
import { type Progress, type ProgressChange, progress } from '../domain/delivery-progress.ts';
import type { DeliveryEvent } from '../domain/delivery-steps.ts';
import type { Instant } from '../domain/item.ts';
import { type LedgerEpoch, ownGeneration, toldGeneration } from '../domain/ledger-epoch.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { publicTimeByChannel } from '../domain/public-time.ts';
import { lookUpDelay, retryDelay } from '../domain/retry-schedule.ts';
import type { Answer, PublishedReceipt } from '../ports/channel.ts';
import type { OwedChange } from '../ports/ledger.ts';
import { type AttemptResult, NO_RECEIPT } from './attempt.ts';
import type { ChannelConditions } from './channel-conditions.ts';

/** Look-ups that have to find nothing before anything is sent again. */
const LOOK_UPS = 2;
/** The same where this ledger sent nothing yet: what an older epoch sent has had its time to settle. */
const LOOK_UPS_BEFORE_SENDING = 1;

/** Said of a parked delivery where no call ever got a word of the channel. */
const USED_UP =
  '多次推送均无结果，请查明原因后重新推送。No call came to anything; find out why, then send it again.';

export interface Settlement {
  readonly next: DeliveryRow;
  /** At the generation that was read before the call: a look-up may tell of an older one, and is still the answer to this. */
  readonly change: OwedChange;
}

interface Settling {
  /** The row as claimed. */
  readonly held: DeliveryRow;
  /** The row before the claim. */
  readonly before: DeliveryRow;
  readonly result: AttemptResult;
  readonly definition: ChannelDefinition;
  readonly snapshot: ItemSnapshot;
  readonly epoch: LedgerEpoch;
  /** When the first edition was approved; given of a copy that this ledger never sent. */
  readonly firstApprovedAt: Instant | undefined;
  readonly conditions: ChannelConditions;
  readonly chance: () => number;
  readonly now: Instant;
}

/** A copy that this ledger never sent is one that it has forgotten, public perhaps before the item was posted again, yet never before its approval. */
const publicTime = (
  { held, snapshot, firstApprovedAt, now }: Settling,
  { publicAt }: PublishedReceipt,
): ProgressChange =>
  publicTimeByChannel(held, snapshot.item, {
    publicAt,
    notBefore: firstApprovedAt ?? snapshot.item.acceptedAt,
    now,
  });

/**
 * A channel that shows another generation than the one last sent shows an edition that we cannot name. So does one that
 * names no generation and had a copy before: it may show that copy still. The row keeps what was sent, whose calls are counted.
 */
const shownGeneration = (held: DeliveryRow, found: number | null): ProgressChange => {
  if (found === null) return held.receipt === null ? {} : { edition: 0 };
  return found === held.generation ? {} : { edition: 0 };
};

/** The item's generation behind the one that a channel names; 0 where only an epoch that was lost could say which it is. */
const namedGeneration = ({ before, held, epoch }: Settling, told: number | null): number | null => {
  if (told === null) return null;
  const sentIn = { ...epoch, number: before.epoch };
  return told === toldGeneration(sentIn, held.generation)
    ? held.generation
    : (ownGeneration(epoch, told) ?? 0);
};

/** Calls in a row, the newest last, that got no answer. */
const silencesOf = ({ history }: DeliveryRow): number =>
  history.length - 1 - history.findLastIndex(({ what }) => what !== 'no-answer');

const OF_A_LOST_CALL: ReadonlySet<string> = new Set(['no-answer', 'lease-ended', 'absent']);

/** Was it our own process that fell silent, not the channel? What a call left open began with no word of the channel. */
const wasCutOff = ({ history }: DeliveryRow): boolean =>
  history[history.findLastIndex(({ what }) => !OF_A_LOST_CALL.has(what)) + 1]?.what !== 'no-answer';

/** Answers that a channel gives only when it was reached; `published` and `found` are noted as successes. */
const REACHED: ReadonlySet<AttemptResult['outcome']> = new Set([
  'handed-over',
  'withdrawn',
  'refused',
  'absent',
]);

const plainReceipt = ({ remoteId, url, place, evidence }: PublishedReceipt) => ({
  remoteId,
  url,
  place,
  evidence,
});

/** What an attempt's result makes of the delivery, by the table of steps, and what it does to what the item is owed. */
export const settlementOf = async (settling: Settling): Promise<Settlement> => {
  const { held, before, result, definition, snapshot, conditions, chance, now } = settling;
  const { item, edition } = snapshot;
  const step = (event: DeliveryEvent, said: string | null, change: ProgressChange = {}): Settlement => {
    const why = said === null ? null : channelWords(said, edition);
    const { row, owed }: Progress = progress(
      held,
      event,
      { at: now, by: 'system', why },
      { reason: said, ...change },
    );
    const { generation } = item;
    if (owed !== 'due') return { next: row, change: { generation, owed: { is: owed } } };
    return { next: row, change: { generation, owed: { is: 'due', dueAt: row.nextAttemptAt ?? now } } };
  };

  /**
   * Milliseconds until the call that came to nothing is made again: the first is made good at once, and so is one that
   * our own end cut off; a channel that loses every call gets the schedule of one that defers. Undefined when the attempts at this generation are used up.
   */
  const callAgain = (): number | undefined => {
    const lost = held.generation === item.generation ? held.attempts : 0;
    if (lost <= 1) return 0;
    const delay = retryDelay(lost - 1, chance());
    return delay !== undefined && wasCutOff(held) ? 0 : delay;
  };

  const deferred = async (answer: Answer & { readonly outcome: 'deferred' }): Promise<Settlement> => {
    const askedFor = answer.after === null ? 0 : Math.max(0, answer.after - now);
    if (answer.cause === 'outage') {
      const until = await conditions.unreachable(definition.id, askedFor);
      // Nothing reached the channel, so this was no attempt; what was sent before keeps its time.
      const { attempts, sentAt } =
        before.generation === held.generation ? before : { attempts: 0, sentAt: before.sentAt };
      const settlement = step('answered-deferred', answer.reason, { attempts, nextAttemptAt: until });
      return { ...settlement, next: { ...settlement.next, sentAt } };
    }
    await conditions.reached(definition.id);
    const delay = retryDelay(held.attempts, chance(), askedFor);
    return delay === undefined
      ? step('attempts-used-up', answer.reason)
      : step('answered-deferred', answer.reason, { nextAttemptAt: now + delay });
  };

  /** A look-up's word: the receipt of an earlier copy stays, and an older generation has to be followed by the newer. */
  const foundHandedOver = (generation: number): Settlement => {
    const settled = step('answered-handed-over', null, {
      receipt: held.receipt ?? NO_RECEIPT,
      lookUps: 0,
      ...shownGeneration(held, generation),
    });
    if (isInLine(item, settled.next)) return settled;
    return {
      next: { ...settled.next, nextAttemptAt: now },
      change: { generation: item.generation, owed: { is: 'due', dueAt: now } },
    };
  };

  if (REACHED.has(result.outcome)) await conditions.reached(definition.id);
  switch (result.outcome) {
    case 'published':
      await conditions.succeeded(definition.id);
      return step('answered-published', null, {
        receipt: plainReceipt(result.receipt),
        ...toBeReadBack(result.receipt, { settleTime: definition.settleTime, now }),
        lookUps: 0,
        ...publicTime(settling, result.receipt),
      });
    case 'found': {
      await conditions.succeeded(definition.id);
      const shown: ProgressChange = {
        receipt: plainReceipt(result.receipt),
        ...toBeReadBack(result.receipt, { settleTime: definition.settleTime, now }),
        lookUps: 0,
        ...shownGeneration(held, namedGeneration(settling, result.generation)),
        ...publicTime(settling, result.receipt),
      };
      const settled = step('found', null, shown);
      if (isInLine(item, settled.next)) return settled;
      // There, but not as it should be: another edition, or to be taken down.
      const delay = callAgain();
      if (delay === undefined) return step('attempts-used-up', held.reason ?? USED_UP, shown);
      const dueAt = now + delay;
      return {
        next: { ...settled.next, nextAttemptAt: dueAt },
        change: { generation: item.generation, owed: { is: 'due', dueAt } },
      };
    }
    case 'handed-over':
      return 'receipt' in result
        ? step('answered-handed-over', null, {
            // A take-down that somebody else carries out leaves the address of what is to go.
            receipt: held.takingDown ? (held.receipt ?? result.receipt) : result.receipt,
          })
        : foundHandedOver(namedGeneration(settling, result.generation) ?? 0);
    case 'withdrawn':
      return step('answered-withdrawn', null, {
        withdrawal: withdrawalMark(item, held),
        ...toBeFoundGone(held, { settleTime: definition.settleTime, now }),
      });
    case 'deferred':
      return deferred(result);
    case 'refused':
      return step('answered-refused', result.reason);
    case 'no-answer': {
      const lookedUp = before.state === 'unknown' || before.state === 'sending';
      return step('no-answer', result.reason, {
        nextAttemptAt: now + (lookedUp ? lookUpDelay(silencesOf(held), chance()) : definition.settleTime),
      });
    }
    case 'absent': {
      const lookUps = held.lookUps + 1;
      if (lookUps < (held.sentAt === null ? LOOK_UPS_BEFORE_SENDING : LOOK_UPS))
        return step('absent', held.reason, { lookUps, nextAttemptAt: now + definition.settleTime });
      const delay = callAgain();
      // What is not there cannot be replaced; what is to go is withdrawn even so, lest a lost call lands late.
      const receipt = isToBeShown(item, held.channel) ? null : held.receipt;
      return delay === undefined
        ? step('attempts-used-up', held.reason ?? USED_UP, { lookUps: 0, receipt })
        : step('absent-again', held.reason, { lookUps: 0, receipt, nextAttemptAt: now + delay });
    }
    case 'cannot-tell':
      // What a person put up before the ledger was put back, only a person can take down.
      return result.carried === true && (held.sentAt !== null || isToBeShown(item, held.channel))
        ? step('absent-again', result.reason, { lookUps: 0, nextAttemptAt: now })
        : step('cannot-tell', result.reason);
  }
};
