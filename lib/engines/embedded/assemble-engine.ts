import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import type { Engine } from '../../ports/engine.ts';
import { createChannelRegister } from './channel-register.ts';
import { createGroupCommit } from './group-commit.ts';
import { createHistoryBlocks } from './history-blocks.ts';
import { createImportRegister } from './import-register.ts';
import { createItemSequence } from './item-sequence.ts';
import { createNewestRecorded } from './newest-recorded.ts';
import { createPublicationCodes } from './publication-codes.ts';
import type { PublicationReader } from './publication-reader.ts';
import { createRelationLog } from './relation-log.ts';
import { createReturnRegister } from './return-register.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { createSuspectRegister } from './suspect-register.ts';
import { createTokenRegister } from './token-register.ts';
import { createUnreadableRegister } from './unreadable-register.ts';

interface AssemblyOptions {
  readonly clock: Clock;
  /** See `GroupCommit`. */
  readonly onCommit?: (milliseconds: number, writes: number) => void;
}

/** The engine over an open ledger, which its caller closes after it; where the objects are is the caller's, too. */
export const assembleEngine = (
  database: DatabaseSync,
  { clock, onCommit }: AssemblyOptions,
  reader: PublicationReader,
): Omit<Engine, 'objectStore'> & { readonly close: () => void } => {
  const sequence = createItemSequence(database);
  const newestRecorded = createNewestRecorded(database);
  const publicationCodes = createPublicationCodes(database);
  const { write, close } = createGroupCommit({
    database,
    beforeCommit: newestRecorded.keep,
    afterRollback: () => {
      sequence.forget();
      newestRecorded.forget();
      publicationCodes.forget();
    },
    onCommit,
  });
  const historyBlocks = createHistoryBlocks(database);
  const context = { database, clock, write, sequence, newestRecorded, publicationCodes, historyBlocks };
  return {
    ledger: createSqliteLedger(context, reader),
    channels: createChannelRegister(context),
    imports: createImportRegister(context),
    tokens: createTokenRegister(context),
    unreadable: createUnreadableRegister(context),
    returns: createReturnRegister(context),
    relations: createRelationLog(context),
    suspects: createSuspectRegister(context),
    close,
  };
};
