import { type DynamoDBClient, ProvisionedThroughputExceededException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../lib/domain/history.ts';
import { createAwsEngine } from '../../../lib/engines/aws/create-aws-engine.ts';
import { deliveryKey, itemKey, returnKey } from '../../../lib/engines/aws/keys.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { countWriteUnits } from '../../aws-services/count-write-units.ts';
import { unitsOf } from '../../aws-services/row-size.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { type TappedRequest, tapRequests } from '../../aws-services/tap-requests.ts';
import { collect } from '../../contract/collect.ts';
import {
  deliveryOf,
  editionOf,
  idOf,
  itemOf,
  leasedDelivery,
  NOON,
  publishedDelivery,
} from '../../contract/rows.ts';
import { returnRecordOf } from '../../examples/return-record.ts';

const NAMES = { tableName: 'ledger', bucketName: 'objects' };
const DONE = { generation: 1, owed: { is: 'done' } } as const;

let services: AwsServices;
let bare: DynamoDBDocumentClient;

const openEngine = (dynamo: DynamoDBClient = services.newDynamoClient()): Engine =>
  createAwsEngine({ dynamo, s3: services.s3, ...NAMES });

const rowOf = async (key: { readonly pk: string; readonly sk: string }) =>
  (await bare.send(new GetCommand({ TableName: NAMES.tableName, Key: { ...key }, ConsistentRead: true })))
    .Item;

/** An engine whose process dies at a request: that one is not sent, nor any after it. */
const openDying = (at: (request: TappedRequest) => boolean): Engine => {
  const dynamo = services.newDynamoClient();
  let dead = false;
  tapRequests(dynamo, async (request, send) => {
    dead ||= at(request);
    if (dead) throw new Error('killed');
    await send();
  });
  return openEngine(dynamo);
};

const changesOwed = ({ command, input }: TappedRequest): boolean =>
  command === 'UpdateItemCommand' && String(input['UpdateExpression']).includes('owed');

beforeEach(async () => {
  services = await startAwsServices();
  await Promise.all([services.createTable(NAMES.tableName), services.createBucket(NAMES.bucketName)]);
  bare = DynamoDBDocumentClient.from(services.dynamo);
});
afterEach(() => services.stop());

describe('returns', () => {
  it('of the first release are read as the drafts that they were', async () => {
    const record = {
      year: 2025,
      revision: 1,
      state: 'draft',
      builtAt: 1_767_200_000_000,
      builtBy: 'token:t1',
      files: [{ name: 'report.html', key: 'returns/2025/1/report.html', sha256: 'a'.repeat(64), size: 9 }],
    };
    const { tableName: TableName } = NAMES;
    await bare.send(new PutCommand({ TableName, Item: { ...record, ...returnKey(2025, 1) } }));

    const [file] = record.files;
    expect(await openEngine().returns.list(2025)).toEqual([
      returnRecordOf({ ...record, state: 'draft', files: [{ ...file!, before: [] }] }),
    ]);
  });

  it('whose filing died before it was known show as if it had not been', async () => {
    const filed = returnRecordOf({ year: 2025, revision: 1, state: 'filed' });
    const dying = openDying(
      ({ command, input }) => command === 'PutItemCommand' && JSON.stringify(input).includes('FILING#'),
    );
    await expect(dying.returns.file(filed)).rejects.toThrow('killed');

    const engine = openEngine();
    expect(await engine.returns.list(2025)).toEqual([]);
    expect(await engine.returns.file({ ...filed, revision: 2 })).toBe('filed');
    expect(await engine.returns.list(2025)).toMatchObject([{ revision: 2, state: 'filed' }]);
  });
});

describe('a process that dies between two writes', () => {
  it('leaves a settled channel owed, which a later look clears', async () => {
    const engine = openEngine();
    await engine.ledger.accept(itemOf('甲', { plan: ['portal'] }), editionOf('甲'));
    await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);

    await expect(
      openDying(changesOwed).ledger.settle(publishedDelivery('甲', 'portal'), 't', DONE),
    ).rejects.toThrow('killed');
    const left = await engine.ledger.read(idOf('甲'));
    const cleared = await engine.ledger.amend(publishedDelivery('甲', 'portal', { version: 3 }), 2, DONE);

    expect(left?.deliveries[0]?.state).toBe('published');
    expect(left?.item).toMatchObject({ owed: ['portal'], dueAt: NOON });
    expect(cleared).toBe('amended');
    expect((await engine.ledger.read(idOf('甲')))?.item).toMatchObject({ owed: [], dueAt: null });
  });

  it('leaves a channel owed that a person redrives, never a redrive that nobody carries out', async () => {
    const engine = openEngine();
    await engine.ledger.accept(itemOf('甲', { owed: [], dueAt: null }), editionOf('甲'));
    await engine.ledger.amend(deliveryOf('甲', 'portal', { state: 'parked' }), 0, DONE);
    const redriven = deliveryOf('甲', 'portal', { version: 2, nextAttemptAt: NOON });
    const dying = openDying(({ command }) => command === 'PutItemCommand');

    await expect(
      dying.ledger.amend(redriven, 1, { generation: 1, owed: { is: 'due', dueAt: NOON } }),
    ).rejects.toThrow('killed');

    expect((await engine.ledger.read(idOf('甲')))?.item).toMatchObject({ owed: ['portal'], dueAt: NOON });
  });

  it('leaves no item behind when only its edition was written, and takes it the next time', async () => {
    const dying = openDying(({ input }) => JSON.stringify(input['Item'] ?? {}).includes('"sk":"ITEM"'));
    await expect(dying.ledger.accept(itemOf('甲'), editionOf('甲'))).rejects.toThrow('killed');
    const engine = openEngine();

    expect(await engine.ledger.read(idOf('甲'))).toBeUndefined();
    expect(await engine.ledger.accept(itemOf('甲'), editionOf('甲'))).toBe('accepted');
  });

  it('leaves a gap, not a number used twice, when it dies while numbering', async () => {
    const engine = openEngine();
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    const dying = openDying(({ input }) => String(input['UpdateExpression']).includes('#numberKey'));
    await expect(dying.ledger.assignNumbers()).rejects.toThrow('killed');

    await engine.ledger.assignNumbers();

    expect((await engine.ledger.read(idOf('甲')))?.item.number).toBe('2026-0002');
  });

  it('lets the same import be begun again under its number when it died before the record', async () => {
    const dying = openDying(({ input }) => JSON.stringify(input['Item'] ?? {}).includes('IMPORT#1'));
    await expect(dying.imports.begin('f'.repeat(64), 'token:admin', NOON)).rejects.toThrow('killed');

    const again = await openEngine().imports.begin('f'.repeat(64), 'token:other', NOON + 5);

    expect(again).toMatchObject({ record: { number: 1, by: 'token:admin', at: NOON, state: 'running' } });
    expect(await openEngine().imports.read(1)).toEqual(again.record);
  });
});

