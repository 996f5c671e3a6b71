import type { Logger } from '@aws-lambda-powertools/logger';
import { createSecretsManagerClient } from '../../lib/engines/aws/aws-clients.ts';
import { createSecretsManagerSecrets } from '../../lib/engines/aws/secrets-manager-secrets.ts';
import { isWithinLongestBuild } from '../../lib/engines/aws/sqs-return-works.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { returnDocuments } from '../../lib/returns/return-documents.ts';
import { type BuildReturn, createBuildReturn } from '../../lib/usecases/build-return.ts';
import { createReturnBuilder } from '../../lib/usecases/create-return-builder.ts';
import { createListReturns, type ListReturns } from '../../lib/usecases/list-returns.ts';
import { createBringAbout } from '../../lib/usecases/returns/bring-about.ts';
import type { CarryOutReturn } from '../../lib/usecases/returns/carry-out-return.ts';
import { createWorksInProcess } from '../../lib/usecases/returns/works-in-process.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

export interface Reporting {
  /** For what the API hands over. */
  readonly carryOut: CarryOutReturn;
  readonly buildReturn: BuildReturn;
  readonly listReturns: ListReturns;
  readonly clock: Clock;
}

export const createReporting = async (
  { storage, secretsPrefix }: ReturnType<typeof readEnvironment>,
  logger: Logger,
): Promise<Reporting> => {
  const { engine, configuration, clock } = await openRuntime(storage);
  const { returns } = engine;
  const carryOut = createReturnBuilder({
    engine,
    configuration,
    documents: returnDocuments,
    clock,
    secrets: createSecretsManagerSecrets({
      client: createSecretsManagerClient(),
      prefix: secretsPrefix,
      clock,
    }),
  });
  const works = {
    ...createWorksInProcess({
      carryOut,
      onTrouble: (work, error) => logger.error('a return could not be built', { ...work, error }),
    }),
    isUnderWay: isWithinLongestBuild,
  };
  const bringAbout = createBringAbout({
    returns,
    works,
    clock,
    // The function itself has an end; until then it waits for its own work alone.
    patience: Number.POSITIVE_INFINITY,
    pause: () => new Promise(() => undefined),
  });
  return {
    carryOut,
    buildReturn: createBuildReturn({ bringAbout, clock }),
    listReturns: createListReturns({ returns, works, clock }),
    clock,
  };
};
