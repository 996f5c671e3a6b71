import type { GroupableRow } from '../../domain/import/grouping.ts';
import type { ImportedRow, ImportRegister } from '../../ports/registers.ts';
import { type AlignDependencies, alignItem, takeBackDeliveries } from './align-item.ts';
import { groupTitle, placeOf, readSimilar, toImportedRow } from './group-title.ts';
import type { Told, VoidingOrder } from './imported-group.ts';
import { groupable } from './prepare-rows.ts';

type StoredRow = ImportedRow & GroupableRow;

/**
 * Takes back what one import said under one title, and answers how many rows were forgotten. Rows that another import holds
 * stay, and are grouped anew without the others. What no row states any more stops being public before its row is forgotten:
 * whatever step a crash comes at, voiding again finds what is left to do.
 */
export const voidTitle = async (
  dependencies: AlignDependencies & { readonly imports: ImportRegister },
  titleKey: string,
  told: Told & { readonly voiding: VoidingOrder },
): Promise<number> => {
  const { imports, ledger } = dependencies;
  const [known, similar] = await Promise.all([imports.rows(titleKey), readSimilar(ledger, titleKey)]);
  const stored = known.filter(({ sealed }) => !sealed).map(groupable);
  const { number } = told.voiding;
  const forgotten = stored.filter(({ holders }) => holders.every((holder) => holder === number));
  const staying = stored.filter((row) => !forgotten.includes(row)).map((row) => withoutHolder(row, number));
  const title = groupTitle(
    staying,
    similar,
    stored.map(({ itemId }) => itemId),
  );
  for (const group of title.groups) await alignItem(dependencies, group.itemId, group, told);
  for (const itemId of title.left) await alignItem(dependencies, itemId, undefined, told);
  for (const row of forgotten) await takeBackFromOther(dependencies, row, told);
  await Promise.all([
    ...staying
      .filter((row) => !stored.includes(row) || row.itemId !== placeOf(title, row))
      .map((row) => imports.putRow(toImportedRow(row, placeOf(title, row)))),
    ...forgotten.map((row) => imports.forgetRow(row)),
  ]);
  return forgotten.length;
};

/** The same row where the import did not hold it. */
const withoutHolder = (row: StoredRow, number: number): StoredRow => {
  const [first, ...others] = row.holders.filter((holder) => holder !== number);
  if (first === undefined || others.length + 1 === row.holders.length) return row;
  return { ...row, importedBy: first, holders: [first, ...others] };
};

/** An item that was corrected to what the row says took the row's publication in: it is taken back there. */
const takeBackFromOther = async (
  dependencies: AlignDependencies,
  row: StoredRow,
  told: Told,
): Promise<void> => {
  const content = await dependencies.ledger.resolve(row.itemId);
  if (content === undefined || content.itemId === row.itemId) return;
  await takeBackDeliveries(
    dependencies,
    content.itemId,
    ({ channel, publicAt }) => channel === row.channel && publicAt === row.publishedAt,
    told,
  );
};
