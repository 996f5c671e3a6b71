import { createAwsEngine } from '../../../lib/engines/aws/create-aws-engine.ts';
import { delayIndexes } from '../../aws-services/delayed-index-view.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { tapRequests } from '../../aws-services/tap-requests.ts';
import { type Gate, gated } from './gated.ts';
import type { OpenStore } from './store.ts';

let services: Promise<AwsServices> | undefined;
let tables = 0;

/**
 * A call of the ledger is several requests, and a process may die between any two: the gate stands before each request.
 * Indexes show nothing new until they catch up. The services are started once and serve every run, each with tables of its own.
 */
export const openAwsStore: OpenStore = async () => {
  services ??= startAwsServices();
  const started = await services;
  tables += 1;
  const [tableName, viewName, bucketName] = [`ledger-${tables}`, `indexes-${tables}`, `objects-${tables}`];
  await Promise.all([
    started.createTable(tableName),
    started.createTable(viewName),
    started.createBucket(bucketName),
  ]);
  const catchUps: (() => Promise<void>)[] = [];
  const newClient = (gate: Gate | null) => {
    const dynamo = started.newDynamoClient();
    // Before the view of the indexes: those learn of a write whose answer never reached anybody.
    if (gate !== null) {
      tapRequests(dynamo, async ({ command }, send) => {
        await gate(command, send);
      });
    }
    const { catchUp } = delayIndexes({ delayed: dynamo, undelayed: started.dynamo, tableName, viewName });
    catchUps.push(catchUp);
    return dynamo;
  };
  const clients = [newClient(null)];
  const [watching] = clients;
  if (watching === undefined) throw new Error('no client');
  return {
    engine: createAwsEngine({ dynamo: watching, s3: started.s3, tableName, bucketName }),
    exclusive: false,
    engineFor: (gate) => {
      const dynamo = newClient(gate);
      clients.push(dynamo);
      const engine = createAwsEngine({ dynamo, s3: started.s3, tableName, bucketName });
      return { ...engine, objectStore: gated(engine.objectStore, 'objectStore', gate) };
    },
    catchUp: async () => {
      for (const catchUp of catchUps) await catchUp();
    },
    close: async () => {
      for (const client of clients) client.destroy();
    },
  };
};

/** Frees the ports; the next run starts the services anew. */
export const stopAwsServices = async (): Promise<void> => {
  const started = await services;
  services = undefined;
  await started?.stop();
};
