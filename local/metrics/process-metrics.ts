import { statfs } from 'node:fs/promises';
import { type Histogram, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Family } from './exposition.ts';

export interface ProcessMetrics {
  readonly read: () => Promise<readonly Family[]>;
  readonly stop: () => void;
}

const NANOSECONDS = 1e9;
/** Milliseconds between two looks at how late the event loop is; what it reads then is at least this. */
const RESOLUTION = 10;

const late = (nanoseconds: number): number =>
  Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION / 1000) : 0;

const lagFamily = (lag: Histogram): Family => {
  return {
    name: 'gongkai_event_loop_lag_seconds',
    help: 'How late the event loop was since the metrics were read last.',
    type: 'gauge',
    samples: [
      { labels: { quantile: '0.5' }, value: late(lag.percentile(50)) },
      { labels: { quantile: '0.99' }, value: late(lag.percentile(99)) },
      { labels: { quantile: '1' }, value: late(lag.max) },
    ],
  };
};

const gauge = (name: string, help: string, value: number): Family => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});

/** What the process and its disk have to say; names of the process's own as Prometheus clients give them. */
export const createProcessMetrics = ({ dataDir }: { readonly dataDir: string }): ProcessMetrics => {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION });
  lag.enable();
  return {
    async read() {
      const [disk, { user, system }] = [await statfs(dataDir), process.cpuUsage()];
      const lagging = lagFamily(lag);
      lag.reset();
      return [
        lagging,
        gauge('gongkai_data_free_bytes', 'Space left for the data folder.', disk.bavail * disk.bsize),
        gauge('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
        gauge(
          'process_start_time_seconds',
          'When the process began, in seconds since 1970.',
          performance.timeOrigin / 1000,
        ),
        {
          name: 'process_cpu_seconds_total',
          help: 'Processor time used.',
          type: 'counter',
          samples: [{ value: (user + system) / 1e6 }],
        },
      ];
    },
    stop: () => lag.disable(),
  };
};
