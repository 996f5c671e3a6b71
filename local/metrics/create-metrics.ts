import type { AnsweredRequest } from '../../lib/api/request-log.ts';
import type { AttemptReport } from '../../lib/usecases/deliver.ts';
import type { ReadBackReport } from '../../lib/usecases/read-back.ts';
import { exposition, type Family } from './exposition.ts';
import { createProcessMetrics } from './process-metrics.ts';
import { createCounter, createHistogram } from './tallies.ts';

/** What the server measures of itself, kept in memory since it started. */
export interface Metrics {
  readonly committed: (milliseconds: number, writes: number) => void;
  readonly attempted: (report: AttemptReport) => void;
  readonly confirmed: (report: ReadBackReport) => void;
  readonly answered: (request: AnsweredRequest) => void;
  /** In the text format of Prometheus, with what the ledger says of this moment. */
  readonly read: (ledger: () => Promise<readonly Family[]>) => Promise<string>;
  readonly stop: () => void;
}

/** In seconds. */
const COMMITS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1];
const CALLS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const createMetrics = ({
  dataDir,
  version,
}: {
  readonly dataDir: string;
  readonly version: string;
}): Metrics => {
  const machine = createProcessMetrics({ dataDir });
  const commits = createHistogram('gongkai_commit_seconds', 'Time of a commit to the disk.', COMMITS);
  const writes = { count: 0 };
  const attempts = createCounter('gongkai_attempts_total', 'Calls to channels, by what they came to.');
  const attemptTimes = createHistogram('gongkai_attempt_seconds', 'Time of a call to a channel.', CALLS);
  const confirmations = createCounter('gongkai_confirmations_total', 'Public copies read back, by result.');
  const requests = createCounter('gongkai_requests_total', 'Requests, by method and status.');
  const requestTimes = createHistogram('gongkai_request_seconds', 'Time to answer a request.', CALLS);
  const build: Family = {
    name: 'gongkai_build_info',
    help: 'Always 1.',
    type: 'gauge',
    samples: [{ labels: { version, node: process.version }, value: 1 }],
  };
  return {
    committed(milliseconds, count) {
      commits.observe(milliseconds / 1000);
      writes.count += count;
    },
    attempted({ did, channel, action, outcome, milliseconds }) {
      if (did !== 'attempted') return;
      attempts.add({ channel, action: action ?? '', outcome: outcome ?? '' });
      attemptTimes.observe(milliseconds / 1000, { channel });
    },
    confirmed({ channel, result }) {
      if (result !== null) confirmations.add({ channel, result });
    },
    answered({ method, status, milliseconds }) {
      requests.add({ method, status: String(status) });
      requestTimes.observe(milliseconds / 1000);
    },
    async read(ledger) {
      return exposition([
        build,
        ...(await ledger()),
        attempts.family(),
        attemptTimes.family(),
        confirmations.family(),
        commits.family(),
        {
          name: 'gongkai_writes_total',
          help: 'Writes to the ledger; several share a commit.',
          type: 'counter',
          samples: [{ value: writes.count }],
        },
        requests.family(),
        requestTimes.family(),
        ...(await machine.read()),
      ]);
    },
    stop: machine.stop,
  };
};
