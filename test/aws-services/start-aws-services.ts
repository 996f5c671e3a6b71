import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import dynalite from 'dynalite';
import { buildApp } from 'fauxqs';
import { createTable } from './create-table.ts';
import { closeServer, listenOnLoopback } from './loopback-server.ts';
import { createObjectStoreShim } from './object-store-shim.ts';
import { createSecretsService } from './secrets-service.ts';

const CONNECTION = {
  region: 'cn-north-1',
  credentials: { accessKeyId: 'made-up', secretAccessKey: 'made-up' },
};

export interface AwsServices {
  /** Where the SDK finds the services, in the variables that it reads by itself. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dynamo: DynamoDBClient;
  /** Another client of the same table service, to be changed by the test that asks for it. */
  newDynamoClient(): DynamoDBClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  /** The object store without the shim in front: it takes a violated precondition for a met one. */
  readonly uncheckedS3: S3Client;
  /** By name; what is set here can be read at once. */
  readonly secrets: Map<string, string>;
  createTable(name: string): Promise<void>;
  createBucket(name: string): Promise<void>;
  /** Answers the queue's URL. */
  createQueue(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Table, object, queue and secrets services in this process, empty, each on a free port of the loopback address. */
export const startAwsServices = async (): Promise<AwsServices> => {
  const tables = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  const dynamoEndpoint = await listenOnLoopback(tables);
  // Its own start function listens on every address of the machine.
  const emulator = buildApp({ logger: false, defaultRegion: CONNECTION.region });
  const emulatorEndpoint = await emulator.listen({ port: 0, host: '127.0.0.1' });
  const shim = createObjectStoreShim(emulatorEndpoint);
  const s3Endpoint = await listenOnLoopback(shim);
  const secrets = new Map<string, string>();
  const vault = createSecretsService(secrets);
  const secretsEndpoint = await listenOnLoopback(vault);

  const tableClients: DynamoDBClient[] = [];
  const newDynamoClient = (): DynamoDBClient => {
    const client = new DynamoDBClient({ ...CONNECTION, endpoint: dynamoEndpoint });
    tableClients.push(client);
    return client;
  };
  const dynamo = newDynamoClient();
  const s3 = new S3Client({ ...CONNECTION, endpoint: s3Endpoint });
  const uncheckedS3 = new S3Client({ ...CONNECTION, endpoint: emulatorEndpoint });
  const sqs = new SQSClient({ ...CONNECTION, endpoint: emulatorEndpoint });

  return {
    environment: {
      AWS_REGION: CONNECTION.region,
      AWS_ACCESS_KEY_ID: CONNECTION.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CONNECTION.credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoEndpoint,
      AWS_ENDPOINT_URL_S3: s3Endpoint,
      AWS_ENDPOINT_URL_SQS: emulatorEndpoint,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsEndpoint,
    },
    dynamo,
    newDynamoClient,
    s3,
    sqs,
    uncheckedS3,
    secrets,
    createTable: (name) => createTable(dynamo, name),
    createBucket: async (name) => {
      await uncheckedS3.send(new CreateBucketCommand({ Bucket: name }));
    },
    createQueue: async (name) => {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
      if (QueueUrl === undefined) throw new Error(`queue ${name} has no URL`);
      // The emulator names a host that nothing resolves; the client goes to the host that a URL names.
      return `${emulatorEndpoint}${new URL(QueueUrl).pathname}`;
    },
    stop: async () => {
      for (const client of [...tableClients, s3, uncheckedS3, sqs]) client.destroy();
      await Promise.all([closeServer(tables), closeServer(shim), closeServer(vault), emulator.close()]);
    },
  };
};
