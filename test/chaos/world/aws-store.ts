import { DynamoDBDocumentClient, PutCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createAwsEngine } from '../../../lib/engines/aws/create-aws-engine.ts';
import type { Clock } from '../../../lib/ports/clock.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { delayIndexes } from '../../aws-services/delayed-index-view.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { tapRequests } from '../../aws-services/tap-requests.ts';
import { type Gate, gated } from './gated.ts';
import type { OpenStore, PutBack } from './store.ts';

type Row = Record<string, unknown>;

let services: Promise<AwsServices> | undefined;
let names = 0;

const newName = (): number => (names += 1);

/** A table with a second one that answers for its indexes, and the engines that work on it. */
const openTable = async (started: AwsServices, bucketName: string, rows: readonly Row[]) => {
  const number = newName();
  const [tableName, viewName] = [`ledger-${number}`, `indexes-${number}`];
  await Promise.all([started.createTable(tableName), started.createTable(viewName)]);
  const documents = DynamoDBDocumentClient.from(started.dynamo);
  for (const TableName of [tableName, viewName])
    for (const Item of rows) await documents.send(new PutCommand({ TableName, Item }));
  const clients: ReturnType<AwsServices['newDynamoClient']>[] = [];
  const catchUps: (() => Promise<void>)[] = [];
  const newEngine = (gate: Gate | null): Engine => {
    const dynamo = started.newDynamoClient();
    clients.push(dynamo);
    // Before the view of the indexes: those learn of a write whose answer never reached anybody.
    if (gate !== null) {
      tapRequests(dynamo, async ({ command }, send) => {
        await gate(command, send);
      });
    }
    const { catchUp } = delayIndexes({ delayed: dynamo, undelayed: started.dynamo, tableName, viewName });
    catchUps.push(catchUp);
    return createAwsEngine({ dynamo, s3: started.s3, tableName, bucketName });
  };
  return {
    tableName,
    newEngine,
    catchUp: async () => {
      for (const catchUp of catchUps) await catchUp();
    },
    close: () => {
      for (const client of clients) client.destroy();
    },
  };
};

const everyRow = async (documents: DynamoDBDocumentClient, TableName: string): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let from: Row | undefined;
  do {
    const page = await documents.send(
      new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    rows.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
};

/** What docs/deploy-on-aws.md has an operator do by hand to a table that was restored. */
const beginEpoch = async (
  documents: DynamoDBDocumentClient,
  TableName: string,
  { number, clock }: { readonly number: number; readonly clock: Clock },
): Promise<void> => {
  const epoch = { pk: 'LEDGER', sk: 'EPOCH', number, begunAt: clock.now() };
  await documents.send(new PutCommand({ TableName, Item: epoch }));
  await documents.send(
    new UpdateCommand({
      TableName,
      Key: { pk: 'COUNTER', sk: `NUMBER#${new Date(clock.now()).getUTCFullYear()}` },
      UpdateExpression: 'ADD #count :skipped',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':skipped': 1000 },
    }),
  );
};

/**
 * A call of the ledger is several requests, and a process may die between any two: the gate stands before each request.
 * Indexes show nothing new until they catch up. The services are started once and serve every run, each with tables of its
 * own; a table that was damaged is restored into a new one.
 */
export const openAwsStore: OpenStore = async (clock) => {
  services ??= startAwsServices();
  const started = await services;
  const documents = DynamoDBDocumentClient.from(started.dynamo);
  const bucketName = `objects-${newName()}`;
  await started.createBucket(bucketName);
  let table = await openTable(started, bucketName, []);
  let engine = table.newEngine(null);
  let epoch = 1;
  return {
    get engine() {
      return engine;
    },
    exclusive: false,
    engineFor: (gate) => {
      const gatedEngine = table.newEngine(gate);
      return { ...gatedEngine, objectStore: gated(gatedEngine.objectStore, 'objectStore', gate) };
    },
    catchUp: () => table.catchUp(),
    backUp: async (): Promise<PutBack> => {
      const rows = await everyRow(documents, table.tableName);
      return async () => {
        table.close();
        epoch += 1;
        table = await openTable(started, bucketName, rows);
        await beginEpoch(documents, table.tableName, { number: epoch, clock });
        engine = table.newEngine(null);
      };
    },
    close: async () => table.close(),
  };
};

/** Frees the ports; the next run starts the services anew. */
export const stopAwsServices = async (): Promise<void> => {
  const started = await services;
  services = undefined;
  await started?.stop();
};
