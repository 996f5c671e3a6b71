import { describe, expect, it } from 'vitest';
import { isUnbroken } from '../../../lib/domain/history.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../rows.ts';

const corrected = (name: string) => ({
  item: itemOf(name, {
    generation: 2,
    edition: 2,
    title: `${name}（更正）`,
    recordedAt: NOON + 5,
    history: [
      { at: NOON, by: 'token:t1', what: 'accepted', why: null },
      { at: NOON + 5, by: 'token:t2', what: 'corrected', why: '错字' },
    ],
  }),
  edition: editionOf(name, { edition: 2, reason: '错字', text: '更正后的正文' }),
});

export const describeChange = (open: OpenEngine): void => {
  describe('change', () => {
    it('keeps every history entry of the item, in order, however often it changes', async () => {
      const { engine } = await open();
      const history = Array.from({ length: 50 }, (_, index) => ({
        at: NOON + index,
        by: 'token:t1',
        what: 'planned',
        why: `第${index}次`,
      }));
      await engine.ledger.accept(itemOf('甲', { history: history.slice(0, 1) }), editionOf('甲'));

      for (let entries = 2; entries <= history.length; entries++) {
        const next = itemOf('甲', { generation: entries, history: history.slice(0, entries) });
        await engine.ledger.change(next, null, entries - 1);
      }
      const item = (await engine.ledger.read(idOf('甲')))?.item;

      expect(item?.history).toEqual(history);
      expect(item && isUnbroken({ itemId: item.id, channel: null }, item)).toBe(true);
    });

    it('replaces the item row and shows the edition that it names', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const { item, edition } = corrected('甲');

      const outcome = await engine.ledger.change(item, edition, 1);
      const snapshot = await engine.ledger.read(item.id);

      expect(outcome).toBe('changed');
      expect(snapshot).toEqual({ item: { ...item, number: snapshot?.item.number }, edition, deliveries: [] });
    });

    it('keeps the edition where the change brings none', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const plan = ['portal', 'municipal', 'provincial'];

      await engine.ledger.change(itemOf('甲', { generation: 2, plan }), null, 1);
      const snapshot = await engine.ledger.read(idOf('甲'));

      expect(snapshot?.item.plan).toEqual(plan);
      expect(snapshot?.edition).toEqual(editionOf('甲'));
    });

    it('takes an item back to an edition that it had before', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const { item, edition } = corrected('甲');
      await engine.ledger.change(item, edition, 1);

      await engine.ledger.change(itemOf('甲', { generation: 3 }), editionOf('甲'), 2);

      expect((await engine.ledger.read(idOf('甲')))?.edition).toEqual(editionOf('甲'));
    });

    it('answers stale for another generation and changes nothing', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const { item, edition } = corrected('甲');
      await engine.ledger.change(item, edition, 1);
      const before = await engine.ledger.read(idOf('甲'));

      const stale = await engine.ledger.change(
        itemOf('甲', { generation: 2, state: 'withdrawn', title: '不应出现' }),
        null,
        1,
      );

      expect(stale).toBe('stale');
      expect(await engine.ledger.read(idOf('甲'))).toEqual(before);
    });

    it('answers stale for an item that does not exist', async () => {
      const { engine } = await open();
      const { item, edition } = corrected('甲');

      expect(await engine.ledger.change(item, edition, 1)).toBe('stale');
      expect(await engine.ledger.read(item.id)).toBeUndefined();
    });

    it('lets exactly one of ten changes of the same generation win', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const titles = Array.from({ length: 10 }, (_, index) => `第${index}稿`);

      const outcomes = await Promise.all(
        titles.map((title, index) => {
          const key = `2#${String(index).padStart(64, '0')}`;
          return engine.ledger.change(
            itemOf('甲', { generation: 2, edition: 2, editionKey: key, title }),
            editionOf('甲', { edition: 2, key, text: title }),
            1,
          );
        }),
      );
      const snapshot = await engine.ledger.read(idOf('甲'));

      expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
      const winner = titles[outcomes.indexOf('changed')];
      expect(snapshot?.item.title).toBe(winner);
      expect(snapshot?.edition.text).toBe(winner);
    });

    it('leaves deliveries as they are', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const published = publishedDelivery('甲', 'portal', { version: 1 });
      await engine.ledger.amend(published, 0, { generation: 1, owed: { is: 'done' } });
      const { item, edition } = corrected('甲');

      await engine.ledger.change(item, edition, 1);

      expect((await engine.ledger.read(idOf('甲')))?.deliveries).toEqual([published]);
    });

    it('keeps a channel owed that was put back after the caller had read the item', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲', { owed: [], dueAt: null }), editionOf('甲'));
      const redriven = deliveryOf('甲', 'municipal', { nextAttemptAt: NOON + 7 });
      await engine.ledger.amend(redriven, 0, { generation: 1, owed: { is: 'due', dueAt: NOON + 7 } });

      const next = itemOf('甲', {
        generation: 2,
        plan: ['portal', 'municipal', 'provincial'],
        owed: ['provincial'],
        dueAt: NOON + 9,
      });
      await engine.ledger.change(next, null, 1);
      const item = (await engine.ledger.read(idOf('甲')))?.item;

      expect(new Set(item?.owed)).toEqual(new Set(['municipal', 'provincial']));
      expect(item?.dueAt).toBe(NOON + 7);
    });

    it('keeps a channel owed that is planned no more: its copy may have to come down', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲', { owed: ['municipal'] }), editionOf('甲'));

      const next = itemOf('甲', { generation: 2, plan: ['portal'], owed: ['portal'] });
      await engine.ledger.change(next, null, 1);
      const item = (await engine.ledger.read(idOf('甲')))?.item;

      expect(item?.plan).toEqual(['portal']);
      expect(new Set(item?.owed)).toEqual(new Set(['portal', 'municipal']));
    });

    it('owes channels beside the plan where the caller says so', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲', { owed: [], dueAt: null }), editionOf('甲'));

      const next = itemOf('甲', { generation: 2, plan: ['portal'], owed: ['municipal'], dueAt: NOON + 9 });
      await engine.ledger.change(next, null, 1);

      expect((await engine.ledger.read(idOf('甲')))?.item).toMatchObject({
        owed: ['municipal'],
        dueAt: NOON + 9,
      });
    });

    it('keeps an earlier look that the caller did not know of', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲', { owed: ['portal'], dueAt: NOON + 9 }), editionOf('甲'));
      await engine.ledger.moveDue(idOf('甲'), NOON + 9, NOON + 7);

      await engine.ledger.change(itemOf('甲', { generation: 2, owed: ['portal'], dueAt: NOON + 9 }), null, 1);

      expect((await engine.ledger.read(idOf('甲')))?.item.dueAt).toBe(NOON + 7);
    });

    it('owes a channel again that was settled at the generation before', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲', { plan: ['portal'] }), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);
      const { item, edition } = corrected('甲');

      const [settlement, change] = await Promise.all([
        engine.ledger.settle(publishedDelivery('甲', 'portal'), 't', { generation: 1, owed: { is: 'done' } }),
        engine.ledger.change({ ...item, plan: ['portal'], owed: ['portal'] }, edition, 1),
      ]);
      const after = (await engine.ledger.read(idOf('甲')))?.item;

      expect(change).toBe('changed');
      expect(['settled', 'superseded']).toContain(settlement);
      expect(after?.owed).toEqual(['portal']);
      expect(after?.dueAt).toBe(item.dueAt);
    });
  });
};
