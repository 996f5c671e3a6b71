import type { ReturnRecord, ReturnRegister } from '../../ports/registers.ts';
import { json } from './columns.ts';
import type { LedgerContext } from './ledger-context.ts';
import { prepareQuery, type Row } from './query.ts';
import { createReturnInputs } from './return-inputs.ts';

export const createReturnRegister = (context: Pick<LedgerContext, 'database' | 'write'>): ReturnRegister => {
  const { database, write } = context;
  const put = database.prepare(
    `INSERT INTO return_record (year, revision, record) VALUES (?, ?, ?) ON CONFLICT (year, revision) DO NOTHING`,
  );
  const update = database.prepare('UPDATE return_record SET record = ? WHERE year = ? AND revision = ?');
  const ofYear = prepareQuery(database, 'SELECT record FROM return_record WHERE year = ? ORDER BY revision');
  const list = (year: number): readonly ReturnRecord[] => ofYear.all(year).map((row) => decodeReturn(row));
  const replace = (record: ReturnRecord): void => {
    update.run(JSON.stringify(record), record.year, record.revision);
  };
  return {
    ...createReturnInputs(context),
    put: (record) =>
      write(() =>
        put.run(record.year, record.revision, JSON.stringify(record)).changes === 1 ? 'written' : 'exists',
      ),
    replace: (record) => write(() => replace(record)),
    file: (record) =>
      write(() => {
        const other = list(record.year).find(
          ({ state, revision, amendment }) =>
            state === 'filed' &&
            revision !== record.revision &&
            amendment?.number === record.amendment?.number,
        );
        if (other !== undefined) return 'taken';
        replace(record);
        return 'filed';
      }),
    list: async (year) => list(year),
  };
};

/** Records of the first release tell of no hashes before; later ones, of drafts only, of nothing but their files. */
const decodeReturn = (row: Row): ReturnRecord => {
  const record: ReturnRecord = json(row[0]);
  return {
    ...record,
    task: record.task ?? { kind: 'draft' },
    files: record.files.map((file) => ({ ...file, before: file.before ?? [] })),
    basis: record.basis ?? null,
    manifestSha256: record.manifestSha256 ?? null,
    amendment: record.amendment ?? null,
    refusal: record.refusal ?? null,
    supersededBy: record.supersededBy ?? null,
  };
};
