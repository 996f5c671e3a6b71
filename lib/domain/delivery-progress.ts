import { toBeFoundGone } from './confirmation-schedule.ts';
import { restingState, withdrawalMark } from './delivery-plan.ts';
import { DELIVERY_STEPS, type DeliveryEvent } from './delivery-steps.ts';
import { emptyHistory, withEntry } from './history.ts';
import type { ChannelId, Instant } from './item.ts';
import type { CountFacts, DeliveryRow, ItemRow } from './ledger-rows.ts';

/** A delivery that nobody has attempted. Its version 0 says that no row exists yet. */
export const newDelivery = (item: ItemRow, channel: ChannelId, facts: CountFacts): DeliveryRow => ({
  itemId: item.id,
  channel,
  version: 0,
  state: 'none',
  generation: 0,
  edition: 0,
  attempts: 0,
  lookUps: 0,
  epoch: 0,
  lease: null,
  sentAt: null,
  nextAttemptAt: null,
  receipt: null,
  publicAt: null,
  basis: null,
  withdrawal: null,
  takingDown: false,
  importedBy: null,
  confirmation: null,
  confirmAt: null,
  reason: null,
  facts,
  ...emptyHistory({ itemId: item.id, channel }),
});

/** Takes the right to attempt (or to look up, which is not an attempt) until the lease ends. Not a change to tell of: the outcome is. */
export const claimed = (
  row: DeliveryRow,
  item: ItemRow,
  attempt: {
    readonly lookUp: boolean;
    /** Is the copy to be taken down? */
    readonly takeDown: boolean;
    /** Number of the ledger's epoch. */
    readonly epoch: number;
    readonly token: string;
    readonly now: Instant;
    readonly until: Instant;
  },
): DeliveryRow => {
  const sameGeneration = row.generation === item.generation;
  const lookUps = row.state === 'sending' || !attempt.lookUp ? 0 : row.lookUps;
  return {
    ...row,
    version: row.version + 1,
    state: 'sending',
    lease: { token: attempt.token, until: attempt.until },
    lookUps,
    confirmAt: null,
    epoch: attempt.epoch,
    ...(attempt.lookUp
      ? {}
      : {
          generation: item.generation,
          attempts: sameGeneration ? row.attempts + 1 : 1,
          sentAt: attempt.now,
          takingDown: attempt.takeDown,
          ...(attempt.takeDown ? toTakeDown(row) : shownAnew(row, item)),
        }),
  };
};

/** Words that differed are of no use any more, and the content may be sealed. */
const toTakeDown = ({ confirmation }: DeliveryRow): Partial<DeliveryRow> =>
  confirmation?.result === 'reappeared' ? {} : { confirmation: null };

const shownAnew = (row: DeliveryRow, { edition }: ItemRow): Partial<DeliveryRow> => ({
  edition,
  // What was taken down is put up anew: there is nothing left to replace.
  ...(row.state === 'withdrawn' && { receipt: null }),
  // What the pipeline sends is no longer what a file stated: no import may take it back.
  importedBy: null,
});

/**
 * The row of a channel that is owed and needs no call. The mark of a copy that is down follows the cause that a person has
 * corrected, and the history tells of it.
 */
export const cleared = (row: DeliveryRow, item: ItemRow, now: Instant): DeliveryRow => {
  const next = { ...row, version: row.version + 1, generation: item.generation, nextAttemptAt: null };
  const mark = withdrawalMark(item, row);
  if (row.state !== 'withdrawn' || row.withdrawal === mark) return next;
  const why = mark === 'error' ? '撤下原因已更正为误发' : '撤下原因已更正，不再是误发';
  return {
    ...next,
    withdrawal: mark,
    ...withEntry(row, { at: now, by: 'system', what: 'withdrawal-corrected', why }),
  };
};

export type ProgressChange = Partial<
  Pick<
    DeliveryRow,
    | 'generation'
    | 'edition'
    | 'attempts'
    | 'lookUps'
    | 'nextAttemptAt'
    | 'receipt'
    | 'publicAt'
    | 'basis'
    | 'withdrawal'
    | 'takingDown'
    | 'confirmation'
    | 'confirmAt'
    | 'reason'
    | 'facts'
  >
>;

export interface Progress {
  readonly row: DeliveryRow;
  readonly owed: 'done' | 'due' | 'none';
}

/** The event is one that a person may ask for, but not in this state. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';
}

/**
 * Applies an event to a delivery as the table of steps says; ends the lease; tells of it in the row's own history.
 * Recorded time never runs backwards within a row. Throws `StepRefused` where the table refuses a person's wish, an
 * ordinary error where it holds the event impossible.
 */
export const progress = (
  row: DeliveryRow,
  event: DeliveryEvent,
  account: { readonly at: Instant; readonly by: string; readonly why: string | null },
  change: ProgressChange = {},
): Progress => {
  const cell = DELIVERY_STEPS[row.state][event];
  if (cell === 'refused') throw new StepRefused(`${event} is refused while ${row.state}`);
  if (cell === 'impossible') throw new Error(`delivery steps: ${event} cannot happen while ${row.state}`);
  const next: DeliveryRow = { ...row, ...change, nextAttemptAt: change.nextAttemptAt ?? null };
  const state = cell.to === 'same' ? row.state : cell.to === 'resting' ? restingState(next) : cell.to;
  return {
    row: {
      ...next,
      version: row.version + 1,
      state,
      ...(state === 'published' && { withdrawal: null }),
      // Somebody says so: the page is looked at all the same.
      ...(event === 'taken-down' && toBeFoundGone(next, { settleTime: 0, now: account.at })),
      lease: null,
      ...withEntry(row, { ...account, what: event }),
    },
    owed: cell.owed,
  };
};
