import { canonicalLine } from '../../domain/content/canonical-text.ts';
import { groupRows } from '../../domain/import/group-rows.ts';
import type { GroupableRow, Grouping } from '../../domain/import/grouping.ts';
import type { ItemId, Sha256 } from '../../domain/item.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ImportedRow, ImportRegister } from '../../ports/registers.ts';
import { type AlignDependencies, alignItem } from './align-item.ts';
import type { GroupedRow, ImportedGroup, Told } from './imported-group.ts';
import { groupable, type PreparedRow } from './prepare-rows.ts';
import { sealedRow } from './sealed-row.ts';

/** Enough to tell one candidate from several, and to find whatever rows have left behind. */
const SIMILAR_READ = 1000;

/** All rows of one title key, those of earlier files and those of this one, and what they make. */
export interface TitlePlan {
  readonly titleKey: string;
  readonly stored: readonly (ImportedRow & GroupableRow)[];
  readonly added: readonly GroupedRow[];
  readonly groups: readonly ImportedGroup[];
  readonly suspects: Grouping['suspects'];
  /** Where the rows, known and new, belong now. */
  readonly itemIds: ReadonlyMap<Sha256, ItemId>;
  /** Rows known already with another body: they change nothing. */
  readonly contradicting: readonly PreparedRow[];
  /** Rows of sealed items: they are not taken back in. */
  readonly sealed: readonly PreparedRow[];
  /** Items without a body that may have lost their rows. */
  readonly left: readonly ItemId[];
}

/** Works out where the rows of one title belong; reads only. `rows` are those of the file, all of this title key. */
export const planTitle = async (
  { imports, ledger }: { readonly imports: ImportRegister; readonly ledger: Ledger },
  titleKey: string,
  rows: readonly PreparedRow[],
  importNumber: number,
): Promise<TitlePlan> => {
  const [known, similar] = await Promise.all([
    imports.rows(titleKey),
    ledger.findSimilar({ title: titleKey, documentNumber: null }, SIMILAR_READ),
  ]);
  const stored = known.filter(({ sealed }) => !sealed).map(groupable);
  const storedBy = new Map(stored.map((row) => [row.identity, row]));
  const sealed = await rowsOfSealed(ledger, rows, known);
  const open = rows.filter((row) => !sealed.includes(row));
  const added = new Map<Sha256, GroupedRow>();
  for (const { stated } of open.toSorted(comparePrepared)) {
    if (storedBy.has(stated.identity) || added.has(stated.identity)) continue;
    added.set(stated.identity, { ...stated, importedBy: importNumber, holders: [importNumber] });
  }
  const all = new Map<Sha256, GroupedRow>([...storedBy, ...added]);
  const { groups, suspects } = groupRows(
    [...all.values()],
    similar
      .filter(({ bodyless }) => !bodyless)
      .map(({ itemId, documentNumber }) => ({
        itemId,
        documentNumberKey: documentNumber === null ? null : canonicalLine(documentNumber),
      })),
  );
  const itemIds = new Map(
    groups.flatMap(({ itemId, rows: members }) => members.map(({ identity }) => [identity, itemId])),
  );
  const current = new Set(groups.map(({ itemId }) => itemId));
  const former = [
    ...stored.map(({ itemId }) => itemId),
    ...similar.filter(({ bodyless }) => bodyless).map(({ itemId }) => itemId),
  ];
  return {
    titleKey,
    stored,
    added: [...added.values()],
    groups: groups.map((group) => withImports(group, all)),
    suspects,
    itemIds,
    sealed,
    contradicting: open.filter(({ stated }) => contradicts(storedBy.get(stated.identity), stated)),
    left: [...new Set(former)].filter((itemId) => !current.has(itemId)),
  };
};

/** Rows that were sealed with their item, and others that say what a sealed item said. */
const rowsOfSealed = async (
  ledger: Ledger,
  rows: readonly PreparedRow[],
  known: readonly ImportedRow[],
): Promise<readonly PreparedRow[]> => {
  const identities = new Set(known.filter(({ sealed }) => sealed).map(({ identity }) => identity));
  const hashes = [...new Set(rows.flatMap(({ stated }) => stated.contentHash ?? []))];
  const sealedHashes = new Set(
    (await Promise.all(hashes.map(async (hash) => ((await isSealed(ledger, hash)) ? [hash] : [])))).flat(),
  );
  return rows.filter(
    ({ stated: { identity, contentHash } }) =>
      identities.has(identity) || (contentHash !== null && sealedHashes.has(contentHash)),
  );
};

const isSealed = async (ledger: Ledger, contentHash: Sha256): Promise<boolean> => {
  const content = await ledger.resolve(contentHash);
  const item = content && (await ledger.read(content.itemId))?.item;
  return item !== undefined && item.seal !== null;
};

/** Of two lines of one identity the one with a body, else always the same one, is the row. */
const comparePrepared = (a: PreparedRow, b: PreparedRow): number => {
  const [first, second] = [a, b].map(
    ({ stated }) => `${Number(stated.body === null)}${JSON.stringify(stated)}`,
  );
  return first === undefined || second === undefined || first === second ? 0 : first < second ? -1 : 1;
};

const contradicts = (known: GroupableRow | undefined, stated: GroupableRow): boolean =>
  known !== undefined && stated.contentHash !== null && stated.contentHash !== known.contentHash;

const withImports = (
  { itemId, rows: [first, ...rest] }: Grouping['groups'][number],
  rows: ReadonlyMap<Sha256, GroupedRow>,
): ImportedGroup => {
  const imported = (row: GroupableRow): GroupedRow => {
    const found = rows.get(row.identity);
    if (found === undefined) throw new Error(`a row that nobody gave was grouped: ${row.identity}`);
    return found;
  };
  return { itemId, rows: [imported(first), ...rest.map(imported)] };
};

/**
 * Carries a plan out. New rows are registered first, moved ones last: whatever step a crash comes at, a later import of
 * the title finds from the register and the ledger what is left to do.
 */
export const carryOutTitle = async (
  dependencies: AlignDependencies & { readonly imports: ImportRegister },
  { stored, added, groups, itemIds, left }: TitlePlan,
  told: Told,
): Promise<void> => {
  const { imports } = dependencies;
  const place = ({ identity }: GroupedRow): ItemId => {
    const itemId = itemIds.get(identity);
    if (itemId === undefined) throw new Error(`a row was grouped nowhere: ${identity}`);
    return itemId;
  };
  await Promise.all(added.map((row) => imports.putRow(toImportedRow(row, place(row)))));
  for (const group of groups) {
    if ((await alignItem(dependencies, group.itemId, group, told)) === 'aligned') continue;
    // Sealed since the plan was made: its own pass may have come before our rows.
    await Promise.all(group.rows.map((row) => imports.putRow(sealedRow(toImportedRow(row, group.itemId)))));
  }
  for (const itemId of left) await alignItem(dependencies, itemId, undefined, told);
  const moved = stored.filter((row) => row.itemId !== place(row));
  await Promise.all(moved.map((row) => imports.putRow(toImportedRow(row, place(row)))));
};

const toImportedRow = ({ contentHash: _contentHash, ...row }: GroupedRow, itemId: ItemId): ImportedRow => ({
  ...row,
  itemId,
  sealed: false,
});
