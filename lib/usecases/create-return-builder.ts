import type { Configuration } from '../configuration/configuration.ts';
import type { ReturnDocuments } from '../domain/return-documents.ts';
import { createWorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import type { Secrets } from '../ports/secrets.ts';
import { createFillForm } from './fill-form.ts';
import { type CarryOutReturn, createCarryOutReturn } from './returns/carry-out-return.ts';

/** Under this name an office that signs its returns stores the private key, in PEM. */
const SIGNING_KEY_SECRET = 'return-signing-key';

/** Builds and files returns over one engine, wherever that is done. */
export const createReturnBuilder = ({
  engine,
  configuration,
  documents,
  secrets,
  clock,
}: {
  readonly engine: Pick<Engine, 'ledger' | 'returns' | 'channels' | 'objectStore'>;
  readonly configuration: Pick<Configuration, 'channels' | 'policies' | 'office' | 'calendar'>;
  readonly documents: ReturnDocuments;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): CarryOutReturn => {
  const { ledger, returns, channels: register, objectStore } = engine;
  const { channels: definitions, policies, office, calendar } = configuration;
  return createCarryOutReturn({
    ledger,
    returns,
    register,
    objectStore,
    definitions,
    policies,
    office,
    documents,
    workingDays: createWorkingDays(calendar),
    fillForm: createFillForm({ returns, policies }),
    clock,
    readSigningKey: () => secrets.read(SIGNING_KEY_SECRET),
  });
};
