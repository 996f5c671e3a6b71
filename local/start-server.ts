import { join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createApi, type SubApp } from '../lib/api/create-api.ts';
import { createUseCases } from '../lib/api/create-use-cases.ts';
import type { UseCases } from '../lib/api/use-cases.ts';
import { type Channels, createChannels } from '../lib/channels/create-channels.ts';
import { createKeyServer } from '../lib/channels/outgoing/create-key-server.ts';
import { createOutgoing } from '../lib/channels/outgoing/create-outgoing.ts';
import type { OutgoingRequests } from '../lib/channels/outgoing/outgoing-requests.ts';
import {
  createPracticeNetworks,
  type PracticeMount,
} from '../lib/channels/practice/create-practice-networks.ts';
import type { Configuration } from '../lib/configuration/configuration.ts';
import { readConfiguration } from '../lib/configuration/read-configuration.ts';
import { createWorkingDays } from '../lib/domain/working-days.ts';
import { type EmbeddedEngine, openEmbeddedEngine } from '../lib/engines/embedded/open-embedded-engine.ts';
import { type Clock, systemClock } from '../lib/ports/clock.ts';
import type { Nudges } from '../lib/ports/nudges.ts';
import type { Secrets } from '../lib/ports/secrets.ts';
import { returnDocuments } from '../lib/returns/return-documents.ts';
import { createAdmitAdministrator } from '../lib/usecases/admit-administrator.ts';
import { createReturnBuilder } from '../lib/usecases/create-return-builder.ts';
import { refuseClockBehind } from '../lib/usecases/refuse-clock-behind.ts';
import { createReminders } from '../lib/usecases/reminders.ts';
import { createWorksInProcess } from '../lib/usecases/returns/works-in-process.ts';
import packageJson from '../package.json' with { type: 'json' };
import { type AccessLog, openAccessLog } from './access-log.ts';
import { admitFromFolder } from './administrator-token.ts';
import { createDelivering } from './delivering.ts';
import { type DeliveringThread, startDeliveringThread } from './delivering-thread.ts';
import type { Environment } from './environment.ts';
import { createFolderSecrets } from './folder-secrets.ts';
import { type Listening, listen } from './listen.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics/create-metrics.ts';
import { readLedgerMetrics } from './metrics/ledger-metrics.ts';
import { startReturnLoop } from './return-loop.ts';

export interface RunningServer {
  /** `http://127.0.0.1:8080`, as it listens. */
  readonly origin: string;
  /** The administrator's token; never to be printed. */
  readonly administratorToken: string;
  /** The file that holds it; null where it came from the environment. */
  readonly administratorTokenFile: string | null;
  /** Resolves when deliveries have ended by a fault of ours: what is accepted would stay where it is, so the process is to end. */
  readonly crashed: Promise<Error>;
  /** Takes nothing more in, lets what is under way end, frees the data folder. */
  close(): Promise<void>;
}

const slashed = (path: string): SubApp['path'] => `/${path.replaceAll(/^\/|\/$/g, '')}/`;

const siteApps = (sites: Channels['sites'], { channels }: Configuration): SubApp[] =>
  Array.from(sites, ([id, { path, pages }]) => {
    const { name = id, practice = false } = channels.get(id) ?? {};
    return { path: slashed(path), name: practice ? `${name}（演练）` : name, app: pages };
  });

const practiceApps = (networks: readonly PracticeMount[], { channels }: Configuration): SubApp[] =>
  networks.map(({ channel, path, app }) => ({
    path: slashed(path),
    name: `${channels.get(channel)?.name ?? channel}（演练）`,
    app,
  }));

/** The pages of our own sites; their articles are written where deliveries are made. */
const createSitePages = (parts: Parts, outgoing: OutgoingRequests, secrets: Secrets): Channels['sites'] => {
  const { configuration, engine, clock, log } = parts;
  const definitions = new Map([...configuration.channels].filter(([, { kind }]) => kind === 'site'));
  return createChannels(definitions, {
    office: configuration.office,
    outgoing,
    secrets,
    objectStore: engine.objectStore,
    clock,
    folders: null,
    onTrouble: (channel, error) => log.error({ channel, err: error }, 'pages could not be written'),
  }).sites;
};

interface Parts {
  readonly environment: Environment;
  readonly log: Log;
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly engine: EmbeddedEngine;
  readonly metrics: Metrics;
}

/** In a thread of its own, unless the clock is the caller's: no other thread could read that. */
const beginDelivering = async (parts: Parts): Promise<DeliveringThread> => {
  const { environment, engine, clock, configuration, log, metrics } = parts;
  const { dataDir, logLevel } = environment;
  const { share } = engine;
  return share === null || clock !== systemClock
    ? {
        ...(await createDelivering({ ...parts, dataDir, measures: metrics })),
        crashed: new Promise(() => undefined),
      }
    : startDeliveringThread({ share, configuration, logLevel, log, measures: metrics });
};

/** The whole product in one process: API, pages, deliveries and practice networks over one data folder. */
export const startServer = async (options: {
  readonly environment: Environment;
  readonly log: Log;
  readonly clock?: Clock;
}): Promise<RunningServer> => {
  const { environment, log, clock = systemClock } = options;
  const configuration = await readConfiguration(environment.configDir);
  const { dataDir } = environment;
  const metrics = createMetrics({ dataDir, version: packageJson.version });
  try {
    const engine = await openEmbeddedEngine({ dataDir, clock, onCommit: metrics.committed });
    return await runOn({ environment, log, clock, configuration, engine, metrics });
  } catch (error) {
    metrics.stop();
    throw error;
  }
};

