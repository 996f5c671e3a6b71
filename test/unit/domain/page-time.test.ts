import { describe, expect, it } from 'vitest';
import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import { pageTime } from '../../../lib/domain/page-time.ts';
import { instantOf, type Moment } from '../../../lib/domain/shanghai-time.ts';
import { deliveryOf } from '../../contract/rows.ts';

const moment = (text: string): Moment => {
  const parsed = instantOf(text);
  if (parsed === undefined) throw new Error(`no time: ${text}`);
  return parsed;
};
const at = (text: string): number => moment(text).instant;

const times = {
  lastApproval: at('2026-11-03T10:00:20+08:00'),
  now: at('2026-11-05T12:00:00+08:00'),
};

const published = (publicAt: string, basis: DeliveryRow['basis'], told = '2026-11-04 09:00'): DeliveryRow =>
  deliveryOf('甲', 'portal', {
    state: 'published',
    publicAt: at(publicAt),
    basis,
    history: [{ at: at(told), by: 'system', what: 'answered-published', why: null }],
  });

describe('the time that a page states', () => {
  it('takes the place of what a clerk stated, and says that it is the page’s', () => {
    expect(pageTime(published('2026-11-04 09:00', 'stated'), moment('2026-11-03 15:30'), times)).toEqual({
      adopted: { publicAt: at('2026-11-03 15:30'), basis: 'page' },
      warning: null,
    });
  });

  it('takes the place of our own clock, which stood in for a channel that did not say', () => {
    const row = published('2026-11-04 09:00', 'channel', '2026-11-04 09:00');

    expect(pageTime(row, moment('2026-11-04 08:58'), times).adopted).toEqual({
      publicAt: at('2026-11-04 08:58'),
      basis: 'page',
    });
  });

  it.each([
    ['our own clock', 'channel', 'answered-published'],
    ['a clerk', 'stated', 'receipt'],
  ] as const)('of a copy that was put up again leaves what %s said of the first', (_who, basis, what) => {
    const first = published('2026-11-04 09:00', basis);
    const history = [
      { at: at('2026-11-04 09:00'), by: 'system', what, why: null },
      { at: at('2026-11-04 09:10'), by: 'system', what: 'confirmed-missing', why: null },
      { at: at('2026-11-05 09:00'), by: 'system', what: 'answered-published', why: null },
    ];

    expect(pageTime({ ...first, history }, moment('2026-11-05 09:00'), times).adopted).toBeNull();
    expect(pageTime({ ...first, history }, moment('2026-11-04 08:00'), times).adopted).not.toBeNull();
  });

  it('leaves what the channel itself said', () => {
    const row = published('2026-11-04 08:59', 'channel', '2026-11-04 09:00');

    expect(pageTime(row, moment('2026-11-04 08:30'), times)).toEqual({ adopted: null, warning: null });
  });

  it('is told of where it names another day than the channel did', () => {
    const row = published('2026-11-04 08:59', 'channel', '2026-11-04 09:00');

    expect(pageTime(row, moment('2026-10-01'), times)).toEqual({
      adopted: null,
      warning: expect.stringContaining('2026-10-01'),
    });
  });

  it.each([
    ['before the last approval', '2026-11-03 09:59', '早于最后一次审批'],
    ['on a day before the last approval', '2026-11-02', '早于最后一次审批'],
    ['in the future', '2026-11-05 12:01', '晚于现在'],
  ])('is not believed %s', (_name, stated, warning) => {
    expect(pageTime(published('2026-11-04 09:00', 'stated'), moment(stated), times)).toEqual({
      adopted: null,
      warning: expect.stringContaining(warning),
    });
  });

  it('may be the minute of the last approval, and then is not before it', () => {
    expect(
      pageTime(published('2026-11-04 09:00', 'stated'), moment('2026-11-03 10:00'), times).adopted,
    ).toEqual({ publicAt: times.lastApproval, basis: 'page' });
  });

  it.each([
    ['day', '2026-11-04'],
    ['minute', '2026-11-04 09:00'],
  ])('confirms what is known more exactly within its %s', (_name, stated) => {
    const row = published('2026-11-04T09:00:31+08:00', 'stated');

    expect(pageTime(row, moment(stated), times).adopted).toEqual({ publicAt: row.publicAt, basis: 'page' });
  });

  it('says nothing where the page states none, or nothing is public', () => {
    const nothing = { adopted: null, warning: null };

    expect(pageTime(published('2026-11-04 09:00', 'stated'), null, times)).toEqual(nothing);
    expect(pageTime(deliveryOf('甲', 'portal'), moment('2026-11-04'), times)).toEqual(nothing);
  });
});
