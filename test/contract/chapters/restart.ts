import { describe, expect, it } from 'vitest';
import { countRequest } from '../counting.ts';
import { openKept } from '../open-kept.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery, sha256 } from '../rows.ts';

const DONE = { generation: 1, owed: { is: 'done' } } as const;

export const describeRestart = (open: OpenEngine): void => {
  describe('newestRecordedAt', () => {
    it('is null for an empty ledger', async () => {
      const { engine } = await open();

      expect(await engine.ledger.newestRecordedAt()).toBeNull();
    });

    it('is the newest time recorded of an item or a delivery, and not the time of a publication', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.accept(itemOf('甲', { acceptedAt: NOON + 10 }), editionOf('甲'));
      await engine.ledger.accept(itemOf('乙', { acceptedAt: NOON + 5 }), editionOf('乙'));
      await settleIndexes();
      const accepted = await engine.ledger.newestRecordedAt();
      const history = [{ at: NOON + 20, by: 'token:t1', what: 'published', why: null }];
      await engine.ledger.amend(
        publishedDelivery('甲', 'portal', { version: 1, publicAt: NOON + 99_000, history }),
        0,
        DONE,
      );
      await settleIndexes();

      expect(accepted).toBe(NOON + 10);
      expect(await engine.ledger.newestRecordedAt()).toBe(NOON + 20);
    });
  });

  describe('restart', () => {
    it('finds everything again that was answered', async () => {
      const { engine, reopened, settleIndexes } = await openKept(open);
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);
      await engine.ledger.amend(publishedDelivery('甲', 'municipal', { version: 1 }), 0, DONE);
      await settleIndexes();
      await engine.ledger.assignNumbers();
      await engine.tokens.put({
        id: 't1',
        name: '令牌',
        hash: sha256('t1'),
        roles: ['admin'],
        createdAt: NOON,
        createdBy: 'system',
        revokedAt: null,
      });
      await engine.objectStore.put('a/b.txt', new Uint8Array([1, 2, 3]));
      const before = await engine.ledger.read(idOf('甲'));

      const after = await reopened();
      await settleIndexes();

      expect(before).toBeDefined();
      expect(await after.ledger.read(idOf('甲'))).toEqual(before);
      expect(await after.ledger.newestRecordedAt()).toBe(NOON);
      expect((await after.ledger.countYear(countRequest(2026))).total).toBe(1);
      expect((await after.tokens.find(sha256('t1')))?.roles).toEqual(['admin']);
      expect((await after.objectStore.get('a/b.txt'))?.bytes).toHaveLength(3);
    });

    it('goes on numbering where it stopped', async () => {
      const { engine, reopened, settleIndexes } = await openKept(open);
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await settleIndexes();
      await engine.ledger.assignNumbers();

      const { ledger } = await reopened();
      await ledger.accept(itemOf('乙'), editionOf('乙'));
      await settleIndexes();
      await ledger.assignNumbers();

      expect((await ledger.read(idOf('乙')))?.item.number).toBe('2026-0002');
    });
  });
};
