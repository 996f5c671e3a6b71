import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { createChannels } from '../../lib/channels/create-channels.ts';
import { createOutgoing } from '../../lib/channels/outgoing/create-outgoing.ts';
import { createSiteChanges } from '../../lib/channels/site/site-changes.ts';
import { ConfigurationProblem } from '../../lib/configuration/read-configuration.ts';
import { createSecretsManagerClient, createSqsClient } from '../../lib/engines/aws/aws-clients.ts';
import { createSecretsManagerSecrets } from '../../lib/engines/aws/secrets-manager-secrets.ts';
import { createSqsNudges } from '../../lib/engines/aws/sqs-nudges.ts';
import type { UnreadableRegister } from '../../lib/ports/registers.ts';
import { createPipeline } from '../../lib/usecases/create-pipeline.ts';
import type { Deliver } from '../../lib/usecases/deliver.ts';
import { refuseClockBehind } from '../../lib/usecases/refuse-clock-behind.ts';
import { tellNudgeFailure } from '../runtime/function-log.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

export interface Delivering {
  readonly deliver: Deliver;
  readonly unreadable: UnreadableRegister;
}

/** Everything that one channel's deliveries need, and of the other channels nothing. */
export const createDelivering = async (
  environment: ReturnType<typeof readEnvironment>,
  logger: Logger,
): Promise<Delivering> => {
  const { engine, configuration, clock } = await openRuntime(environment.storage);
  await refuseClockBehind(engine.ledger, clock);
  const { objectStore } = engine;
  const definition = configuration.channels.get(environment.channel);
  if (definition === undefined) {
    throw new ConfigurationProblem(
      `渠道“${environment.channel}”未配置。Channel "${environment.channel}" is not configured.`,
    );
  }
  const definitions = new Map([[definition.id, definition]]);
  const { channels, sites } = createChannels(definitions, {
    office: configuration.office,
    outgoing: createOutgoing({
      allow: configuration.outgoing.allow,
      ownOrigin: () => environment.publicOrigin,
    }),
    secrets: createSecretsManagerSecrets({
      client: createSecretsManagerClient(),
      prefix: environment.secretsPrefix,
      clock,
    }),
    objectStore,
    clock,
    folders: null,
    onTrouble: (channel, error) => logger.error('pages could not be written', { channel, error }),
  });
  const { deliver } = createPipeline({
    engine,
    nudges: createSqsNudges({
      sqs: createSqsClient(),
      queueUrls: new Map([[definition.id, environment.queueUrl]]),
      clock,
      reportFailure: tellNudgeFailure(logger),
    }),
    channels,
    configuration: { ...configuration, channels: definitions },
    clock,
    newToken: randomUUID,
    chance: Math.random,
  });
  const { unreadable } = engine;
  if (sites.size === 0) return { deliver, unreadable };
  const changes = createSiteChanges({ objectStore, channel: definition.id, newMark: randomUUID });
  return {
    unreadable,
    deliver: async (nudge) => {
      const report = await deliver(nudge);
      // Also where nothing was left to do: the message may have come back because noting failed.
      if (report.did !== 'waited') await changes.note();
      return report;
    },
  };
};