describe('a write whose answer is lost and which the client sends again', () => {
  it('claims: its own first try is not taken for a rival', async () => {
    const dynamo = services.newDynamoClient();
    tapRequests(dynamo, async ({ command }, send) => {
      await send();
      if (command === 'PutItemCommand') await send();
    });
    const engine = openEngine();
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

    const outcome = await openEngine(dynamo).ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);

    expect(outcome).toBe('claimed');
  });
});

describe('a service that refuses', () => {
  it('is thrown when it throttles: a fault is not an outcome', async () => {
    const dynamo = services.newDynamoClient();
    tapRequests(dynamo, () => {
      throw new ProvisionedThroughputExceededException({ message: 'slow down', $metadata: {} });
    });

    await expect(openEngine(dynamo).ledger.claim(leasedDelivery('甲', 'portal', 't'), 0)).rejects.toThrow(
      'slow down',
    );
  });
});

describe('rows', () => {
  it('stay small however long the history grows, and give all of it back', async () => {
    const engine = openEngine();
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    const history: HistoryEntry[] = [];
    for (let version = 1; version <= 70; version++) {
      history.push({ at: NOON + version, by: 'system', what: 'deferred', why: `第${version}次` });
      const row = deliveryOf('甲', 'portal', { version, history: [...history] });
      await engine.ledger.amend(row, version - 1, { generation: 1, owed: { is: 'none' } });
    }

    const stored = await rowOf(deliveryKey(idOf('甲'), 'portal'));
    const cold = await openEngine().ledger.read(idOf('甲'));

    expect(stored?.['history'].length).toBeLessThan(32);
    expect(cold?.deliveries[0]?.history).toEqual(history);
  });

  it('keep a long body in the object store under its hash, and find out when that is not what it was', async () => {
    const engine = openEngine();
    const text = Array.from({ length: 6000 }, (_, index) => `第${index}条 ${(index * 7919) % 10_007}`).join(
      '\n',
    );
    await engine.ledger.accept(itemOf('甲'), editionOf('甲', { text }));

    const [key, ...others] = await collect(engine.objectStore.list('packed/'));
    const read = await engine.ledger.read(idOf('甲'));
    await engine.objectStore.put(key ?? '', new TextEncoder().encode('something else'));

    expect(others).toEqual([]);
    expect(read?.edition.text).toBe(text);
    await expect(engine.ledger.read(idOf('甲'))).rejects.toThrow('hashes to');
  });

  it('are named with the place when they cannot be read, and not with what stands there', async () => {
    const engine = openEngine();
    await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
    const stored = await rowOf(itemKey(idOf('甲')));
    await bare.send(
      new PutCommand({ TableName: NAMES.tableName, Item: { ...stored, generation: 'secret text' } }),
    );

    const fault = await engine.ledger.read(idOf('甲')).catch((error: unknown) => String(error));

    expect(fault).toMatch(/^UnreadableRow: row ITEM#[0-9a-f]{64} \/ ITEM cannot be read: generation/);
    expect(fault).not.toContain('secret text');
  });

  it('of an item just accepted fit into one kilobyte', async () => {
    await openEngine().ledger.accept(
      itemOf('调整大厅办公时间', {
        documentNumber: '虚政服发〔2026〕3号',
        plan: ['portal', 'provincial', 'municipal'],
      }),
      editionOf('调整大厅办公时间'),
    );

    const stored = await rowOf(itemKey(idOf('调整大厅办公时间')));

    expect(unitsOf(stored)).toBe(1);
  });
});

describe('calls', () => {
  it('are three for an accept and four for a delivery, once a process is warm', async () => {
    const dynamo = services.newDynamoClient();
    let calls: string[] = [];
    tapRequests(dynamo, async ({ command }, send) => {
      calls.push(command.replace('Command', ''));
      await send();
    });
    const { ledger } = openEngine(dynamo);
    const deliver = async (name: string, channel: string) => {
      await ledger.read(idOf(name));
      await ledger.claim(leasedDelivery(name, channel, channel), 0);
      await ledger.settle(publishedDelivery(name, channel), channel, DONE);
    };
    await ledger.accept(itemOf('甲', { plan: ['portal'] }), editionOf('甲'));
    await deliver('甲', 'portal');
    calls = [];

    await ledger.accept(itemOf('乙'), editionOf('乙'));
    const accept = calls.splice(0);
    await deliver('乙', 'portal');
    const first = calls.splice(0);
    await deliver('乙', 'municipal');

    expect(accept).toEqual(['PutItem', 'PutItem', 'PutItem']);
    expect(first).toEqual(['Query', 'PutItem', 'PutItem', 'UpdateItem']);
    expect(calls).toEqual(['Query', 'PutItem', 'PutItem', 'UpdateItem']);
  });
});

describe('write units', () => {
  it('of an item of 2 KB on three channels are counted, and stay what they are', async () => {
    const dynamo = services.newDynamoClient();
    const { taken } = countWriteUnits(dynamo, services.dynamo, NAMES.tableName);
    const { ledger } = openEngine(dynamo);
    const channels = ['portal', 'provincial', 'municipal'];
    const text = Array.from(
      { length: 46 },
      (_, index) => `第${index + 1}条 虚构市办理事项${index * 7919}须知。`,
    ).join('');
    const body = `<p>${text}</p>`;
    const accept = async (name: string) => {
      const edition = editionOf(name, { html: body, text });
      const content = { ...edition.content, body: { format: 'html', content: body } } as const;
      await ledger.accept(itemOf(name, { plan: channels }), { ...edition, content });
    };
    await accept('甲');
    await ledger.assignNumbers();
    await ledger.amend(publishedDelivery('甲', 'portal', { version: 1 }), 0, DONE);
    taken();

    await accept('乙');
    const accepting = taken();
    await ledger.assignNumbers();
    const numbering = taken();
    for (const channel of channels) {
      await ledger.read(idOf('乙'));
      await ledger.claim(leasedDelivery('乙', channel, channel), 0);
      const confirmAt = NOON + 600_000;
      await ledger.settle(publishedDelivery('乙', channel, { confirmAt }), channel, DONE);
    }
    const delivering = taken();
    for (const channel of channels) {
      const snapshot = await ledger.read(idOf('乙'));
      const row = snapshot?.deliveries.find((delivery) => delivery.channel === channel);
      if (row === undefined) throw new Error(`nothing was delivered to ${channel}`);
      const looked = { ...row, version: row.version + 1, confirmAt: NOON + 86_400_000 };
      await ledger.amend(looked, row.version, { generation: 1, owed: { is: 'none' } });
    }
    const confirming = taken();

    expect(Buffer.byteLength(body)).toBeGreaterThan(2000);
    expect({ accepting, numbering, delivering, confirming }).toEqual({
      accepting: 8,
      numbering: 5,
      delivering: 16,
      confirming: 9,
    });
  });
});
