import { createAwsEngine } from '../../../lib/engines/aws/create-aws-engine.ts';
import { delayIndexes } from '../../aws-services/delayed-index-view.ts';
import { startAwsServices } from '../../aws-services/start-aws-services.ts';
import { createSettableClock, type EngineUnderTest } from '../engine-under-test.ts';
import { NOON } from '../rows.ts';

/** With indexes that show nothing new until they are settled: whoever trusts one too early is found out. */
export const aws: EngineUnderTest = {
  name: 'aws',
  shared: true,
  open: async () => {
    const services = await startAwsServices();
    const [tableName, viewName, bucketName] = ['ledger', 'indexes', 'objects'];
    await Promise.all([
      services.createTable(tableName),
      services.createTable(viewName),
      services.createBucket(bucketName),
    ]);
    const dynamo = services.newDynamoClient();
    const { catchUp } = delayIndexes({ delayed: dynamo, undelayed: services.dynamo, tableName, viewName });
    const create = () => createAwsEngine({ dynamo, s3: services.s3, tableName, bucketName });
    return {
      engine: create(),
      clock: createSettableClock(NOON),
      settleIndexes: catchUp,
      // A cold start: another process, which remembers nothing.
      reopen: () => Promise.resolve(create()),
      close: () => services.stop(),
    };
  },
};
