import { beforeEach, describe, expect, it } from 'vitest';
import { emptyHistory, withEntry } from '../../../../lib/domain/history.ts';
import type { DeliveryRow } from '../../../../lib/domain/ledger-rows.ts';
import { openEmbeddedEngine } from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import type { Engine } from '../../../../lib/ports/engine.ts';
import { pendingPublications } from '../../../../lib/usecases/returns/pending-publications.ts';
import { deliveryOf, editionOf, idOf, itemOf, NOON } from '../../../contract/rows.ts';

const NONE = { count: 0, listed: [] } as const;
const DONE = { generation: 1, owed: { is: 'done' } } as const;

let engine: Engine;
beforeEach(async () => {
  engine = await openEmbeddedEngine({ dataDir: ':memory:', clock: { now: () => NOON } });
});

/** An item on the portal alone, whose delivery stands so; without one it is still owed. */
const item = async (title: string, delivery?: Partial<DeliveryRow>): Promise<void> => {
  await engine.ledger.accept(itemOf(title, { plan: ['portal'], owed: ['portal'] }), editionOf(title));
  if (delivery !== undefined) {
    const owner = { itemId: idOf(title), channel: 'portal' };
    const told = { at: NOON, by: 'token:t1', what: 'recorded', why: null } as const;
    const row = deliveryOf(title, 'portal', { ...delivery, ...withEntry(emptyHistory(owner), told) });
    if ((await engine.ledger.amend(row, 0, DONE)) !== 'amended') throw new Error('not amended');
  }
};

describe('what was under way at the end of a year', () => {
  it('is told by kind, and each with what leads to it', async () => {
    await item('甲', { state: 'handed-over' });
    await item('乙', { state: 'parked' });
    await item('丙', { state: 'unknown', nextAttemptAt: null });
    await item('丁');
    const unconfirmed = {
      itemId: idOf('戊'),
      number: null,
      channel: 'portal',
      state: 'unconfirmed',
      since: NOON - 1,
    } as const;

    const pending = await pendingPublications(engine.ledger, 2026, { count: 7, listed: [unconfirmed] });
    expect(pending).toMatchObject({ handedOver: 1, parked: 2, owed: 1, unconfirmed: 7 });
    const stateOf = (title: string) => pending.listed.find(({ itemId }) => itemId === idOf(title))?.state;
    expect(['甲', '乙', '丙', '丁', '戊'].map(stateOf)).toEqual([
      'handed-over',
      'parked',
      'parked',
      'owed',
      'unconfirmed',
    ]);
    expect(pending.listed[0]).toEqual(unconfirmed);
  });

  it('is nothing that began in a later year, and nothing that is to be taken down', async () => {
    await item('甲', { state: 'handed-over' });
    await item('乙', { state: 'handed-over', takingDown: true });
    await item('丙');
    expect(await pendingPublications(engine.ledger, 2025, NONE)).toMatchObject({ handedOver: 0, owed: 0 });
    expect(await pendingPublications(engine.ledger, 2026, NONE)).toMatchObject({ handedOver: 1, owed: 1 });
  });

  it('names two hundred of them, however many there are', async () => {
    const titles = Array.from({ length: 205 }, (_, index) => `第${index}号`);
    for (const title of titles) await item(title, { state: 'handed-over' });
    const { handedOver, listed } = await pendingPublications(engine.ledger, 2026, NONE);
    expect([handedOver, listed.length]).toEqual([205, 200]);
  });
});
