import type { Logger } from '@aws-lambda-powertools/logger';
import type { Hono } from 'hono';
import { getConnInfo } from 'hono/aws-lambda';
import { createApi, type SubApp } from '../../lib/api/create-api.ts';
import { createUseCases } from '../../lib/api/create-use-cases.ts';
import type { ApiEnv } from '../../lib/api/endpoint.ts';
import { createChannels } from '../../lib/channels/create-channels.ts';
import { createKeyServer } from '../../lib/channels/outgoing/create-key-server.ts';
import { createOutgoing } from '../../lib/channels/outgoing/create-outgoing.ts';
import { createPracticeNetworks } from '../../lib/channels/practice/create-practice-networks.ts';
import { createSecretsManagerClient, createSqsClient } from '../../lib/engines/aws/aws-clients.ts';
import { createSecretsManagerSecrets } from '../../lib/engines/aws/secrets-manager-secrets.ts';
import { createSqsNudges } from '../../lib/engines/aws/sqs-nudges.ts';
import { createSqsReturnWorks } from '../../lib/engines/aws/sqs-return-works.ts';
import type { Secrets } from '../../lib/ports/secrets.ts';
import { createAdmitAdministrator } from '../../lib/usecases/admit-administrator.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { functionLog, tellNudgeFailure } from '../runtime/function-log.ts';
import { noOutgoing } from '../runtime/no-outgoing.ts';
import { openRuntime, type Runtime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

/** Bytes of a file that fit into one call or answer: the service takes 6 MB, and counts in base64. */
const LARGEST_FILE = 4 * 1024 * 1024;
/** Milliseconds that a caller waits for a return to be built: the gateway waits for thirty seconds. */
const RETURN_PATIENCE = 20_000;
const ADMINISTRATOR_SECRET = 'administrator-token';

const slashed = (path: string): SubApp['path'] => `/${path.replaceAll(/^\/|\/$/g, '')}/`;

/** The API, the sites and the practice networks over the AWS engine. */
export const createApp = async (
  environment: ReturnType<typeof readEnvironment>,
  logger: Logger,
): Promise<Hono<ApiEnv>> => {
  const runtime = await openRuntime(environment.storage);
  const { engine, configuration, clock } = runtime;
  const {
    limits,
    outgoing: { allow },
  } = configuration;
  const secrets = createSecretsManagerSecrets({
    client: createSecretsManagerClient(),
    prefix: environment.secretsPrefix,
    clock,
  });
  await admitAdministrator(runtime, secrets, logger);
  const sqs = createSqsClient();
  const nudges = createSqsNudges({
    sqs,
    queueUrls: environment.queueUrls,
    clock,
    reportFailure: tellNudgeFailure(logger),
  });
  return createApi({
    useCases: createUseCases({
      engine,
      nudges,
      configuration,
      clock,
      keyServerOf: (oidc) =>
        createKeyServer({
          outgoing: createOutgoing({ allow, ownOrigin: () => undefined }),
          oidc,
          onTrouble: (reason) =>
            logger.error('the keys of the issuer of logins could not be fetched', { reason }),
        }),
      inBackground: null,
      returnWorks: createSqsReturnWorks({ sqs, queueUrl: environment.returnQueueUrl }),
      returnPatience: RETURN_PATIENCE,
    }),
    limits: { ...limits, attachmentBytes: Math.min(limits.attachmentBytes, LARGEST_FILE) },
    answerBytes: LARGEST_FILE,
    log: functionLog(logger),
    // As the gateway saw it; headers can say anything.
    addressOf: (context) => getConnInfo(context).remote.address ?? '',
    office: configuration.office.name,
    version: packageJson.version,
    ...subApps(runtime, secrets, logger),
  });
};

/** The secret is made with the stack; whoever may read it is an administrator. */
const admitAdministrator = async (
  { engine: { tokens }, clock }: Runtime,
  secrets: Secrets,
  logger: Logger,
): Promise<void> => {
  const token = await secrets.read(ADMINISTRATOR_SECRET);
  const admitted = token && (await createAdmitAdministrator({ tokens, clock })(token));
  if (admitted === undefined || admitted === 'too-short' || admitted === '') {
    logger.warn('there is no administrator token of 32 characters or more');
  }
};

const subApps = (
  { engine: { objectStore }, configuration, clock }: Runtime,
  secrets: Secrets,
  logger: Logger,
): { readonly sites: readonly SubApp[]; readonly practice: readonly SubApp[] } => {
  const { channels: definitions, office } = configuration;
  const nameOf = (id: string): string => definitions.get(id)?.name ?? id;
  const { sites } = createChannels(new Map([...definitions].filter(([, { kind }]) => kind === 'site')), {
    office,
    outgoing: noOutgoing,
    secrets,
    objectStore,
    clock,
    folders: null,
    onTrouble: (channel, error) => logger.error('pages could not be written', { channel, error }),
  });
  const networks = createPracticeNetworks({ channels: definitions, objectStore, secrets, clock });
  return {
    sites: [...sites].map(([id, { path, pages }]) => ({
      path: slashed(path),
      name: definitions.get(id)?.practice === true ? `${nameOf(id)}（演练）` : nameOf(id),
      app: pages,
    })),
    practice: networks.map(({ channel, path, app }) => ({
      path: slashed(path),
      name: `${nameOf(channel)}（演练）`,
      app,
    })),
  };
};
