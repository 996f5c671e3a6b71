import type { Instant } from './item.ts';

/** What reading a public copy back can find. */
export const CONFIRMATION_RESULTS = [
  'same',
  'altered',
  'missing',
  /** It could not be judged, which says nothing about the copy. */
  'unreadable',
  /** A copy that was taken down is there again. */
  'reappeared',
] as const;
export type ConfirmationResult = (typeof CONFIRMATION_RESULTS)[number];

/** What the last look at the public copy found; of a withdrawn copy, `same` is that it is gone. */
export interface Confirmation {
  readonly result: ConfirmationResult;
  readonly at: Instant;
  /** How often in a row it was found to be as it should; looks that could not judge count neither way. */
  readonly same: number;
  /** How often in a row with this result, and since when. */
  readonly times: number;
  readonly since: Instant;
  /** What differs or why it could not be judged; a few words of the content may stand in it, which sealing takes out. */
  readonly detail: string | null;
}

/** In the order in which lists show them. */
export const CONFIRMATION_ALARMS = ['altered', 'missing', 'reappeared'] as const;
export type ConfirmationAlarm = (typeof CONFIRMATION_ALARMS)[number];

/**
 * What needs a person: the public reads something else than what was approved, or nothing, or again what the pipeline has
 * taken down a second time by itself.
 */
export const alarmOf = (confirmation: Confirmation | null): ConfirmationAlarm | null => {
  if (confirmation === null) return null;
  const { result, times } = confirmation;
  if (result === 'altered' || result === 'missing') return result;
  return result === 'reappeared' && times > 1 ? result : null;
};

const ALARMING: ReadonlySet<ConfirmationResult> = new Set(CONFIRMATION_ALARMS);

/** The look after the one before. One that could not judge takes nothing back of what was seen. */
export const nextConfirmation = (
  before: Confirmation | null,
  { result, at, detail }: Pick<Confirmation, 'result' | 'at' | 'detail'>,
): Confirmation => {
  if (result === 'unreadable' && before !== null && ALARMING.has(before.result)) return before;
  const same = before?.same ?? 0;
  const again = before?.result === result ? before : null;
  return {
    result,
    at,
    same: result === 'same' ? same + 1 : result === 'unreadable' ? same : 0,
    times: (again?.times ?? 0) + 1,
    since: again?.since ?? at,
    detail,
  };
};
