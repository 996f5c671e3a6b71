import { pino } from 'pino';

/** One line of JSON for each attempt and each refused request; never a body, never a credential. */
export type Log = Pick<pino.Logger, 'info' | 'error' | 'warn' | 'debug'>;

export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // A net below the rule that nothing of the kind is passed in.
    redact: ['authorization', 'token', 'secret', '*.authorization', '*.token', '*.secret'],
  });
