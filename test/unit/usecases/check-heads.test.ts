import { describe, expect, it } from 'vitest';
import { emptyHistory, withEntry } from '../../../lib/domain/history.ts';
import type { ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import { createCheckHeads, type KeptHead } from '../../../lib/usecases/check-heads.ts';
import { idOf } from '../../contract/rows.ts';
import { openPublishedLedger } from '../../examples/published-ledger.ts';

const LEDGER = await openPublishedLedger(
  ['甲', '乙'].map((name) => ({
    name,
    copies: [{ channel: 'portal', publicAt: startOfDay('2026-05-06') }],
  })),
);

const snapshotOf = async (name: string): Promise<ItemSnapshot> => {
  const snapshot = await LEDGER.ledger.read(idOf(name));
  if (snapshot === undefined) throw new Error('not there');
  return snapshot;
};

const heads = async (): Promise<readonly KeptHead[]> =>
  (await Promise.all(['甲', '乙'].map(snapshotOf))).flatMap(({ item, deliveries }) => [
    { itemId: item.id, channel: null, head: item.historyHead },
    ...deliveries.map(({ channel, historyHead }) => ({ itemId: item.id, channel, head: historyHead })),
  ]);

const entry = { at: 5, by: 'system', what: 'confirmed', why: null };

describe('heads that somebody kept', () => {
  it('are known as long as the histories are what they were', async () => {
    expect(await createCheckHeads(LEDGER)(await heads())).toEqual([]);
  });

  it('are known after the histories have gone on', async () => {
    const longer = await snapshotOf('甲');
    const item = { ...longer.item, ...withEntry(longer.item, entry) };
    const deliveries = longer.deliveries.map((row) => ({ ...row, ...withEntry(row, entry) }));
    const checkHeads = createCheckHeads({
      ledger: {
        read: async (id) => (id === item.id ? { ...longer, item, deliveries } : LEDGER.ledger.read(id)),
      },
    });
    expect(await checkHeads(await heads())).toEqual([]);
  });

  it('are unknown where an entry was rewritten, whatever head the row bears', async () => {
    const told = await snapshotOf('甲');
    const [first, ...rest] = told.item.history;
    if (first === undefined) throw new Error('no history');
    const rewritten = { ...told.item, history: [{ ...first, by: 'token:another' }, ...rest] };
    const checkHeads = createCheckHeads({
      ledger: {
        read: async (id) => (id === told.item.id ? { ...told, item: rewritten } : LEDGER.ledger.read(id)),
      },
    });
    expect(await checkHeads(await heads())).toEqual([
      { itemId: told.item.id, channel: null, head: told.item.historyHead },
    ]);
  });

  it('are unknown where they are of another row, or of none', async () => {
    const [item, delivery] = await heads();
    if (item === undefined || delivery === undefined) throw new Error('no heads');
    const strange = [
      { ...item, channel: 'portal' },
      { ...delivery, channel: null },
      { ...delivery, channel: 'wechat' },
      { ...item, itemId: 'f'.repeat(64) },
      { ...item, head: '0'.repeat(64) },
    ];
    expect(await createCheckHeads(LEDGER)([item, ...strange, delivery])).toEqual(strange);
  });

  it('are known where the history had not begun', async () => {
    const owner = { itemId: idOf('甲'), channel: 'portal' };
    expect(await createCheckHeads(LEDGER)([{ ...owner, head: emptyHistory(owner).historyHead }])).toEqual([]);
  });
});
