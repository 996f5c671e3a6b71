import { type DestinationStream, pino } from 'pino';
import { withoutCredentials } from './without-credentials.ts';

/** One line of JSON for each attempt and each refused request; never a body, never a credential. */
export interface Log extends Pick<pino.Logger, 'info' | 'error' | 'warn' | 'debug'> {
  /** Takes in whole lines that another thread's log has made. */
  relay(lines: string): void;
}

/** Characters that are written at once. */
const GATHERED = 8192;
/** Milliseconds after which what was gathered is written all the same. */
const WRITTEN_WITHIN = 200;

/** Written together and beside the work; whatever is left is written when the process ends, however it ends by itself. */
const standardOutput = (): DestinationStream =>
  pino.destination({ fd: 1, sync: false, minLength: GATHERED, periodicFlush: WRITTEN_WITHIN });

export const createLog = (level: string, destination: DestinationStream = standardOutput()): Log => {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // A net below the rule that nothing of the kind is passed in.
      formatters: { log: withoutCredentials },
    },
    destination,
  );
  return Object.assign(logger, { relay: (lines: string) => destination.write(lines) });
};
