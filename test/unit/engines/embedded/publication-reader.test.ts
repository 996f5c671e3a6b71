import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type EmbeddedEngine,
  openEmbeddedEngine,
} from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import { countRequest } from '../../../contract/counting.ts';
import { editionOf, itemOf, NOON, publishedDelivery } from '../../../contract/rows.ts';

describe('publication reader', () => {
  let dataDir: string;
  let engine: EmbeddedEngine;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongkai-count-'));
    engine = await openEmbeddedEngine({ dataDir, clock: { now: () => NOON } });
  });

  afterEach(async () => {
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const publish = async (name: string): Promise<void> => {
    await engine.ledger.accept(itemOf(name), editionOf(name));
    const row = publishedDelivery(name, 'portal', { version: 1 });
    await engine.ledger.amend(row, 0, { generation: 1, owed: { is: 'done' } });
  };

  it('sees in every count all that was answered before it was asked for', async () => {
    const counted: number[] = [];
    for (const name of ['甲', '乙', '丙']) {
      await publish(name);
      counted.push((await engine.ledger.countYear(countRequest(2026))).total);
    }

    expect(counted).toEqual([1, 2, 3]);
  });

  it('counts once for all who ask while another count runs', async () => {
    await publish('甲');

    const first = engine.ledger.countYear(countRequest(2026));
    const second = engine.ledger.countYear(countRequest(2026));
    const third = engine.ledger.countYear(countRequest(2026));
    const other = engine.ledger.countYear(countRequest(2025));

    expect(second).toBe(third);
    expect(await first).toEqual(await second);
    expect((await other).published).toBe(0);
  });

  it('hands over items of many pages, each once', async () => {
    const names = Array.from({ length: 4100 }, (_, index) => `第${index}号`);
    await Promise.all(names.map(publish));

    let items = 0;
    let last = '';
    for await (const { itemId } of engine.ledger.publishedItems(2026)) {
      expect(itemId > last).toBe(true);
      last = itemId;
      items += 1;
    }

    expect(items).toBe(4100);
  });

  it('rejects a count that is cut off when the engine closes', async () => {
    const counting = engine.ledger.countYear(countRequest(2026));
    const outcome = counting.then(
      () => 'counted',
      () => 'cut off',
    );
    await engine.close();
    engine = await openEmbeddedEngine({ dataDir, clock: { now: () => NOON } });

    expect(['counted', 'cut off']).toContain(await outcome);
  });
});
