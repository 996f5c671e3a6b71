import type { DatabaseSync } from 'node:sqlite';
import type { Sentence } from '../../domain/violation.ts';
import { integer } from './columns.ts';
import { prepareQuery } from './query.ts';

/** What the file's header says of a ledger that must not be worked on as it is ("GKc", "GKs" and a number). */
const MARKS = { copy: 0x474b6301, superseded: 0x474b7301 } as const;

/** `copy`: made by a backup. `superseded`: put back somewhere else. Either would publish again what it does not know of. */
export type LedgerMark = keyof typeof MARKS;

const SENTENCES: Readonly<Record<LedgerMark, Sentence>> = {
  copy: {
    zh: '这是备份中的台账副本，不能直接使用：它不知道备份之后发布过什么，会重复发布。请用 npm run restore 恢复。',
    en: 'This ledger is a copy out of a backup and cannot be used as it is: it does not know what was published since, and would publish it again. Put it back with npm run restore.',
  },
  superseded: {
    zh: '这份台账已由恢复后的台账取代，不能再使用：两份台账会各自发布，互相矛盾。请使用恢复后的数据目录。',
    en: 'This ledger was superseded by one that was put back from a backup, and cannot be used any more: both would publish. Use the data folder that was restored.',
  },
};

/** The ledger is not to be worked on. */
export class LedgerMarked extends Error {
  override readonly name = 'LedgerMarked';
  readonly sentence: Sentence;

  constructor(mark: LedgerMark) {
    const sentence = SENTENCES[mark];
    super(`${sentence.zh} ${sentence.en}`);
    this.sentence = sentence;
  }
}

/** In the header of the file, so that the mark goes with every copy of it and needs no table. */
export const markLedger = (database: DatabaseSync, mark: LedgerMark | null): void => {
  database.exec(`PRAGMA application_id = ${mark === null ? 0 : MARKS[mark]}`);
};

/** Throws {@link LedgerMarked}. */
export const refuseMarked = (database: DatabaseSync): void => {
  const found = integer(prepareQuery(database, 'PRAGMA application_id').get()?.[0]);
  if (found === MARKS.copy) throw new LedgerMarked('copy');
  if (found === MARKS.superseded) throw new LedgerMarked('superseded');
};
