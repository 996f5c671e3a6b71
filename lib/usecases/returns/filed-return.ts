import * as z from 'zod';
import type { ReturnFigures } from '../../domain/figure-differences.ts';
import type { FilledCell } from '../../domain/form/filled-cell.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReturnRecord } from '../../ports/registers.ts';

const CellValue = z.union([z.number(), z.literal('/'), z.literal('-'), z.null()]);
const Sets = z.array(z.object({ channels: z.array(z.string()), items: z.number() }));

/** What is read back of `data.json`. */
const FiledData = z.object({
  count: z.looseObject({
    year: z.number(),
    total: z.number(),
    published: z.number(),
    firstPublishedEarlier: z.number(),
    channels: z.record(z.string(), z.number()),
    regions: Sets,
    overlaps: Sets,
    formRows: z.record(z.string(), z.number()),
    reposts: z.number(),
    withdrawn: z.number(),
    withdrawnAsError: z.number(),
    late: z.number(),
    importedDeliveries: z.number(),
    practiceDeliveries: z.number(),
    policies: z.object({ countReposts: z.boolean() }),
  }),
  normativeDocuments: z.number(),
  cells: z.array(
    z.object({
      id: z.string(),
      value: CellValue,
      from: z.enum(['ledger', 'entered']).nullable(),
      proposed: CellValue,
    }),
  ),
});

export interface FiledReturn extends ReturnFigures {
  readonly cells: readonly FilledCell[];
}

/** The return that was filed last: the year's, or its newest amendment. */
export const lastFiled = (records: readonly ReturnRecord[]): ReturnRecord | undefined =>
  records
    .filter(({ state }) => state === 'filed')
    .reduce<ReturnRecord | undefined>(
      (last, record) => ((record.amendment?.number ?? 0) >= (last?.amendment?.number ?? 0) ? record : last),
      undefined,
    );

/** Throws when a file of a filed return is gone or was made unreadable: then nothing may be compared with it. */
export const readFiledReturn = async (
  objectStore: Pick<ObjectStore, 'get'>,
  record: ReturnRecord,
): Promise<FiledReturn> => {
  const file = record.files.find(({ name }) => name === 'data.json');
  const stored = file && (await objectStore.get(file.key));
  if (stored === undefined) throw new Error(`return ${record.year}/${record.revision} has lost data.json`);
  return FiledData.parse(JSON.parse(Buffer.from(stored.bytes).toString('utf8')));
};
