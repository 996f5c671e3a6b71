import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { getConnInfo } from '@hono/node-server/conninfo';
import { createApi, type SubApp } from '../lib/api/create-api.ts';
import { createUseCases } from '../lib/api/create-use-cases.ts';
import { type Channels, createChannels } from '../lib/channels/create-channels.ts';
import { createKeyServer } from '../lib/channels/outgoing/create-key-server.ts';
import { createOutgoing } from '../lib/channels/outgoing/create-outgoing.ts';
import {
  createPracticeNetworks,
  type PracticeMount,
} from '../lib/channels/practice/create-practice-networks.ts';
import type { Configuration } from '../lib/configuration/configuration.ts';
import { readConfiguration } from '../lib/configuration/read-configuration.ts';
import { createWorkingDays } from '../lib/domain/working-days.ts';
import { createInProcessNudges } from '../lib/engines/embedded/in-process-nudges.ts';
import { type EmbeddedEngine, openEmbeddedEngine } from '../lib/engines/embedded/open-embedded-engine.ts';
import { type Clock, systemClock } from '../lib/ports/clock.ts';
import { createAdmitAdministrator } from '../lib/usecases/admit-administrator.ts';
import { createConfirmation } from '../lib/usecases/create-confirmation.ts';
import { createPipeline } from '../lib/usecases/create-pipeline.ts';
import type { AttemptReport } from '../lib/usecases/deliver.ts';
import { refuseClockBehind } from '../lib/usecases/refuse-clock-behind.ts';
import { createExamine } from '../lib/usecases/relations/examine.ts';
import { createRemind } from '../lib/usecases/remind.ts';
import { createReminders } from '../lib/usecases/reminders.ts';
import { createResume, type Resume } from '../lib/usecases/resume.ts';
import packageJson from '../package.json' with { type: 'json' };
import { openAccessLog } from './access-log.ts';
import { admitFromFolder } from './administrator-token.ts';
import { startConfirmLoop } from './confirm-loop.ts';
import type { Environment } from './environment.ts';
import { startExamineLoop } from './examine-loop.ts';
import { createFolderSecrets } from './folder-secrets.ts';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics/create-metrics.ts';
import { readLedgerMetrics } from './metrics/ledger-metrics.ts';
import { startReceiptLoop } from './receipt-loop.ts';
import { startReminderLoop } from './reminder-loop.ts';
import { startTickLoop } from './tick-loop.ts';

/** Milliseconds that calls under way may take to end when the server stops. */
const STOPS_WITHIN = 30_000;

export interface RunningServer {
  /** `http://127.0.0.1:8080`, as it listens. */
  readonly origin: string;
  /** The administrator's token; never to be printed. */
  readonly administratorToken: string;
  /** The file that holds it; null where it came from the environment. */
  readonly administratorTokenFile: string | null;
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

interface Parts {
  readonly environment: Environment;
  readonly log: Log;
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly engine: EmbeddedEngine;
  readonly metrics: Metrics;
}

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

const resumeInPeace = async (resume: Resume, log: Log): Promise<void> => {
  try {
    const items = await resume();
    if (items > 0) log.info({ items }, 'resumed what was owed');
  } catch (error) {
    log.error({ err: error }, 'could not resume; the tick comes back to what is owed');
  }
};

const run = async (parts: Parts): Promise<RunningServer> => {
  const { environment, log, clock, configuration, engine, metrics } = parts;
  const { channels: definitions, office, limits } = configuration;
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
  const { channels, sites, inboxes } = createChannels(definitions, {
    office,
    outgoing,
    secrets,
    objectStore: engine.objectStore,
    clock,
    folders: configuration.outgoing.folders,
    onTrouble: (channel, error) =>
      log.error({ channel, err: error }, 'pages could not be written and will be tried again'),
  });
  const networks = createPracticeNetworks({
    channels: definitions,
    objectStore: engine.objectStore,
    secrets,
    clock,
  });
  for (const { secretName } of networks) await secrets.makeUp(secretName);

  const nudges = createInProcessNudges({
    clock,
    concurrencyOf: (channel) => definitions.get(channel)?.concurrency ?? 1,
    logger: log,
  });
  const { deliver, tick, collectReceipts } = createPipeline({
    engine,
    nudges,
    channels,
    configuration,
    clock,
    newToken: randomUUID,
    chance: Math.random,
  });
  const useCases = createUseCases({
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
  });
  const accessLog = await openAccessLog({
    folder: join(environment.dataDir, 'log'),
    clock,
    onTrouble: (error) => log.error({ err: error }, 'the access log could not be written'),
  });
  const { listChannels } = useCases;
  const reminders = createReminders({
    ledger: engine.ledger,
    definitions,
    workingDays: createWorkingDays(configuration.calendar),
    clock,
  });
  const app = createApi({
    useCases,
    limits,
    log,
    onAnswered: (request) => {
      accessLog.note(request);
      metrics.answered(request);
    },
    readMetrics: () =>
      metrics.read(() => readLedgerMetrics({ ledger: engine.ledger, listChannels, reminders, clock })),
    addressOf: (context) => getConnInfo(context).remote.address ?? '',
    office: office.name,
    version: packageJson.version,
    sites: siteApps(sites, configuration),
    practice: practiceApps(networks, configuration),
  });

  for (const site of sites.values()) await site.start();
  const listening = await listen(app, environment);
  own.origin = listening.origin;

  const loop = startTickLoop({ tick, ledger: engine.ledger, clock, log });
  const tell = (report: AttemptReport): void => {
    if (report.next !== null) loop.expect(report.next);
    metrics.attempted(report);
    if (report.did === 'attempted') log.info(report, 'attempt');
  };
  nudges.start(async (nudge) => tell(await deliver(nudge)));
  const receiptLoops = Array.from(inboxes, ([channel, inbox]) =>
    startReceiptLoop({ channel, inbox, collect: collectReceipts, log }),
  );
  const confirm = createConfirmation({
    engine,
    nudges,
    channels,
    configuration,
    clock,
    chance: Math.random,
  });
  const confirmLoop = startConfirmLoop({ confirm, log, onReport: metrics.confirmed });
  const examineLoop = startExamineLoop({
    examine: createExamine({ ledger: engine.ledger, suspects: engine.suspects, clock }),
    log,
  });
  const reminderLoop = startReminderLoop({
    remind: createRemind({ ledger: engine.ledger, reminders }),
    clock,
    log,
  });
  const resumed = resumeInPeace(createResume({ ledger: engine.ledger, nudges }), log);

  return {
    origin: listening.origin,
    administratorToken: administrator.token,
    administratorTokenFile: administrator.file,
    async close() {
      await listening.close(async () => {
        await Promise.all([loop.stop(), confirmLoop.stop(), examineLoop.stop(), reminderLoop.stop()]);
        await Promise.all(receiptLoops.map((each) => each.stop()));
        await resumed;
        if (!(await nudges.stop({ milliseconds: STOPS_WITHIN }))) {
          log.warn({}, 'calls were still under way; their outcome will be looked up after the next start');
        }
      });
      for (const site of sites.values()) await site.stop();
      await outgoing.close();
      await accessLog.close();
      metrics.stop();
      await engine.close();
    },
  };
};
