import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createChannels } from '../lib/channels/create-channels.ts';
import { createOutgoing } from '../lib/channels/outgoing/create-outgoing.ts';
import type { Configuration } from '../lib/configuration/configuration.ts';
import { createWorkingDays } from '../lib/domain/working-days.ts';
import { createInProcessNudges } from '../lib/engines/embedded/in-process-nudges.ts';
import type { Clock } from '../lib/ports/clock.ts';
import type { Engine } from '../lib/ports/engine.ts';
import type { Nudges } from '../lib/ports/nudges.ts';
import { createConfirmation } from '../lib/usecases/create-confirmation.ts';
import { createPipeline } from '../lib/usecases/create-pipeline.ts';
import type { AttemptReport } from '../lib/usecases/deliver.ts';
import { createExamine } from '../lib/usecases/relations/examine.ts';
import { createRemind } from '../lib/usecases/remind.ts';
import { createReminders } from '../lib/usecases/reminders.ts';
import { createResume, type Resume } from '../lib/usecases/resume.ts';
import { startConfirmLoop } from './confirm-loop.ts';
import { startExamineLoop } from './examine-loop.ts';
import { createFolderSecrets } from './folder-secrets.ts';
import type { Log } from './log.ts';
import type { Measures } from './metrics/gather-measures.ts';
import { startReceiptLoop } from './receipt-loop.ts';
import { startReminderLoop } from './reminder-loop.ts';
import { startTickLoop } from './tick-loop.ts';

/** Milliseconds that calls under way may take to end when the server stops. */
const STOPS_WITHIN = 30_000;

/** The half of the server that works by itself: nudges, deliveries, the tick, confirmation, receipts, doubles, the index pages of sites. */
export interface Delivering {
  readonly nudges: Nudges;
  /** Begins to deliver; the origin is where the server listens. Nudges sent before are kept. */
  start(origin: string): void;
  /** Begins nothing more and waits for what is under way, within reason. Resolves as well where it had not begun. */
  stop(): Promise<void>;
}

const resumeInPeace = async (resume: Resume, log: Log): Promise<void> => {
  try {
    const items = await resume();
    if (items > 0) log.info({ items }, 'resumed what was owed');
  } catch (error) {
    log.error({ err: error }, 'could not resume; the tick comes back to what is owed');
  }
};

/** Delivers in the thread that calls; resolves when the sites' pages are in line with their articles. */
export const createDelivering = async (dependencies: {
  readonly engine: Engine;
  readonly dataDir: string;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly log: Log;
  readonly measures: Measures;
}): Promise<Delivering> => {
  const { engine, dataDir, configuration, clock, log, measures } = dependencies;
  const { channels: definitions, office } = configuration;
  const { ledger, objectStore } = engine;
  const own: { origin?: string } = {};
  const outgoing = createOutgoing({ allow: configuration.outgoing.allow, ownOrigin: () => own.origin });
  const { channels, sites, inboxes } = createChannels(definitions, {
    office,
    outgoing,
    secrets: await createFolderSecrets({ folder: join(dataDir, 'secrets') }),
    objectStore,
    clock,
    folders: configuration.outgoing.folders,
    onTrouble: (channel, error) =>
      log.error({ channel, err: error }, 'pages could not be written and will be tried again'),
  });
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
  const confirm = createConfirmation({
    engine,
    nudges,
    channels,
    configuration,
    clock,
    chance: Math.random,
  });
  const examine = createExamine({ ledger, suspects: engine.suspects, clock });
  const reminders = createReminders({
    ledger,
    definitions,
    workingDays: createWorkingDays(configuration.calendar),
    clock,
  });
  const remind = createRemind({ ledger, reminders });
  for (const site of sites.values()) await site.start();
  let endDeliveries: (() => Promise<void>) | undefined;

  return {
    nudges,
    start(origin) {
      own.origin = origin;
      const loop = startTickLoop({ tick, ledger, clock, log });
      const loops = [
        loop,
        startConfirmLoop({ confirm, log, onReport: measures.confirmed }),
        startExamineLoop({ examine, log }),
        startReminderLoop({ remind, clock, log }),
        ...Array.from(inboxes, ([channel, inbox]) =>
          startReceiptLoop({ channel, inbox, collect: collectReceipts, log }),
        ),
      ];
      const tell = (report: AttemptReport): void => {
        if (report.next !== null) loop.expect(report.next);
        measures.attempted(report);
        if (report.did === 'attempted') log.info(report, 'attempt');
      };
      nudges.start(async (nudge) => tell(await deliver(nudge)));
      const resumed = resumeInPeace(createResume({ ledger, nudges }), log);
      endDeliveries = async () => {
        await Promise.all(loops.map((each) => each.stop()));
        await resumed;
        if (!(await nudges.stop({ milliseconds: STOPS_WITHIN }))) {
          log.warn({}, 'calls were still under way; their outcome will be looked up after the next start');
        }
      };
    },
    async stop() {
      await endDeliveries?.();
      for (const site of sites.values()) await site.stop();
      await outgoing.close();
    },
  };
};
