import type { DatabaseSync } from 'node:sqlite';
import type { Sentence } from '../../domain/violation.ts';
import { integer } from './columns.ts';
import { CHAINED_HISTORIES } from './migrations/chained-histories.ts';
import { CHANNEL_PAUSES } from './migrations/channel-pauses.ts';
import { FIRST_LEDGER } from './migrations/first-ledger.ts';
import { IMPORT_HOLDERS } from './migrations/import-holders.ts';
import { LEDGER_EPOCH } from './migrations/ledger-epoch.ts';
import { READ_BACK_COPIES } from './migrations/read-back-copies.ts';
import { REDIRECTS } from './migrations/redirects.ts';
import { RELATIONS } from './migrations/relations.ts';
import { RETURN_INPUTS } from './migrations/return-inputs.ts';
import { WAITING_DELIVERIES } from './migrations/waiting-deliveries.ts';
import { WITHDRAWALS_AND_SEALS } from './migrations/withdrawals-and-seals.ts';
import { prepareQuery } from './query.ts';

/** Each brings a ledger from the version of its place to the next; only ever added to. */
const MIGRATIONS = [
  FIRST_LEDGER,
  CHAINED_HISTORIES,
  READ_BACK_COPIES,
  REDIRECTS,
  CHANNEL_PAUSES,
  WAITING_DELIVERIES,
  LEDGER_EPOCH,
  RELATIONS,
  IMPORT_HOLDERS,
  WITHDRAWALS_AND_SEALS,
  RETURN_INPUTS,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** The ledger was written by a newer release than this one, which could only damage it. */
export class LedgerTooNew extends Error {
  override readonly name = 'LedgerTooNew';
  readonly sentence: Sentence;

  constructor(found: number) {
    const sentence = {
      zh: `台账的版本（${found}）比本程序认识的版本（${SCHEMA_VERSION}）新。请升级程序后再启动，台账未作任何改动。`,
      en: `The ledger has version ${found}, newer than the version ${SCHEMA_VERSION} that this release knows. Upgrade the program and start again; the ledger was not touched.`,
    };
    super(`${sentence.zh} ${sentence.en}`);
    this.sentence = sentence;
  }
}

/** Brings the tables to the version of this release, all or nothing. Throws {@link LedgerTooNew}. */
export const migrate = (database: DatabaseSync): void => {
  const found = integer(prepareQuery(database, 'PRAGMA user_version').get()?.[0]);
  if (found > SCHEMA_VERSION) throw new LedgerTooNew(found);
  if (found === SCHEMA_VERSION) return;
  database.exec(
    `BEGIN IMMEDIATE; ${MIGRATIONS.slice(found).join('')} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
  );
};
