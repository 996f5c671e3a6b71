import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAwsEngine } from '../../../lib/engines/aws/create-aws-engine.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { delayIndexes } from '../../aws-services/delayed-index-view.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { editionOf, idOf, itemOf, leasedDelivery, NOON, publishedDelivery } from '../../contract/rows.ts';

let services: AwsServices;
let engine: Engine;
let catchUp: () => Promise<void>;

beforeEach(async () => {
  services = await startAwsServices();
  const [tableName, viewName, bucketName] = ['ledger', 'indexes', 'objects'];
  await Promise.all([
    services.createTable(tableName),
    services.createTable(viewName),
    services.createBucket(bucketName),
  ]);
  const dynamo = services.newDynamoClient();
  ({ catchUp } = delayIndexes({ delayed: dynamo, undelayed: services.dynamo, tableName, viewName }));
  engine = createAwsEngine({ dynamo, s3: services.s3, tableName, bucketName });
});
afterEach(() => services.stop());

describe('the delayed index view', () => {
  it('shows a write to base reads at once, to index reads only once it caught up', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

    const base = await engine.ledger.read(idOf('甲'));
    const before = await engine.ledger.due(NOON, null, 10);
    await catchUp();
    const after = await engine.ledger.due(NOON, null, 10);

    expect(base?.item.id).toBe(idOf('甲'));
    expect(before.rows).toEqual([]);
    expect(after.rows).toEqual([{ itemId: idOf('甲'), dueAt: NOON }]);
  });

  it('goes on showing what is no longer so', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    await catchUp();

    await engine.ledger.moveDue(idOf('甲'), NOON, NOON + 60_000);

    expect((await engine.ledger.due(NOON, null, 10)).rows).toEqual([{ itemId: idOf('甲'), dueAt: NOON }]);
    await catchUp();
    expect((await engine.ledger.due(NOON, null, 10)).rows).toEqual([]);
  });
});

describe('what is decided while an index is behind', () => {
  it('keeps a settled item settled: moving dueAt by what the index shows changes nothing', async () => {
    await engine.ledger.accept(itemOf('甲', { plan: ['portal'] }), editionOf('甲'));
    await catchUp();
    await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);
    await engine.ledger.settle(publishedDelivery('甲', 'portal'), 't', {
      generation: 1,
      owed: { is: 'done' },
    });

    const [shown] = (await engine.ledger.due(NOON, null, 10)).rows;
    const moved = await engine.ledger.moveDue(idOf('甲'), shown?.dueAt ?? 0, NOON + 60_000);

    expect(shown?.itemId).toBe(idOf('甲'));
    expect(moved).toBe(false);
    expect((await engine.ledger.read(idOf('甲')))?.item.dueAt).toBeNull();
  });

  it('gives no second number to an item that the index still shows without one', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    await catchUp();

    const first = await engine.ledger.assignNumbers();
    const second = await engine.ledger.assignNumbers();
    await engine.ledger.accept(itemOf('乙', { acceptedAt: NOON + 1 }), editionOf('乙'));
    await catchUp();
    await engine.ledger.assignNumbers();

    expect([first, second]).toEqual([1, 0]);
    expect((await engine.ledger.read(idOf('甲')))?.item.number).toBe('2026-0001');
    // A gap, never a number used twice.
    expect((await engine.ledger.read(idOf('乙')))?.item.number).toBe('2026-0003');
  });

  it('lists no item by a state that it no longer has', async () => {
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    await catchUp();
    await engine.ledger.change(itemOf('甲', { generation: 2, state: 'withdrawn' }), null, 1);

    expect((await engine.ledger.list({ state: 'live', limit: 10 })).rows).toEqual([]);
  });
});
