import { describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../lib/domain/confirmation.ts';
import type { ItemId } from '../../../lib/domain/item.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../rows.ts';

const NONE = { generation: 1, owed: { is: 'none' } } as const;
const MINUTE = 60_000;

/** Accepts an item and publishes it, to be read back at a moment. */
const publish = async (ledger: Ledger, name: string, confirmAt: number | null, channel = 'portal') => {
  await ledger.accept(itemOf(name, { plan: ['portal', 'municipal'] }), editionOf(name));
  await ledger.claim(leasedDelivery(name, channel, channel), 0);
  const row = publishedDelivery(name, channel, { confirmAt });
  expect(await ledger.settle(row, channel, { generation: 1, owed: { is: 'done' } })).toBe('settled');
  return row;
};

const allDue = async (ledger: Ledger, channel: string, moment: number, limit = 100) => {
  const pages: { readonly itemId: ItemId; readonly confirmAt: number }[][] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['dueConfirmations']>> = await ledger.dueConfirmations(
      channel,
      moment,
      cursor,
      limit,
    );
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    pages.push([...page.rows]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages.flat();
};

export const describeConfirmations = (open: OpenEngine): void => {
  describe('dueConfirmations', () => {
    it('finds what is to be read back by the moment on the channel, oldest first', async () => {
      const { engine, settleIndexes } = await open();
      await publish(engine.ledger, '准', NOON);
      await publish(engine.ledger, '早', NOON - MINUTE);
      await publish(engine.ledger, '晚', NOON + 1);
      await publish(engine.ledger, '无', null);
      await publish(engine.ledger, '别处', NOON, 'municipal');
      await settleIndexes();

      expect(await allDue(engine.ledger, 'portal', NOON)).toEqual([
        { itemId: idOf('早'), confirmAt: NOON - MINUTE },
        { itemId: idOf('准'), confirmAt: NOON },
      ]);
      expect(await allDue(engine.ledger, 'municipal', NOON)).toEqual([
        { itemId: idOf('别处'), confirmAt: NOON },
      ]);
      expect(await allDue(engine.ledger, 'nowhere', NOON)).toEqual([]);
    });

    it('pages through many and shows each once', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 41 }, (_, index) => `第${index}号`);
      // Thirds share a moment: a page may end between two of the same one.
      await Promise.all(names.map((name, index) => publish(engine.ledger, name, NOON - (index % 3))));
      await settleIndexes();

      const found = await allDue(engine.ledger, 'portal', NOON, 7);

      expect(found.map(({ itemId }) => itemId).toSorted()).toEqual(names.map(idOf).toSorted());
      expect(found.map(({ confirmAt }) => confirmAt)).toEqual(
        found.map(({ confirmAt }) => confirmAt).toSorted((a, b) => a - b),
      );
    });

    it('follows what a look records, and keeps it word for word', async () => {
      const { engine, settleIndexes } = await open();
      const row = await publish(engine.ledger, '甲', NOON);
      const confirmation: Confirmation = {
        result: 'altered',
        at: NOON,
        same: 0,
        times: 1,
        since: NOON,
        detail: '正文应为“甲”，网页上是“乙”。',
      };
      const looked = { ...row, version: row.version + 1, confirmation, confirmAt: NOON + MINUTE };

      expect(await engine.ledger.amend(looked, row.version, NONE)).toBe('amended');
      await settleIndexes();

      expect((await engine.ledger.read(idOf('甲')))?.deliveries).toEqual([looked]);
      expect(await allDue(engine.ledger, 'portal', NOON)).toEqual([]);
      expect(await allDue(engine.ledger, 'portal', NOON + MINUTE)).toHaveLength(1);
    });

    it('forgets a copy that the pipeline has under its lease', async () => {
      const { engine, settleIndexes } = await open();
      const row = await publish(engine.ledger, '甲', NOON);
      const held = leasedDelivery('甲', 'portal', 't', { version: row.version + 1, confirmAt: null });

      expect(await engine.ledger.claim(held, row.version)).toBe('claimed');
      await settleIndexes();

      expect(await allDue(engine.ledger, 'portal', NOON)).toEqual([]);
    });

    it('leaves what the item owes alone', async () => {
      const { engine } = await open();
      const row = await publish(engine.ledger, '甲', NOON);
      const before = (await engine.ledger.read(idOf('甲')))?.item;

      await engine.ledger.amend({ ...row, version: row.version + 1, confirmAt: NOON + 1 }, row.version, NONE);

      expect((await engine.ledger.read(idOf('甲')))?.item).toEqual(before);
    });
  });
};
