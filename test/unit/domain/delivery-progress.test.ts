import { describe, expect, it } from 'vitest';
import { claimed, newDelivery, progress, StepRefused } from '../../../lib/domain/delivery-progress.ts';
import { deliveryOf, FACTS, itemOf, NOON } from '../../contract/rows.ts';

const item = itemOf('办公时间', { generation: 2 });
const attempt = {
  lookUp: false,
  takeDown: false,
  epoch: 1,
  token: 'a-token',
  now: NOON,
  until: NOON + 60_000,
};
const told = { at: NOON, by: 'system', why: null };

describe('a claim', () => {
  it('counts an attempt, numbered from 1 at each generation', () => {
    const first = claimed(newDelivery(item, 'portal', FACTS), item, attempt);
    expect(first).toMatchObject({ version: 1, state: 'sending', attempts: 1, generation: 2, sentAt: NOON });
    expect(claimed({ ...first, state: 'none', attempts: 4 }, item, attempt).attempts).toBe(5);
    expect(
      claimed({ ...first, state: 'published', attempts: 4, generation: 1 }, item, attempt).attempts,
    ).toBe(1);
  });

  it('of a look-up is no attempt, and keeps what was sent', () => {
    const unknown = deliveryOf('办公时间', 'portal', {
      state: 'unknown',
      generation: 1,
      attempts: 3,
      lookUps: 1,
      sentAt: 5,
    });
    expect(claimed(unknown, item, { ...attempt, lookUp: true })).toMatchObject({
      state: 'sending',
      generation: 1,
      attempts: 3,
      lookUps: 1,
      sentAt: 5,
    });
  });

  it('makes what an import had stated before a delivery of our own', () => {
    const regrouped = deliveryOf('办公时间', 'portal', { state: 'none', importedBy: 3 });
    expect(claimed(regrouped, item, attempt).importedBy).toBeNull();
  });

  it('to show again what was taken down starts without a receipt: deferred, it does not rest as public', () => {
    const receipt = { remoteId: '17', url: 'https://example.cn/17', place: null, evidence: [] };
    const down = deliveryOf('办公时间', 'portal', {
      state: 'withdrawn',
      receipt,
      publicAt: NOON - 9,
      basis: 'channel',
      withdrawal: 'withdrawn',
    });
    const deferred = progress(claimed(down, item, attempt), 'answered-deferred', told).row;
    expect(deferred).toMatchObject({ state: 'none', receipt: null, publicAt: NOON - 9 });

    const handedOver = progress(claimed(deferred, item, attempt), 'answered-handed-over', told, { receipt });
    expect(handedOver.row).toMatchObject({ state: 'handed-over', withdrawal: 'withdrawn' });
    const again = progress(claimed(handedOver.row, item, attempt), 'answered-deferred', told).row;
    expect(again.state).toBe('handed-over');
    const shown = progress(claimed(again, item, attempt), 'answered-published', told, { receipt }).row;
    expect(shown).toMatchObject({ state: 'published', withdrawal: null, publicAt: NOON - 9 });
  });

  it('of a dead worker begins the look-ups anew', () => {
    const left = deliveryOf('办公时间', 'portal', {
      state: 'sending',
      lookUps: 1,
      lease: { token: 'old', until: 1 },
    });
    expect(claimed(left, item, { ...attempt, lookUp: true }).lookUps).toBe(0);
  });
});

describe('what confirmation found', () => {
  const confirmation = {
    result: 'altered',
    at: 1,
    same: 0,
    times: 1,
    since: 1,
    detail: '“甲”变为“乙”',
  } as const;
  const shown = deliveryOf('办公时间', 'portal', { state: 'published', confirmation, confirmAt: 9 });

  it('stays while the copy is put back into line, and goes when it is taken down', () => {
    expect(claimed(shown, item, attempt)).toMatchObject({ confirmation, confirmAt: null });
    expect(claimed(shown, item, { ...attempt, takeDown: true })).toMatchObject({ confirmation: null });
  });

  it('is told while a copy that keeps reappearing is taken down', () => {
    const reappeared = { ...confirmation, result: 'reappeared' } as const;
    const again = { ...shown, confirmation: reappeared };
    expect(claimed(again, item, { ...attempt, takeDown: true }).confirmation).toEqual(reappeared);
  });

  it('begins anew where a person took the copy down', () => {
    const receipt = { remoteId: null, url: 'https://city.example/1.html', place: null, evidence: [] };
    const { row } = progress({ ...shown, receipt }, 'taken-down', { ...told, by: 'token:t1' });
    expect(row).toMatchObject({ state: 'withdrawn', confirmation: null, confirmAt: NOON + 600_000 });
  });
});

describe('progress', () => {
  const sending = claimed(newDelivery(item, 'portal', FACTS), item, attempt);

  it('ends the lease, counts the version and tells its history', () => {
    const { row, owed } = progress(
      sending,
      'answered-refused',
      { ...told, why: '标题过长' },
      { reason: '标题过长' },
    );
    expect(owed).toBe('done');
    expect(row).toMatchObject({ state: 'parked', version: 2, lease: null, reason: '标题过长' });
    expect(row.history).toEqual([{ at: NOON, by: 'system', what: 'answered-refused', why: '标题过长' }]);
  });

  it('rests where the receipt says after a deferral', () => {
    const receipt = { remoteId: null, url: 'https://example.cn/1', place: null, evidence: [] };
    const rest = (row: typeof sending) =>
      progress(row, 'answered-deferred', told, { nextAttemptAt: NOON + 1 }).row.state;
    expect(rest(sending)).toBe('none');
    expect(rest({ ...sending, receipt })).toBe('handed-over');
    expect(rest({ ...sending, receipt, publicAt: NOON })).toBe('published');
  });

  it('never lets recorded time run backwards within a row', () => {
    const early = progress(sending, 'no-answer', told, { nextAttemptAt: NOON }).row;
    const claimedAgain = claimed(early, item, { ...attempt, lookUp: true });
    const late = progress(claimedAgain, 'absent', { ...told, at: NOON - 5000 }).row;
    expect(late.history.map(({ at }) => at)).toEqual([NOON, NOON]);
  });

  it('refuses a person while a call is under way, and holds an answer without a call impossible', () => {
    expect(() => progress(sending, 'receipt', told)).toThrow(StepRefused);
    expect(() => progress(sending, 'redriven', told)).toThrow(StepRefused);
    expect(() => progress(newDelivery(item, 'portal', FACTS), 'answered-published', told)).toThrow(
      'cannot happen',
    );
  });
});
