import type { Clock } from '../../lib/ports/clock.ts';
import { returnDocuments } from '../../lib/returns/return-documents.ts';
import { type BuildReturn, createBuildReturn } from '../../lib/usecases/build-return.ts';
import { openRuntime } from '../runtime/open-runtime.ts';
import type { readEnvironment } from './environment.ts';

export interface Reporting {
  readonly buildReturn: BuildReturn;
  readonly clock: Clock;
}

export const createReporting = async ({
  storage,
}: ReturnType<typeof readEnvironment>): Promise<Reporting> => {
  const { engine, configuration, clock } = await openRuntime(storage);
  const { ledger, objectStore, returns } = engine;
  const { channels: definitions, policies, office } = configuration;
  const documents = returnDocuments;
  return {
    buildReturn: createBuildReturn({
      ledger,
      register: engine.channels,
      objectStore,
      returns,
      definitions,
      policies,
      office,
      documents,
      clock,
    }),
    clock,
  };
};
