import type { Violation } from '../domain/violation.ts';

/** A person's change is kept with its reason, and a blank is none. */
export const reasonNeeded = (reason: string): readonly Violation[] =>
  reason.trim() === ''
    ? [
        {
          code: 'reason-needed',
          pointer: '/reason',
          message: { zh: '请写明改动的原因。', en: 'Say why this is changed.' },
        },
      ]
    : [];
