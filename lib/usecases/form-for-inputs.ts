import type { Form } from '../domain/form/form.ts';
import { formOf } from '../domain/form/form-of-year.ts';
import type { Instant } from '../domain/item.ts';
import { yearOf } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';

/** The form that a year's inputs are for, or why it takes none. */
export const formForInputs = (
  year: number,
  now: Instant,
): { readonly form: Form } | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] } => {
  if (year > yearOf(now)) return { outcome: 'invalid', violations: [notBegun(year)] };
  const found = formOf(year);
  if (found.offered) return { form: found.form };
  return {
    outcome: 'invalid',
    violations: [{ code: 'form-not-offered', pointer: '/year', message: found.reason }],
  };
};

const notBegun = (year: number): Violation => ({
  code: 'year-in-future',
  pointer: '/year',
  message: {
    zh: `${year}年尚未开始，没有年报可以填报。`,
    en: `The year ${year} has not begun; there is no return to fill in.`,
  },
});
