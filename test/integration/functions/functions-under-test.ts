import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { expect, vi } from 'vitest';
import { handOverBatch } from '../../aws-services/drain-queue.ts';
import { createHttpGateway, type GatewayHandler } from '../../aws-services/http-gateway.ts';
import { closeServer, listenOnLoopback } from '../../aws-services/loopback-server.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';

export const CHANNELS = ['portal', 'provincial', 'municipal'] as const;
const ADMINISTRATOR_TOKEN = 'a-made-up-administrator-token-of-a-test';
export const TABLE_NAME = 'ledger';

const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'under-test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws-cn:lambda:cn-north-1:000000000000:function:under-test',
  memoryLimitInMB: '512',
  awsRequestId: 'request',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 60_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** The body's media type. */
  readonly type?: string;
}

export interface FunctionsUnderTest {
  readonly services: AwsServices;
  /** Where the API listens, as callers and channels reach it. */
  readonly origin: string;
  readonly queueUrls: Readonly<Record<string, string>>;
  readonly deliver: (channel: string, event: SQSEvent) => Promise<SQSBatchResponse>;
  readonly tick: () => Promise<void>;
  readonly confirm: () => Promise<void>;
  readonly remind: () => Promise<void>;
  readonly report: () => Promise<void>;
  /** Hands over what the API has asked of the function that builds returns; answers how much that was. */
  readonly carryOutReturns: () => Promise<number>;
  /** Every row of the table, read by a client of the test's own. */
  rows(): Promise<readonly Record<string, unknown>[]>;
  /** Hands messages over and ticks until no item owes anything. */
  drain(): Promise<void>;
  /** With the administrator's token; a POST where there is a body and no method is named. */
  call(path: string, call?: Call): Promise<Response>;
  stop(): Promise<void>;
}

/** The functions as they are deployed: each module imported under an environment of its own, and nothing else handed in. */
export const startFunctions = async (configDir = 'config'): Promise<FunctionsUnderTest> => {
  const services = await startAwsServices();
  await Promise.all([services.createTable(TABLE_NAME), services.createBucket('objects')]);
  services.secrets.set('gongkai/administrator-token', ADMINISTRATOR_TOKEN);
  const queueUrls: Record<string, string> = {};
  for (const channel of CHANNELS) {
    queueUrls[channel] = await services.createQueue(`nudges-${channel}`);
    services.secrets.set(
      `gongkai/${channel}`,
      Buffer.from(`made up for ${channel} in a test`).toString('base64'),
    );
  }

  const returnQueueUrl = await services.createQueue('returns');

  const { promise: api, resolve: setApi } = Promise.withResolvers<GatewayHandler>();
  const gateway = createHttpGateway(async (event) => (await api)(event));
  const origin = await listenOnLoopback(gateway);

  const setEnvironment = (own: Readonly<Record<string, string>>): void => {
    vi.unstubAllEnvs();
    const shared = {
      TABLE_NAME,
      BUCKET_NAME: 'objects',
      CONFIG_DIR: configDir,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    };
    for (const [name, value] of Object.entries({ ...services.environment, ...shared, ...own }))
      vi.stubEnv(name, value);
    // A function starts in a process of its own, so its module is made anew.
    vi.resetModules();
  };

  const delivers = new Map<string, (event: SQSEvent) => Promise<SQSBatchResponse>>();
  for (const CHANNEL of CHANNELS) {
    const QUEUE_URL = queueUrls[CHANNEL] ?? '';
    setEnvironment({ CHANNEL, QUEUE_URL, SECRETS_PREFIX: 'gongkai', PUBLIC_ORIGIN: origin });
    const { handler } = await import('../../../functions/deliver/index.ts');
    delivers.set(CHANNEL, (event) => handler(event, context));
  }
  setEnvironment({ QUEUE_URLS: JSON.stringify(queueUrls) });
  const ticking = await import('../../../functions/tick/index.ts');
  setEnvironment({
    QUEUE_URLS: JSON.stringify(queueUrls),
    PUBLIC_ORIGIN: origin,
    INSTALLATION: 'gongkai',
  });
  const confirming = await import('../../../functions/confirm/index.ts');
  setEnvironment({ INSTALLATION: 'gongkai' });
  const reminding = await import('../../../functions/remind/index.ts');
  setEnvironment({ SECRETS_PREFIX: 'gongkai' });
  const reporting = await import('../../../functions/report/index.ts');
  setEnvironment({
    QUEUE_URLS: JSON.stringify(queueUrls),
    SECRETS_PREFIX: 'gongkai',
    RETURN_QUEUE_URL: returnQueueUrl,
  });
  const answering = await import('../../../functions/api/index.ts');
  setApi((event) => answering.handler(event, context));

  const deliver = (channel: string, event: SQSEvent): Promise<SQSBatchResponse> => {
    const handler = delivers.get(channel);
    if (handler === undefined) throw new Error(`no function delivers to ${channel}`);
    return handler(event);
  };
  const scheduled = {
    id: 'event',
    version: '0',
    account: '000000000000',
    time: '2026-11-03T04:00:00Z',
    region: 'cn-north-1',
    resources: [],
    source: 'aws.scheduler',
    'detail-type': 'Scheduled Event' as const,
    detail: {},
  };
  const tick = () => ticking.handler(scheduled, context);
  const call = (path: string, { method, body, type = 'application/json' }: Call = {}) =>
    fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${ADMINISTRATOR_TOKEN}`, 'content-type': type },
      ...(body !== undefined && { method: 'POST', body }),
      ...(method !== undefined && { method }),
    });
  const drainQueue = async (channel: string): Promise<void> => {
    let size: number;
    do {
      size = await handOverBatch(services.sqs, queueUrls[channel] ?? '', (event) => deliver(channel, event));
    } while (size > 0);
  };
  const documents = DynamoDBDocumentClient.from(services.dynamo);
  const rows = async (): Promise<readonly Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    for await (const page of paginateScan(
      { client: documents },
      { TableName: TABLE_NAME, ConsistentRead: true },
    )) {
      found.push(...(page.Items ?? []));
    }
    return found;
  };

  return {
    services,
    origin,
    rows,
    queueUrls,
    deliver,
    tick,
    confirm: () => confirming.handler(scheduled, context),
    remind: () => reminding.handler(scheduled, context),
    report: async () => void (await reporting.handler(scheduled, context)),
    carryOutReturns: () =>
      handOverBatch(services.sqs, returnQueueUrl, async (event) => {
        const answered = await reporting.handler(event, context);
        if (answered === undefined) throw new Error('a batch was not answered');
        return answered;
      }),
    call,
    drain: () =>
      vi.waitFor(
        async () => {
          await Promise.all(CHANNELS.map(drainQueue));
          await tick();
          expect((await rows()).filter(({ owed }) => owed !== undefined)).toEqual([]);
        },
        { timeout: 40_000, interval: 20 },
      ),
    stop: async () => {
      vi.unstubAllEnvs();
      await closeServer(gateway);
      await services.stop();
    },
  };
};
