import { describe, expect, it } from 'vitest';
import { openKept } from '../open-kept.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, leasedDelivery, NOON } from '../rows.ts';

const DONE = { generation: 1, owed: { is: 'done' } } as const;

/** For an engine that one process has to itself: whoever held a lease before is dead. */
export const describeDeadLeases = (open: OpenEngine): void => {
  describe('endLeases', () => {
    it('turns every held lease into an outcome that is unknown and due now', async () => {
      const { engine, clock } = await open();
      await engine.ledger.accept(itemOf('甲', { dueAt: NOON + 600_000 }), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 'p'), 0);
      await engine.ledger.claim(leasedDelivery('甲', 'municipal', 'm'), 0);
      await engine.ledger.settle(deliveryOf('甲', 'municipal', { version: 2 }), 'm', DONE);
      clock.set(NOON + 5000);

      const ended = await engine.ledger.endLeases();
      const snapshot = await engine.ledger.read(idOf('甲'));
      const portal = snapshot?.deliveries.find(({ channel }) => channel === 'portal');
      const municipal = snapshot?.deliveries.find(({ channel }) => channel === 'municipal');

      expect(ended).toBe(1);
      expect(portal).toMatchObject({
        version: 2,
        state: 'unknown',
        lease: null,
        nextAttemptAt: NOON + 5000,
        attempts: 1,
        sentAt: NOON,
      });
      expect(portal?.history.at(-1)).toMatchObject({ at: NOON + 5000, by: 'system', what: 'lease-ended' });
      expect(portal?.history).toHaveLength(2);
      expect(municipal).toEqual(deliveryOf('甲', 'municipal', { version: 2 }));
      expect(snapshot?.item).toMatchObject({ owed: ['portal'], dueAt: NOON + 5000 });
    });

    it('lets the dead holder settle nothing any more', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 'p'), 0);
      await engine.ledger.endLeases();

      const late = await engine.ledger.settle(deliveryOf('甲', 'portal', { version: 2 }), 'p', DONE);

      expect(late).toBe('lost');
    });

    it('ends nothing where nothing is held', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      expect(await engine.ledger.endLeases()).toBe(0);
    });

    it('ends the leases of the process before', async () => {
      const { engine, reopened } = await openKept(open);
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);

      const { ledger } = await reopened();
      const ended = await ledger.endLeases();
      const late = await ledger.settle(deliveryOf('甲', 'portal', { version: 2 }), 't', DONE);

      expect(ended).toBe(1);
      expect(late).toBe('lost');
      expect((await ledger.read(idOf('甲')))?.deliveries[0]?.state).toBe('unknown');
    });
  });
};

/** For an engine that processes share: a lease that is held may be a living one's. */
export const describeLivingLeases = (open: OpenEngine): void => {
  describe('endLeases', () => {
    it('leaves the leases of others alone where others may be alive', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 'p'), 0);

      expect(await engine.ledger.endLeases()).toBe(0);
      expect((await engine.ledger.read(idOf('甲')))?.deliveries).toEqual([
        leasedDelivery('甲', 'portal', 'p'),
      ]);
    });

    it('ends nothing where nothing is held', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      expect(await engine.ledger.endLeases()).toBe(0);
    });
  });
};
