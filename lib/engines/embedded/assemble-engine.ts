import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import type { Engine } from '../../ports/engine.ts';
import { createChannelRegister } from './channel-register.ts';
import { createErasures, shareErasures } from './erasures.ts';
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
import { createTurns, shareTurns } from './turns.ts';
import { createUnreadableRegister } from './unreadable-register.ts';

export interface Watching {
  readonly clock: Clock;
  /** See `GroupCommit`. */
  readonly onCommit?: (milliseconds: number, writes: number) => void;
}

interface AssemblyOptions extends Watching {
  /** Shared with the other threads that have opened the same ledger; see `EngineShare`. */
  readonly writers?: SharedArrayBuffer;
  readonly erasures?: SharedArrayBuffer;
}

/** The engine over an open ledger, which its caller closes after it; where the objects are is the caller's, too. */
export const assembleEngine = (
  database: DatabaseSync,
  { clock, onCommit, writers = shareTurns(), erasures = shareErasures() }: AssemblyOptions,
  reader: PublicationReader,
): Omit<Engine, 'objectStore'> & { readonly close: () => Promise<void> } => {
  const sequence = createItemSequence(database);
  const newestRecorded = createNewestRecorded(database);
  const publicationCodes = createPublicationCodes(database);
  const { write, alone, close } = createGroupCommit({
    database,
    turns: createTurns(writers),
    beforeCommit: newestRecorded.keep,
    afterRollback: () => {
      sequence.forget();
      newestRecorded.forget();
      publicationCodes.forget();
    },
    onCommit,
  });
  const historyBlocks = createHistoryBlocks(database);
  const context = {
    database,
    clock,
    write,
    alone,
    sequence,
    newestRecorded,
    publicationCodes,
    historyBlocks,
    erasures: createErasures(erasures),
  };
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
