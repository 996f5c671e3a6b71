import { describe, expect, it } from 'vitest';
import { createRemind } from '../../../lib/usecases/remind.ts';
import { NOON } from '../../contract/rows.ts';

describe('a reminder', () => {
  it('is due for everything that waits, and for what was handed over only when its days are up', async () => {
    const overdue = [{ channel: 'municipal', overdue: 2, oldestSince: NOON }];
    const remind = createRemind({
      reminders: { remindOn: () => null, overdue: async () => overdue },
      ledger: {
        countWaiting: async () => ({
          counts: [
            { reason: 'handed-over', channel: 'municipal', count: 40, oldestSince: NOON },
            { reason: 'parked', channel: 'portal', count: 3, oldestSince: NOON },
            { reason: 'parked', channel: 'municipal', count: 1, oldestSince: NOON },
            { reason: 'approval-missing', channel: null, count: 1, oldestSince: NOON },
          ],
          complete: true,
        }),
      },
    });

    expect(await remind()).toEqual({
      overdue,
      waiting: { 'handed-over': 40, parked: 4, 'approval-missing': 1 },
      due: 2 + 3 + 1 + 1,
    });
  });
});
