import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import type { Erasures } from './erasures.ts';
import type { GroupCommit } from './group-commit.ts';
import type { HistoryBlocks } from './history-blocks.ts';
import type { ItemSequence } from './item-sequence.ts';
import type { NewestRecorded } from './newest-recorded.ts';
import type { PublicationCodes } from './publication-codes.ts';

/** What the parts of the ledger share. */
export interface LedgerContext {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly write: GroupCommit['write'];
  readonly alone: GroupCommit['alone'];
  readonly sequence: ItemSequence;
  readonly newestRecorded: NewestRecorded;
  readonly publicationCodes: PublicationCodes;
  readonly historyBlocks: HistoryBlocks;
  readonly erasures: Erasures;
}
