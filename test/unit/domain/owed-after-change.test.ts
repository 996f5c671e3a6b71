import { describe, expect, it } from 'vitest';
import type { DeliveryState } from '../../../lib/domain/ledger-rows.ts';
import { owedAfterChange } from '../../../lib/domain/owed-after-change.ts';
import { deliveryOf, itemOf, publishedDelivery } from '../../contract/rows.ts';

const settled = itemOf('甲', { plan: ['portal', 'municipal'], owed: [], dueAt: null });

describe('the channels owed after a change', () => {
  it('are those planned now and those planned before, whether a delivery was seen or not', () => {
    expect(owedAfterChange(settled, [], ['portal', 'provincial'])).toEqual([
      'portal',
      'provincial',
      'municipal',
    ]);
  });

  it('keep what was owed under a plan before the last', () => {
    const before = itemOf('甲', { plan: ['portal'], owed: ['provincial'] });
    expect(owedAfterChange(before, [], ['portal'])).toEqual(['portal', 'provincial']);
  });

  it.each<[DeliveryState, boolean]>([
    ['none', false],
    ['sending', true],
    ['unknown', true],
    ['handed-over', true],
    ['published', true],
    ['confirmed', true],
    ['parked', true],
    ['withdrawn', false],
  ])('name a channel beside the plans whose delivery is %s: %s', (state, owed) => {
    const delivery = deliveryOf('甲', 'gazette', { state });
    expect(owedAfterChange(settled, [delivery], settled.plan).includes('gazette')).toBe(owed);
  });

  it('leave to people what only a file states, unless it is stated no more', () => {
    const imported = publishedDelivery('甲', 'portal', { importedBy: 3 });
    const regrouped = deliveryOf('甲', 'municipal', { importedBy: 3 });
    expect(owedAfterChange(settled, [imported, regrouped], settled.plan)).toEqual(['municipal']);
  });
});
