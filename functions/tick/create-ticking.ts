import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { createChannels } from '../../lib/channels/create-channels.ts';
import { createSiteChanges } from '../../lib/channels/site/site-changes.ts';
import type { ChannelId } from '../../lib/domain/item.ts';
import { createSqsClient } from '../../lib/engines/aws/aws-clients.ts';
import { createSqsNudges } from '../../lib/engines/aws/sqs-nudges.ts';
import { createPipeline } from '../../lib/usecases/create-pipeline.ts';
import { createExamine, type Examine } from '../../lib/usecases/relations/examine.ts';
import type { Tick } from '../../lib/usecases/tick.ts';
import { tellNudgeFailure } from '../runtime/function-log.ts';
import { noOutgoing } from '../runtime/no-outgoing.ts';
import { openRuntime, type Runtime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

export interface Ticking {
  readonly tick: Tick;
  readonly examine: Examine;
  /** Rebuilds the index pages of sites whose articles changed; answers which. */
  readonly rebuildSites: () => Promise<readonly ChannelId[]>;
}

export const createTicking = async (
  environment: ReturnType<typeof readEnvironment>,
  logger: Logger,
): Promise<Ticking> => {
  const runtime = await openRuntime(environment.storage);
  const { engine, configuration, clock } = runtime;
  const { tick } = createPipeline({
    engine,
    nudges: createSqsNudges({
      sqs: createSqsClient(),
      queueUrls: environment.queueUrls,
      clock,
      reportFailure: tellNudgeFailure(logger),
    }),
    // The tick calls no channel.
    channels: new Map(),
    configuration,
    clock,
    newToken: randomUUID,
    chance: Math.random,
  });
  const examine = createExamine({ ledger: engine.ledger, suspects: engine.suspects, clock });
  return { tick, examine, rebuildSites: createRebuildSites(runtime, logger) };
};

const createRebuildSites = (
  { engine: { objectStore }, configuration, clock }: Runtime,
  logger: Logger,
): Ticking['rebuildSites'] => {
  const { sites } = createChannels(
    new Map([...configuration.channels].filter(([, { kind }]) => kind === 'site')),
    {
      office: configuration.office,
      // Index pages are made of what is in the object store: nothing is asked of anybody, and nothing signed.
      outgoing: noOutgoing,
      secrets: { read: () => Promise.resolve(undefined) },
      objectStore,
      clock,
      folders: null,
      onTrouble: (channel, error) => logger.error('pages could not be written', { channel, error }),
    },
  );
  return async () => {
    const rebuilt: ChannelId[] = [];
    for (const [channel, site] of sites) {
      const changes = createSiteChanges({ objectStore, channel, newMark: randomUUID });
      if (await changes.rebuildAfterChange(() => site.rebuild())) rebuilt.push(channel);
    }
    return rebuilt;
  };
};
