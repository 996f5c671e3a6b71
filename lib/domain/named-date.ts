import type { DayOrTime, Instant } from './item.ts';
import { compareMoments, dayOf, instantOf, type Moment, pubDate } from './shanghai-time.ts';
import type { Sentence, Violation } from './violation.ts';

/** A posted date, with what the people of an office call it. */
export interface NamedDate {
  readonly pointer: string;
  /** Starts the sentence about it in both languages. */
  readonly name: Sentence;
  readonly form: 'day' | 'day-or-time';
  /** Undefined when the text is no date, or not of the form asked for. */
  readonly moment: Moment | undefined;
}

export const namedDate = ({
  text,
  ...rest
}: Omit<NamedDate, 'moment'> & { readonly text: DayOrTime }): NamedDate => {
  const moment = instantOf(text);
  return { ...rest, moment: rest.form === 'day' && moment?.precision === 'time' ? undefined : moment };
};

/** The date as people read it: to the day or to the minute, as it was given. */
export const written = ({ instant, precision }: Moment): string =>
  precision === 'day' ? dayOf(instant) : pubDate(instant);

const FORMS: Readonly<Record<NamedDate['form'], Sentence>> = {
  day: { zh: 'yyyy-MM-dd（如 2026-11-03）', en: 'yyyy-MM-dd (2026-11-03)' },
  'day-or-time': {
    zh: 'yyyy-MM-dd 或 yyyy-MM-dd HH:mm（如 2026-11-03 10:00）',
    en: 'yyyy-MM-dd or yyyy-MM-dd HH:mm (2026-11-03 10:00)',
  },
};

/** A date that does not exist or cannot be read. */
export const unreadableDate = ({ pointer, name, form, moment }: NamedDate): readonly Violation[] => {
  if (moment !== undefined) return [];
  const message = {
    zh: `${name.zh}无法识别，或者该日期不存在。请按 ${FORMS[form].zh}的格式填写真实日期。`,
    en: `${name.en} cannot be read or does not exist. Give a real date as ${FORMS[form].en}.`,
  };
  return [{ code: 'date-invalid', pointer, message }];
};

/** A date later than now; a bare day compares by day, so today is not in the future. */
export const futureDate = ({ pointer, name, moment }: NamedDate, now: Instant): readonly Violation[] => {
  if (moment === undefined || compareMoments(moment, { instant: now, precision: 'time' }) <= 0) return [];
  const message = {
    zh: `${name.zh}（${written(moment)}）晚于当前时间（${pubDate(now)}）。请核对并更正；尚未发生的，请在发生之后再提交。`,
    en: `${name.en} (${written(moment)}) is later than now (${pubDate(now)}). Correct it, or submit again once it has happened.`,
  };
  return [{ code: 'date-in-future', pointer, message }];
};
