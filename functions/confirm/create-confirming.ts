import type { Logger } from '@aws-lambda-powertools/logger';
import { createChannels } from '../../lib/channels/create-channels.ts';
import { createOutgoing } from '../../lib/channels/outgoing/create-outgoing.ts';
import { createSqsClient } from '../../lib/engines/aws/aws-clients.ts';
import { createSqsNudges } from '../../lib/engines/aws/sqs-nudges.ts';
import type { Confirm } from '../../lib/usecases/confirm.ts';
import { type CountAlarms, createCountAlarms } from '../../lib/usecases/count-alarms.ts';
import { createConfirmation } from '../../lib/usecases/create-confirmation.ts';
import { tellNudgeFailure } from '../runtime/function-log.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

export interface Confirming {
  readonly confirm: Confirm;
  readonly countAlarms: CountAlarms;
}

export const createConfirming = async (
  environment: ReturnType<typeof readEnvironment>,
  logger: Logger,
): Promise<Confirming> => {
  const { engine, configuration, clock } = await openRuntime(environment.storage);
  const { channels } = createChannels(configuration.channels, {
    office: configuration.office,
    outgoing: createOutgoing({
      allow: configuration.outgoing.allow,
      ownOrigin: () => environment.publicOrigin,
    }),
    // Pages are read as anybody reads them: nothing is signed.
    secrets: { read: () => Promise.resolve(undefined) },
    objectStore: engine.objectStore,
    clock,
    folders: null,
    onTrouble: (channel, error) => logger.error('pages could not be written', { channel, error }),
  });
  const nudges = createSqsNudges({
    sqs: createSqsClient(),
    queueUrls: environment.queueUrls,
    clock,
    reportFailure: tellNudgeFailure(logger),
  });
  return {
    confirm: createConfirmation({ engine, nudges, channels, configuration, clock, chance: Math.random }),
    countAlarms: createCountAlarms({ ledger: engine.ledger }),
  };
};
