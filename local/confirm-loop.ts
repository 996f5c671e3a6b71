import { CONFIRMATION_ALARMS } from '../lib/domain/confirmation.ts';
import type { Confirm } from '../lib/usecases/confirm.ts';
import type { ReadBackReport } from '../lib/usecases/read-back.ts';
import type { Log } from './log.ts';
import { type Repetition, repeat } from './repeat.ts';

/** Milliseconds between two runs, and so the longest that a sample asked for waits. */
const PAUSE = 5000;
/** The same after a fault: what it concerns stays due. */
const PAUSE_AFTER_FAULT = 60_000;
/** Milliseconds after which a run begins no more reads. */
const BOUND = 10_000;
/** Copies read a run and channel: deliveries share the processor, and a public site its visitors. */
const PER_CHANNEL = 50;

const alarming: ReadonlySet<string> = new Set(CONFIRMATION_ALARMS);

/** Reads public copies back, beside the deliveries and never in their way. */
export const startConfirmLoop = ({
  confirm,
  log,
  onReport,
}: {
  readonly confirm: Confirm;
  readonly log: Log;
  readonly onReport: (report: ReadBackReport) => void;
}): Repetition => {
  const tell = (report: ReadBackReport): void => {
    onReport(report);
    if (alarming.has(report.result ?? '')) log.warn(report, 'confirmation');
    else log.info(report, 'confirmation');
  };

  const run = async (): Promise<number> => {
    let pause = PAUSE;
    try {
      const { faults } = await confirm({ milliseconds: BOUND, perChannel: PER_CHANNEL, tell });
      if (faults.length > 0) pause = PAUSE_AFTER_FAULT;
      for (const { itemId, channel, error } of faults)
        log.error(
          { err: error, item: itemId, channel },
          'a copy cannot be read back and will be tried again',
        );
    } catch (error) {
      log.error({ err: error }, 'confirmation failed and will be tried again');
      pause = PAUSE_AFTER_FAULT;
    }
    return pause;
  };

  return repeat(PAUSE, run);
};
