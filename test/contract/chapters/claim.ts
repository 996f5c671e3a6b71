import { describe, expect, it } from 'vitest';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../rows.ts';

const DONE = { generation: 1, owed: { is: 'done' } } as const;

export const describeClaim = (open: OpenEngine): void => {
  describe('claim', () => {
    it('writes the first delivery row of a channel, as it was given', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const claimed = leasedDelivery('甲', 'portal', 'token-1', {
        reason: '渠道忙',
        nextAttemptAt: NOON + 1,
      });

      expect(await engine.ledger.claim(claimed, 0)).toBe('claimed');
      expect((await engine.ledger.read(idOf('甲')))?.deliveries).toEqual([claimed]);
    });

    it('lets exactly one of ten take the lease of a delivery that has no row yet', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const tokens = Array.from({ length: 10 }, (_, index) => `token-${index}`);

      const outcomes = await Promise.all(
        tokens.map((token) => engine.ledger.claim(leasedDelivery('甲', 'portal', token), 0)),
      );
      const [delivery] = (await engine.ledger.read(idOf('甲')))?.deliveries ?? [];

      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
      expect(delivery?.lease?.token).toBe(tokens[outcomes.indexOf('claimed')]);
    });

    it('lets exactly one of ten take over from the version seen', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 'dead'), 0);
      const tokens = Array.from({ length: 10 }, (_, index) => `token-${index}`);

      const outcomes = await Promise.all(
        tokens.map((token) => engine.ledger.claim(leasedDelivery('甲', 'portal', token, { version: 2 }), 1)),
      );
      const [delivery] = (await engine.ledger.read(idOf('甲')))?.deliveries ?? [];

      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
      expect(delivery?.lease?.token).toBe(tokens[outcomes.indexOf('claimed')]);
      expect(delivery?.version).toBe(2);
    });

    it.each([
      { seen: 0, why: 'the row exists by now' },
      { seen: 1, why: 'the row was written again' },
      { seen: 3, why: 'no such version exists yet' },
    ])('is lost and changes nothing when $seen was seen: $why', async ({ seen }) => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 'token-1'), 0);
      await engine.ledger.settle(publishedDelivery('甲', 'portal'), 'token-1', DONE);
      const before = await engine.ledger.read(idOf('甲'));

      const outcome = await engine.ledger.claim(
        leasedDelivery('甲', 'portal', 'token-2', { version: seen + 1 }),
        seen,
      );

      expect(outcome).toBe('lost');
      expect(await engine.ledger.read(idOf('甲'))).toEqual(before);
    });

    it('is lost for a row that should exist and does not', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      const outcome = await engine.ledger.claim(leasedDelivery('甲', 'portal', 't', { version: 5 }), 4);

      expect(outcome).toBe('lost');
      expect((await engine.ledger.read(idOf('甲')))?.deliveries).toEqual([]);
    });

    it('leaves the item row alone', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const before = (await engine.ledger.read(idOf('甲')))?.item;

      await engine.ledger.claim(leasedDelivery('甲', 'portal', 'token-1'), 0);

      expect((await engine.ledger.read(idOf('甲')))?.item).toEqual(before);
    });

    it('holds one channel without touching another', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      const outcomes = await Promise.all([
        engine.ledger.claim(leasedDelivery('甲', 'portal', 'a'), 0),
        engine.ledger.claim(leasedDelivery('甲', 'municipal', 'b'), 0),
      ]);
      const deliveries = (await engine.ledger.read(idOf('甲')))?.deliveries ?? [];

      expect(outcomes).toEqual(['claimed', 'claimed']);
      expect(deliveries.map(({ channel, lease }) => `${channel} ${lease?.token}`).toSorted()).toEqual([
        'municipal b',
        'portal a',
      ]);
    });
  });
};
