import { describe, expect, it } from 'vitest';
import { createReadCopySheet } from '../../../lib/usecases/read-copy-sheet.ts';
import { createRecordReceipt, type StatedReceipt } from '../../../lib/usecases/record-receipt.ts';
import { createRecordTakeDown } from '../../../lib/usecases/record-take-down.ts';
import type { WithdrawItemOrder } from '../../../lib/usecases/withdraw-item.ts';
import { openOffice } from '../../examples/office.ts';
import { comeToRest, NEXT_DAY, plainNotice } from '../../examples/revisions.ts';

const BY = 'token:clerk';
const NO_RECEIPT = { remoteId: null, url: null, place: null, evidence: [] };
const receipt: StatedReceipt = {
  url: 'https://zwfw.example.cn/17.html',
  place: null,
  remoteId: null,
  evidence: [],
  publicAt: '2026-11-03T15:00:00+08:00',
  edition: 1,
};
const order: WithdrawItemOrder = {
  cause: 'error',
  reason: '误发',
  notice: '已撤下。',
  approvals: [],
  ifGeneration: null,
};

/** Handed over on a channel that a clerk serves; the day after. */
const open = async () => {
  const office = await openOffice();
  const { portal } = office.platforms;
  const calls: string[] = [];
  const byHand = (call: string, keeps: boolean) => async (_copy: unknown, known?: typeof NO_RECEIPT) => {
    calls.push(call);
    return { outcome: 'handed-over', receipt: keeps ? (known ?? NO_RECEIPT) : NO_RECEIPT } as const;
  };
  Object.assign(portal, {
    publish: byHand('publish', false),
    replace: byHand('replace', true),
    withdraw: byHand('withdraw', true),
  });
  const accepted = await office.accept({ ...plainNotice, channels: ['portal'] }, BY);
  if (accepted.outcome !== 'accepted') throw new Error('not accepted');
  const { id } = accepted.view;
  await comeToRest(office);
  office.clock.set(NEXT_DAY);
  const dependencies = {
    ...office,
    ledger: office.engine.ledger,
    register: office.engine.channels,
    definitions: office.configuration.channels,
    objectStore: office.engine.objectStore,
  };
  return {
    office,
    id,
    calls,
    record: createRecordReceipt(dependencies),
    takenDown: createRecordTakeDown(dependencies),
    sheet: createReadCopySheet(dependencies),
    delivery: async () => (await office.engine.ledger.read(id))?.deliveries[0],
    item: async () => (await office.engine.ledger.read(id))?.item,
  };
};

describe('a channel that a clerk serves', () => {
  it('is handed the take-down once, and the clerk who carries it out says so', async () => {
    const { office, id, calls, record, takenDown, sheet, delivery, item } = await open();
    await record(id, 'portal', receipt, BY);
    await office.withdraw(id, order, BY);
    await comeToRest(office);

    expect(calls).toEqual(['publish', 'withdraw']);
    expect(await delivery()).toMatchObject({
      state: 'handed-over',
      takingDown: true,
      withdrawal: null,
      receipt: { url: receipt.url },
    });
    expect(await item()).toMatchObject({ owed: [], dueAt: null });
    expect(await sheet(id, 'portal')).toMatchObject({
      takeDown: { receipt: { url: receipt.url }, notice: '已撤下。', cause: 'error' },
    });

    expect(await takenDown(id, 'portal', BY)).toMatchObject({ outcome: 'recorded' });
    expect(await delivery()).toMatchObject({
      state: 'withdrawn',
      withdrawal: 'error',
      publicAt: Date.parse('2026-11-03T15:00:00+08:00'),
    });
    expect(await sheet(id, 'portal')).toBeUndefined();
    expect((await takenDown(id, 'portal', BY)).outcome).toBe('recorded');
  });

  it('says that it was public before the withdrawal, which is kept, and is asked to take it down', async () => {
    const { office, id, calls, record, takenDown, delivery } = await open();
    await office.withdraw(id, order, BY);
    await comeToRest(office);
    expect(calls).toEqual(['publish', 'withdraw']);

    expect(await record(id, 'portal', receipt, BY)).toMatchObject({ outcome: 'recorded' });
    expect(await delivery()).toMatchObject({
      state: 'published',
      publicAt: Date.parse('2026-11-03T15:00:00+08:00'),
    });
    await comeToRest(office);

    expect(calls).toEqual(['publish', 'withdraw', 'withdraw']);
    expect(await delivery()).toMatchObject({
      state: 'handed-over',
      takingDown: true,
      receipt: { url: receipt.url },
    });
    await takenDown(id, 'portal', BY);
    expect(await delivery()).toMatchObject({ state: 'withdrawn', withdrawal: 'error' });
    expect(await record(id, 'portal', receipt, BY)).toMatchObject({ violation: { code: 'withdrawn' } });
  });

  it('takes no photograph of what is sealed', async () => {
    const { office, id, record } = await open();
    const photograph = 'e'.repeat(64);
    await office.engine.objectStore.put(`attachments/${photograph}`, Uint8Array.of(1));
    await office.withdraw(id, { ...order, cause: 'leak' }, BY);

    expect(await record(id, 'portal', { ...receipt, evidence: [photograph] }, BY)).toMatchObject({
      violations: [{ code: 'sealed', pointer: '/evidence' }],
    });
    expect(await record(id, 'portal', receipt, BY)).toMatchObject({ outcome: 'recorded' });
  });

  it('cannot take down what is to be shown, nor what never went there', async () => {
    const { office, id, takenDown } = await open();
    expect(await takenDown(id, 'portal', BY)).toMatchObject({ violation: { code: 'still-to-be-shown' } });

    const fresh = await office.accept({ ...plainNotice, title: '另一条', channels: ['portal'] }, BY);
    if (fresh.outcome !== 'accepted') throw new Error('not accepted');
    await office.withdraw(fresh.view.id, order, BY);
    expect(await takenDown(fresh.view.id, 'portal', BY)).toMatchObject({
      violation: { code: 'nothing-to-take-down' },
    });
  });

  it('is handed the copy again when the item is published again before it was taken down', async () => {
    const { office, id, calls, record, delivery } = await open();
    await record(id, 'portal', receipt, BY);
    await office.withdraw(id, order, BY);
    await comeToRest(office);
    const after = { reviewedAt: '2026-11-05', approvedAt: '2026-11-05T09:00:00+08:00' };
    office.clock.set(NEXT_DAY + 86_400_000);

    await office.republish(
      id,
      {
        changes: {
          review: { ...plainNotice.review, reviewedAt: after.reviewedAt },
          approvals: plainNotice.approvals.map((approval) => ({ ...approval, approvedAt: after.approvedAt })),
        },
        channels: null,
        acknowledge: [],
        reason: '核实后可以公开',
      },
      BY,
    );
    await comeToRest(office);

    expect(calls).toEqual(['publish', 'withdraw', 'replace']);
    expect(await delivery()).toMatchObject({ state: 'handed-over', takingDown: false, edition: 2 });
  });
});
