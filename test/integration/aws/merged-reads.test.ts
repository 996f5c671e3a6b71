import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAwsEngine } from '../../../lib/engines/aws/create-aws-engine.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { tapRequests } from '../../aws-services/tap-requests.ts';
import { collect } from '../../contract/collect.ts';
import { countRequest } from '../../contract/counting.ts';
import { decide } from '../../contract/decide.ts';
import { editionOf, idOf, itemOf, publishedDelivery } from '../../contract/rows.ts';

const NAMES = { tableName: 'ledger', bucketName: 'objects' };
/** Pairs that are merged, and as many items beside them. */
const MERGES = 30;
/** Sixteen digits of one year, each with the list of years, and the decisions. */
const SCAN = 33;

let services: AwsServices;
beforeEach(async () => {
  services = await startAwsServices();
  await Promise.all([services.createTable(NAMES.tableName), services.createBucket(NAMES.bucketName)]);
});
afterEach(() => services.stop());

const openMerged = async () => {
  const dynamo = services.newDynamoClient();
  let reads = 0;
  tapRequests(dynamo, async ({ command }, send) => {
    if (command === 'QueryCommand' || command === 'GetCommand' || command === 'GetItemCommand') reads += 1;
    await send();
  });
  const { ledger, relations } = createAwsEngine({ dynamo, s3: services.s3, ...NAMES });
  const names = Array.from({ length: MERGES * 3 }, (_, index) => `第${index}件`);
  for (const name of names) {
    await ledger.accept(itemOf(name), editionOf(name));
    await ledger.amend(publishedDelivery(name, 'portal', { version: 1 }), 0, {
      generation: 1,
      owed: { is: 'done' },
    });
  }
  for (let index = 0; index < MERGES; index += 1)
    await decide(relations, 'merge', `第${2 * index}件`, `第${2 * index + 1}件`);
  reads = 0;
  return { ledger, names, reads: () => reads };
};

describe('merged items', () => {
  it('cost a count no read, and a list two for each that it comes by', async () => {
    const { ledger, names, reads } = await openMerged();

    expect(await ledger.countYear(countRequest(2026))).toMatchObject({ total: MERGES * 2 });
    const counting = reads();
    expect(counting).toBeGreaterThan(0);
    expect(counting).toBeLessThanOrEqual(SCAN);

    const all = await collect(ledger.publishedItems(2026));
    expect(all).toHaveLength(MERGES * 2);
    expect(reads() - counting).toBeLessThanOrEqual(SCAN + 2 * MERGES);

    const listed = reads();
    const last = names.map(idOf).toSorted().at(-10);
    expect(await collect(ledger.publishedItems(2026, last))).toEqual(
      all.filter(({ itemId }) => itemId > (last ?? '')),
    );
    expect(reads() - listed).toBeLessThanOrEqual(SCAN + 2 * 9);
  });
});