const runOn = async (parts: Parts): Promise<RunningServer> => {
  const { engine } = parts;
  try {
    return await run(parts);
  } catch (error) {
    await engine.close();
    throw error;
  }
};

/** Milliseconds that a caller waits for a return to be built. */
const RETURN_PATIENCE = 8000;

const createServerUseCases = (
  { log, clock, configuration, engine }: Parts,
  {
    nudges,
    outgoing,
    secrets,
  }: { readonly nudges: Nudges; readonly outgoing: OutgoingRequests; readonly secrets: Secrets },
): UseCases =>
  createUseCases({
    engine,
    nudges,
    configuration,
    clock,
    keyServerOf: (oidc) =>
      createKeyServer({
        outgoing,
        oidc,
        onTrouble: (reason) => log.error({ reason }, 'the keys of the issuer of logins could not be fetched'),
      }),
    inBackground: (work) => {
      work.catch((error: unknown) => log.error({ err: error }, 'work in the background failed'));
    },
    returnWorks: createWorksInProcess({
      carryOut: createReturnBuilder({ engine, configuration, documents: returnDocuments, secrets, clock }),
      onTrouble: (work, error) => log.error({ ...work, err: error }, 'a return could not be built'),
    }),
    returnPatience: RETURN_PATIENCE,
  });

/** API, pages and practice networks: everything that answers on our own origin. */
const createApp = (
  parts: Parts,
  services: {
    readonly useCases: UseCases;
    readonly sites: Channels['sites'];
    readonly networks: readonly PracticeMount[];
    readonly accessLog: AccessLog;
  },
): ReturnType<typeof createApi> => {
  const { log, clock, configuration, engine, metrics } = parts;
  const { useCases, sites, networks, accessLog } = services;
  const { listChannels } = useCases;
  const reminders = createReminders({
    ledger: engine.ledger,
    definitions: configuration.channels,
    workingDays: createWorkingDays(configuration.calendar),
    clock,
  });
  return createApi({
    useCases,
    limits: configuration.limits,
    log,
    onAnswered: (request) => {
      accessLog.note(request);
      metrics.answered(request);
    },
    readMetrics: () =>
      metrics.read(() => readLedgerMetrics({ ledger: engine.ledger, listChannels, reminders, clock })),
    addressOf: (context) => getConnInfo(context).remote.address ?? '',
    office: configuration.office.name,
    version: packageJson.version,
    sites: siteApps(sites, configuration),
    practice: practiceApps(networks, configuration),
  });
};

/** Nothing is accepted that nobody would deliver. */
const endAccepting = async (crashed: Promise<Error>, listening: Listening, log: Log): Promise<Error> => {
  const error = await crashed;
  log.error({ err: error }, 'deliveries have ended by a fault of ours, so nothing more is accepted');
  await listening.close(() => Promise.resolve(), 0);
  return error;
};

const run = async (parts: Parts): Promise<RunningServer> => {
  const { environment, log, clock, configuration, engine, metrics } = parts;
  await refuseClockBehind(engine.ledger, clock);
  const ended = await engine.ledger.endLeases();
  if (ended > 0)
    log.warn({ deliveries: ended }, 'calls of the process before this one have an unknown outcome');
  const administrator = await admitFromFolder({
    dataDir: environment.dataDir,
    given: environment.adminToken,
    admit: createAdmitAdministrator({ tokens: engine.tokens, clock }),
  });

  const own: { origin?: string } = {};
  const outgoing = createOutgoing({ allow: configuration.outgoing.allow, ownOrigin: () => own.origin });
  const secrets = await createFolderSecrets({ folder: join(environment.dataDir, 'secrets') });
  const sites = createSitePages(parts, outgoing, secrets);
  const networks = createPracticeNetworks({
    channels: configuration.channels,
    objectStore: engine.objectStore,
    secrets,
    clock,
  });
  for (const { secretName } of networks) await secrets.makeUp(secretName);

  const accessLog = await openAccessLog({
    folder: join(environment.dataDir, 'log'),
    clock,
    onTrouble: (error) => log.error({ err: error }, 'the access log could not be written'),
  });

  const delivering = await beginDelivering(parts);
  try {
    const useCases = createServerUseCases(parts, { nudges: delivering.nudges, outgoing, secrets });
    const app = createApp(parts, { useCases, sites, networks, accessLog });
    const listening = await listen(app, environment);
    own.origin = listening.origin;
    delivering.start(listening.origin);
    const returnLoop = startReturnLoop({ ...useCases, clock, log });
    return {
      origin: listening.origin,
      administratorToken: administrator.token,
      administratorTokenFile: administrator.file,
      crashed: endAccepting(delivering.crashed, listening, log),
      async close() {
        await listening.close(async () => {
          await Promise.all([delivering.stop(), returnLoop.stop()]);
        });
        await outgoing.close();
        await accessLog.close();
        metrics.stop();
        await engine.close();
      },
    };
  } catch (error) {
    await delivering.stop();
    throw error;
  }
};
