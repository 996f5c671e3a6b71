import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type EmbeddedEngine,
  joinEmbeddedEngine,
  openEmbeddedEngine,
} from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import { systemClock } from '../../../../lib/ports/clock.ts';
import { editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../../../contract/rows.ts';
import { changeOften } from './change-item-often.ts';

const OTHER_THREAD = new URL('./change-often.ts', import.meta.url);
const CHANGES = 150;

const shareOf = ({ share }: EmbeddedEngine) => {
  if (share === null) throw new Error('an engine in a folder can be shared');
  return share;
};

describe('an engine that another thread has joined', () => {
  let dataDir: string;
  let engine: EmbeddedEngine;
  let joined: EmbeddedEngine;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongkai-join-'));
    engine = await openEmbeddedEngine({ dataDir, clock: systemClock });
    joined = joinEmbeddedEngine(shareOf(engine), { clock: systemClock });
  });

  afterEach(async () => {
    await joined.close();
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('shows each what the other has written, from its answer on', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    const seen = await joined.ledger.read(idOf('甲'));
    await joined.ledger.claim(leasedDelivery('甲', 'portal', 'token-1'), 0);
    const leased = await engine.ledger.read(idOf('甲'));
    await joined.objectStore.put('a/b.txt', Buffer.from('虚构'), { mediaType: 'text/plain' });

    expect(seen?.edition).toEqual(editionOf('甲'));
    expect(leased?.deliveries[0]?.lease?.token).toBe('token-1');
    expect(Buffer.from((await engine.objectStore.get('a/b.txt'))?.bytes ?? []).toString()).toBe('虚构');
  });

  it('shows no more what the other has erased', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    const before = [await engine.ledger.read(idOf('甲')), await joined.ledger.read(idOf('甲'))];

    await joined.ledger.eraseContent(idOf('甲'));
    const after = [await engine.ledger.read(idOf('甲')), await joined.ledger.read(idOf('甲'))];

    expect(before.map((snapshot) => snapshot?.edition.text)).toEqual(['虚构市甲。', '虚构市甲。']);
    expect(after.map((snapshot) => snapshot?.edition.text)).toEqual(['', '']);
  });

  it('replaces one object once, whichever of both is asked', async () => {
    await engine.objectStore.put('a/b.txt', Buffer.from('先'));
    const seen = (await engine.objectStore.get('a/b.txt'))?.tag ?? null;

    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? engine : joined).objectStore.putOver('a/b.txt', Buffer.from(`${index}`), seen),
      ),
    );

    expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
  });

  it('accepts the same item once, whichever of both is asked', async () => {
    const outcomes = await Promise.all(
      [engine, joined, engine, joined].map(({ ledger }) => ledger.accept(itemOf('甲'), editionOf('甲'))),
    );

    expect(outcomes.toSorted()).toEqual(['accepted', 'exists', 'exists', 'exists']);
  });

  it('gives a lease to one of both', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

    const outcomes = await Promise.all(
      [engine, joined, engine, joined].map(({ ledger }, index) =>
        ledger.claim(leasedDelivery('甲', 'portal', `token-${index}`), 0),
      ),
    );

    expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
  });

  it('counts what became public by either', async () => {
    for (const [name, { ledger }] of [
      ['甲', engine],
      ['乙', joined],
    ] as const) {
      await ledger.accept(itemOf(name), editionOf(name));
      await ledger.claim(leasedDelivery(name, 'portal', 'token'), 0);
      await ledger.settle(publishedDelivery(name, 'portal'), 'token', {
        generation: 1,
        owed: { is: 'done' },
      });
    }
    const codes = new Set<string>();
    for await (const { itemId } of engine.ledger.publishedItems(2026)) codes.add(itemId);

    expect(codes).toEqual(new Set([idOf('甲'), idOf('乙')]));
  });

  it('never takes the newest recorded time back', async () => {
    const later = NOON + 60_000;
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    await joined.ledger.accept(itemOf('乙', { acceptedAt: later }), editionOf('乙', { recordedAt: later }));
    await engine.ledger.accept(
      itemOf('丙', { acceptedAt: NOON + 1000 }),
      editionOf('丙', { recordedAt: NOON + 1000 }),
    );

    expect(await engine.ledger.newestRecordedAt()).toBe(later);
    expect(await joined.ledger.newestRecordedAt()).toBe(later);
  });

  it('gives each item a number of its own', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `第${index}条`);

    await Promise.all(
      names.map((name, index) =>
        (index % 2 === 0 ? engine : joined).ledger.accept(itemOf(name), editionOf(name)),
      ),
    );
    const numbers = await Promise.all(
      names.map(async (name) => (await engine.ledger.read(idOf(name)))?.item.number),
    );

    expect(new Set(numbers).size).toBe(names.length);
  });

  it('loses no change while two threads change one item, and no time runs backwards', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    const workerData = { share: shareOf(engine), itemId: idOf('甲'), changes: CHANGES };
    const thread = new Worker(OTHER_THREAD, { workerData });

    await once(thread, 'message');
    await Promise.all([
      once(thread, 'message'),
      changeOften(engine.ledger, idOf('甲'), { by: 'this', changes: CHANGES }),
    ]);
    const item = (await joined.ledger.read(idOf('甲')))?.item;
    const times = item?.history.map(({ at }) => at) ?? [];

    expect(item?.generation).toBe(1 + 2 * CHANGES);
    expect(times).toHaveLength(1 + 2 * CHANGES);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
