import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../local/metrics/create-metrics.ts';
import { exposition } from '../../../local/metrics/exposition.ts';
import { readLedgerMetrics } from '../../../local/metrics/ledger-metrics.ts';
import { createCounter, createHistogram } from '../../../local/metrics/tallies.ts';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');

describe('the text format', () => {
  it('gives each family its help, its type and its samples', () => {
    const text = exposition([
      {
        name: 'gongkai_backlog_items',
        help: 'Items owed.',
        type: 'gauge',
        samples: [{ labels: { channel: 'portal' }, value: 3 }, { value: 1.5 }],
      },
    ]);
    expect(text).toBe(`# HELP gongkai_backlog_items Items owed.
# TYPE gongkai_backlog_items gauge
gongkai_backlog_items{channel="portal"} 3
gongkai_backlog_items 1.5
`);
  });

  it('escapes what would end a label or a line', () => {
    const samples = [{ labels: { name: 'a "b" \\ c\nd' }, value: 1 }];
    expect(exposition([{ name: 'x', help: 'a\nb', type: 'counter', samples }])).toContain(
      '# HELP x a\\nb\n# TYPE x counter\nx{name="a \\"b\\" \\\\ c\\nd"} 1',
    );
  });
});

describe('a counter', () => {
  it('counts by labels', () => {
    const counter = createCounter('attempts', 'Attempts.');
    counter.add({ channel: 'portal' });
    counter.add({ channel: 'portal' });
    counter.add({ channel: 'municipal' });
    expect(counter.family().samples.map(({ labels, value }) => [labels?.['channel'], value])).toEqual([
      ['portal', 2],
      ['municipal', 1],
    ]);
  });
});

describe('a histogram', () => {
  it('counts an observation in each bucket whose bound it does not exceed', () => {
    const histogram = createHistogram('seconds', 'Seconds.', [0.1, 1]);
    for (const seconds of [0.1, 0.5, 7]) histogram.observe(seconds);
    expect(exposition([histogram.family()])).toContain(`seconds_bucket{le="0.1"} 1
seconds_bucket{le="1"} 2
seconds_bucket{le="+Inf"} 3
seconds_sum 7.6
seconds_count 3
`);
  });
});

describe('what the server measures', () => {
  it('tells attempts by what they came to, confirmations, requests and commits', async () => {
    const metrics = createMetrics({ dataDir: '.', version: '1.2.3' });
    const attempt = {
      itemId: 'i',
      channel: 'portal',
      did: 'attempted' as const,
      action: 'publish',
      attempt: 1,
      outcome: 'published',
      reason: null,
      next: null,
      milliseconds: 30,
    };
    metrics.attempted(attempt);
    metrics.attempted({ ...attempt, did: 'waited' });
    metrics.committed(2, 5);
    metrics.answered({
      requestId: 'r',
      address: '192.0.2.1',
      by: undefined,
      name: undefined,
      method: 'GET',
      path: '/',
      status: 200,
      milliseconds: 4,
    });
    const text = await metrics.read(() => Promise.resolve([]));
    metrics.stop();
    const told = [
      'gongkai_build_info{version="1.2.3",',
      'gongkai_attempts_total{channel="portal",action="publish",outcome="published"} 1\n',
      'gongkai_attempt_seconds_count{channel="portal"} 1\n',
      'gongkai_commit_seconds_count 1\n',
      'gongkai_writes_total 5\n',
      'gongkai_requests_total{method="GET",status="200"} 1\n',
      'gongkai_event_loop_lag_seconds{quantile="0.99"} ',
      'gongkai_data_free_bytes ',
    ];
    expect(told.filter((line) => !text.includes(line))).toEqual([]);
  });

  it('tells what is owed, what waits for a person and since when', async () => {
    const families = await readLedgerMetrics({
      ledger: {
        countWaiting: () =>
          Promise.resolve({
            counts: [
              { reason: 'handed-over', channel: 'municipal', count: 2, oldestSince: NOON - 3_600_000 },
            ],
            complete: true,
          }),
        epoch: () => Promise.resolve({ number: 2, begunAt: NOON }),
      },
      reminders: {
        overdue: () => Promise.resolve([{ channel: 'municipal', overdue: 2, oldestSince: NOON - 3_600_000 }]),
      },
      listChannels: () =>
        Promise.resolve([
          {
            id: 'municipal',
            name: '市级信息公开平台',
            kind: 'manual',
            formRow: 'website',
            practice: false,
            owed: 4,
            owedIsAtLeast: false,
            oldestOwedAt: '2026-11-24T11:59:00+08:00',
            embargoed: 0,
            waiting: {} as never,
            waitingIsAtLeast: false,
            paused: null,
            liveSince: null,
            lastSuccessAt: null,
            outageUntil: '2026-11-24T12:05:00+08:00',
          },
        ]),
      clock: { now: () => NOON },
    });
    const text = exposition(families);
    const told = [
      'gongkai_backlog_items{channel="municipal"} 4\n',
      'gongkai_backlog_oldest_seconds{channel="municipal"} 60\n',
      'gongkai_channel_outage{channel="municipal"} 1\n',
      'gongkai_waiting_deliveries{channel="municipal",reason="handed-over"} 2\n',
      'gongkai_waiting_oldest_seconds{channel="municipal",reason="handed-over"} 3600\n',
      'gongkai_overdue_deliveries{channel="municipal"} 2\n',
      'gongkai_ledger_epoch 2\n',
    ];
    expect(told.filter((line) => !text.includes(line))).toEqual([]);
  });
});
