import { describe, expect, it } from 'vitest';
import type { DeliveryRow, ItemRow } from '../../../lib/domain/ledger-rows.ts';
import type { OpenEngine, TestedEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../rows.ts';

const DONE = { generation: 1, owed: { is: 'done' } } as const;

/** An item whose channels are all under a lease named like the channel. */
const openLeased = async (open: OpenEngine, overrides: Partial<ItemRow> = {}): Promise<TestedEngine> => {
  const opened = await open();
  const item = itemOf('甲', overrides);
  await opened.engine.ledger.accept(item, editionOf('甲'));
  for (const channel of item.plan) {
    await opened.engine.ledger.claim(leasedDelivery('甲', channel, channel), 0);
  }
  return opened;
};

const readItem = async ({ engine }: TestedEngine) => (await engine.ledger.read(idOf('甲')))?.item;

const readDelivery = async ({ engine }: TestedEngine, channel: string): Promise<DeliveryRow | undefined> =>
  (await engine.ledger.read(idOf('甲')))?.deliveries.find((delivery) => delivery.channel === channel);

export const describeSettle = (open: OpenEngine): void => {
  describe('settle', () => {
    it('records the outcome under the token and takes the channel out of owed', async () => {
      const opened = await openLeased(open);
      const published = publishedDelivery('甲', 'portal');

      expect(await opened.engine.ledger.settle(published, 'portal', DONE)).toBe('settled');
      expect(await readDelivery(opened, 'portal')).toEqual(published);
      expect((await readItem(opened))?.owed).toEqual(['municipal']);
    });

    it('clears dueAt with the last owed channel, not before', async () => {
      const opened = await openLeased(open);

      await opened.engine.ledger.settle(publishedDelivery('甲', 'portal'), 'portal', DONE);
      const between = await readItem(opened);
      await opened.engine.ledger.settle(publishedDelivery('甲', 'municipal'), 'municipal', DONE);
      const after = await readItem(opened);

      expect(between?.dueAt).toBe(NOON);
      expect(after).toMatchObject({ owed: [], dueAt: null });
    });

    it('owes nothing after ten channels were settled at once', async () => {
      const plan = Array.from({ length: 10 }, (_, index) => `channel-${index}`);
      const opened = await openLeased(open, { plan });

      const outcomes = await Promise.all(
        plan.map((channel) => opened.engine.ledger.settle(publishedDelivery('甲', channel), channel, DONE)),
      );

      expect(new Set(outcomes)).toEqual(new Set(['settled']));
      expect(await readItem(opened)).toMatchObject({ owed: [], dueAt: null });
    });

    it.each(['someone-else', ''])('is lost and changes nothing under the token "%s"', async (token) => {
      const opened = await openLeased(open);
      const before = await opened.engine.ledger.read(idOf('甲'));

      expect(await opened.engine.ledger.settle(publishedDelivery('甲', 'portal'), token, DONE)).toBe('lost');
      expect(await opened.engine.ledger.read(idOf('甲'))).toEqual(before);
    });

    it('is lost where no row exists', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      expect(await engine.ledger.settle(publishedDelivery('甲', 'portal'), 't', DONE)).toBe('lost');
      expect((await engine.ledger.read(idOf('甲')))?.item.owed).toEqual(['portal', 'municipal']);
    });

    it('settles a lease once, however many send the same outcome', async () => {
      const opened = await openLeased(open);

      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () =>
          opened.engine.ledger.settle(publishedDelivery('甲', 'portal'), 'portal', DONE),
        ),
      );

      expect(outcomes.toSorted()).toEqual(['lost', 'lost', 'lost', 'lost', 'settled']);
    });

    it('is lost once another took the lease over', async () => {
      const opened = await openLeased(open);
      const taken = leasedDelivery('甲', 'portal', 'second', { version: 2, attempts: 2 });
      await opened.engine.ledger.claim(taken, 1);

      expect(await opened.engine.ledger.settle(publishedDelivery('甲', 'portal'), 'portal', DONE)).toBe(
        'lost',
      );
      expect(await readDelivery(opened, 'portal')).toEqual(taken);
    });

    it('records what happened but leaves the channel owed when the item has a newer generation', async () => {
      const opened = await openLeased(open);
      const next = itemOf('甲', { generation: 2, owed: ['portal', 'municipal'], dueAt: NOON - 3 });
      await opened.engine.ledger.change(next, null, 1);
      const published = publishedDelivery('甲', 'portal');

      expect(await opened.engine.ledger.settle(published, 'portal', DONE)).toBe('superseded');
      expect(await readDelivery(opened, 'portal')).toEqual(published);
      expect(await readItem(opened)).toMatchObject({ owed: ['portal', 'municipal'], dueAt: NOON - 3 });
    });

    it('does not put dueAt of a newer generation off or forward', async () => {
      const opened = await openLeased(open);
      await opened.engine.ledger.change(itemOf('甲', { generation: 2, dueAt: NOON - 50 }), null, 1);
      const deferred = deliveryOf('甲', 'portal', { version: 2, generation: 1, nextAttemptAt: NOON - 90 });

      const outcome = await opened.engine.ledger.settle(deferred, 'portal', {
        generation: 1,
        owed: { is: 'due', dueAt: NOON - 90 },
      });

      expect(outcome).toBe('superseded');
      expect((await readItem(opened))?.dueAt).toBe(NOON - 50);
    });

    it.each([
      { dueAt: NOON - 5, expected: NOON - 5, rule: 'lowers dueAt to an earlier moment' },
      { dueAt: NOON + 5, expected: NOON, rule: 'never raises dueAt to a later one' },
    ])('$rule', async ({ dueAt, expected }) => {
      const opened = await openLeased(open);
      const deferred = deliveryOf('甲', 'portal', { version: 2, generation: 1, nextAttemptAt: dueAt });

      await opened.engine.ledger.settle(deferred, 'portal', { generation: 1, owed: { is: 'due', dueAt } });

      expect(await readItem(opened)).toMatchObject({ owed: ['portal', 'municipal'], dueAt: expected });
    });

    it('leaves the item row alone where nothing about it changes', async () => {
      const opened = await openLeased(open);
      const before = await readItem(opened);

      const outcome = await opened.engine.ledger.settle(publishedDelivery('甲', 'portal'), 'portal', {
        generation: 1,
        owed: { is: 'none' },
      });

      expect(outcome).toBe('settled');
      expect(await readItem(opened)).toEqual(before);
    });
  });
};
