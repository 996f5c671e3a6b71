import { describe, expect, it } from 'vitest';
import type { Confirmation, ConfirmationResult } from '../../../lib/domain/confirmation.ts';
import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import { waitingOf } from '../../../lib/domain/waiting.ts';
import { deliveryOf, NOON } from '../../contract/rows.ts';

const row = (overrides: Parameters<typeof deliveryOf>[2]): DeliveryRow =>
  deliveryOf('办公时间', 'portal', {
    history: [
      { at: NOON - 9, by: 'system', what: 'answered-deferred', why: null },
      { at: NOON, by: 'system', what: 'answered-refused', why: '栏目不存在' },
    ],
    ...overrides,
  });

const readBack = (result: ConfirmationResult): Confirmation => ({
  result,
  at: NOON + 60,
  same: 0,
  times: 2,
  since: NOON + 5,
  detail: null,
});

describe('what waits for a person', () => {
  it.each([
    ['parked', row({ state: 'parked' }), 'parked'],
    ['with the editor or our clerk', row({ state: 'handed-over' }), 'handed-over'],
    ['unknown, and nothing more to be looked up', row({ state: 'unknown' }), 'unknown'],
  ])('is what is %s, since it came to that', (_name, delivery, reason) => {
    expect(waitingOf(delivery)).toEqual({ reason, since: NOON });
  });

  it.each(['altered', 'missing'] as const)(
    'is a public copy that was found %s, since it first was',
    (result) => {
      const delivery = row({ state: 'published', confirmation: readBack(result) });
      expect(waitingOf(delivery)).toEqual({ reason: result, since: NOON + 5 });
    },
  );

  it.each([
    ['found as it should be', row({ state: 'confirmed', confirmation: readBack('same') })],
    ['not to be judged', row({ state: 'confirmed', confirmation: readBack('unreadable') })],
    ['unknown with a look-up to come', row({ state: 'unknown', nextAttemptAt: NOON + 1 })],
    ['untouched', row({ state: 'none' })],
    ['being sent', row({ state: 'sending' })],
    ['public', row({ state: 'published' })],
    ['read back and found the same', row({ state: 'confirmed' })],
    ['taken down', row({ state: 'withdrawn' })],
  ])('is nothing that is %s', (_name, delivery) => {
    expect(waitingOf(delivery)).toBeNull();
  });
});
