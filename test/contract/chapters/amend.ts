import { describe, expect, it } from 'vitest';
import { isUnbroken } from '../../../lib/domain/history.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../rows.ts';

const DONE = { generation: 1, owed: { is: 'done' } } as const;

export const describeAmend = (open: OpenEngine): void => {
  describe('amend', () => {
    it('records what a clerk stated where the pipeline never wrote', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const stated = publishedDelivery('甲', 'portal', {
        version: 1,
        basis: 'stated',
        receipt: { remoteId: null, url: null, place: '公告栏', evidence: ['c'.repeat(64)] },
        withdrawal: 'error',
        importedBy: 3,
      });

      expect(await engine.ledger.amend(stated, 0, DONE)).toBe('amended');
      const snapshot = await engine.ledger.read(idOf('甲'));
      expect(snapshot?.deliveries).toEqual([stated]);
      expect(snapshot?.item.owed).toEqual(['municipal']);
    });

    it('corrects the version seen', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.amend(publishedDelivery('甲', 'portal', { version: 1 }), 0, DONE);
      const second = publishedDelivery('甲', 'portal', { version: 2, publicAt: NOON - 1000 });

      expect(await engine.ledger.amend(second, 1, DONE)).toBe('amended');
      expect((await engine.ledger.read(idOf('甲')))?.deliveries).toEqual([second]);
    });

    it.each([0, 2])('is stale and changes nothing when version %i was seen', async (seen) => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.amend(publishedDelivery('甲', 'portal', { version: 1 }), 0, DONE);
      const before = await engine.ledger.read(idOf('甲'));

      const parked = deliveryOf('甲', 'portal', { version: seen + 1, state: 'parked' });
      const outcome = await engine.ledger.amend(parked, seen, {
        generation: 1,
        owed: { is: 'due', dueAt: NOON - 9 },
      });

      expect(outcome).toBe('stale');
      expect(await engine.ledger.read(idOf('甲'))).toEqual(before);
    });

    it('lets either a person or the pipeline write the version that both saw', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      const outcomes = await Promise.all([
        engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0),
        engine.ledger.amend(publishedDelivery('甲', 'portal', { version: 1 }), 0, DONE),
      ]);

      expect([
        ['claimed', 'stale'],
        ['lost', 'amended'],
      ]).toContainEqual(outcomes);
    });

    it('records under an older generation, which leaves the channel owed', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.change(itemOf('甲', { generation: 2 }), null, 1);
      const stated = publishedDelivery('甲', 'portal', { version: 1 });

      expect(await engine.ledger.amend(stated, 0, DONE)).toBe('superseded');
      const snapshot = await engine.ledger.read(idOf('甲'));
      expect(snapshot?.deliveries).toEqual([stated]);
      expect(snapshot?.item).toMatchObject({ owed: ['portal', 'municipal'], dueAt: NOON });
    });

    it('puts a parked channel back into owed, as a redrive does, once', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲', { owed: [], dueAt: null }), editionOf('甲'));
      const due = { generation: 1, owed: { is: 'due', dueAt: NOON + 4 } } as const;

      await engine.ledger.amend(deliveryOf('甲', 'portal', { nextAttemptAt: NOON + 4 }), 0, due);
      await engine.ledger.amend(deliveryOf('甲', 'portal', { version: 2 }), 1, due);

      expect((await engine.ledger.read(idOf('甲')))?.item).toMatchObject({
        owed: ['portal'],
        dueAt: NOON + 4,
      });
    });

    it('keeps every history entry, in order, however often the row is written', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const history = Array.from({ length: 60 }, (_, index) => ({
        at: NOON + index,
        by: 'system',
        what: 'deferred',
        why: `第${index}次`,
      }));

      for (const [seen] of history.entries()) {
        const row = deliveryOf('甲', 'portal', { version: seen + 1, history: history.slice(0, seen + 1) });
        await engine.ledger.amend(row, seen, { generation: 1, owed: { is: 'none' } });
      }
      const kept = (await engine.ledger.read(idOf('甲')))?.deliveries[0];

      expect(kept?.history).toEqual(history);
      expect(kept && isUnbroken(kept, kept)).toBe(true);
    });

    it('keeps a history that grew by many entries at once', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const history = Array.from({ length: 60 }, (_, index) => ({
        at: NOON + index,
        by: 'system',
        what: 'deferred',
        why: null,
      }));

      await engine.ledger.amend(deliveryOf('甲', 'portal', { history }), 0, {
        generation: 1,
        owed: { is: 'none' },
      });

      expect((await engine.ledger.read(idOf('甲')))?.deliveries[0]?.history).toEqual(history);
    });
  });
};
