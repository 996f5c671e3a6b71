import type { GroupableRow } from '../../domain/import/grouping.ts';
import type { Sha256 } from '../../domain/item.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { ImportedRow, ImportRegister } from '../../ports/registers.ts';
import { type AlignDependencies, alignItem } from './align-item.ts';
import { type GroupedTitle, groupTitle, placeOf, readSimilar, toImportedRow } from './group-title.ts';
import type { GroupedRow, Told } from './imported-group.ts';
import { groupable, type PreparedRow } from './prepare-rows.ts';
import { correctedTo, SEALED_BEFORE } from './refused-rows.ts';
import { sealedRow } from './sealed-row.ts';

/** All rows of one title key, those of earlier files and those of this one, and what they make. */
export interface TitlePlan extends GroupedTitle {
  readonly titleKey: string;
  readonly stored: readonly (ImportedRow & GroupableRow)[];
  readonly added: readonly GroupedRow[];
  /** Known rows that this import states too: they stay when an earlier one is voided. */
  readonly held: readonly (ImportedRow & GroupableRow)[];
  /** Rows known already with another body: they change nothing. */
  readonly contradicting: readonly PreparedRow[];
  /** Rows that are not taken in, each with the reason. */
  readonly refused: ReadonlyMap<PreparedRow, string>;
}

/** Works out where the rows of one title belong; reads only. `rows` are those of the file, all of this title key. */
export const planTitle = async (
  { imports, ledger }: { readonly imports: ImportRegister; readonly ledger: Ledger },
  titleKey: string,
  rows: readonly PreparedRow[],
  importNumber: number,
): Promise<TitlePlan> => {
  const [known, similar] = await Promise.all([imports.rows(titleKey), readSimilar(ledger, titleKey)]);
  const stored = known.filter(({ sealed }) => !sealed).map(groupable);
  const storedBy = new Map(stored.map((row) => [row.identity, row]));
  const refused = await refusedRows(ledger, rows, known);
  const open = rows.filter((row) => !refused.has(row));
  const added = new Map<Sha256, GroupedRow>();
  for (const { stated } of open.toSorted(comparePrepared)) {
    if (storedBy.has(stated.identity) || added.has(stated.identity)) continue;
    added.set(stated.identity, { ...stated, importedBy: importNumber, holders: [importNumber] });
  }
  const contradicting = open.filter(({ stated }) => contradicts(storedBy.get(stated.identity), stated));
  const restated = new Set(
    open.filter((row) => !contradicting.includes(row)).map(({ stated }) => stated.identity),
  );
  return {
    titleKey,
    stored,
    added: [...added.values()],
    held: stored
      .filter(({ identity, holders }) => restated.has(identity) && !holders.includes(importNumber))
      .map((row) => ({ ...row, holders: [...row.holders, importNumber].toSorted((a, b) => a - b) })),
    ...groupTitle(
      [...stored, ...added.values()],
      similar,
      stored.map(({ itemId }) => itemId),
    ),
    refused,
    contradicting,
  };
};

/**
 * Rows that were sealed with their item, others that say what a sealed item said, and new ones that say what an item was
 * corrected to: such an item has a title and rows of its own, and a file cannot tell which of its copies is meant. A row that
 * is known already stays what it was.
 */
const refusedRows = async (
  ledger: Ledger,
  rows: readonly PreparedRow[],
  known: readonly ImportedRow[],
): Promise<ReadonlyMap<PreparedRow, string>> => {
  const sealed = new Set(known.filter((row) => row.sealed).map(({ identity }) => identity));
  const open = new Set(known.filter((row) => !row.sealed).map(({ identity }) => identity));
  const hashes = [...new Set(rows.flatMap(({ stated }) => stated.contentHash ?? []))];
  const reasons = new Map(
    await Promise.all(hashes.map(async (hash) => [hash, await reasonAgainst(ledger, hash)] as const)),
  );
  return new Map(
    rows.flatMap((row) => {
      const { identity, contentHash } = row.stated;
      const reason = sealed.has(identity) ? SEALED_BEFORE : contentHash && reasons.get(contentHash);
      const isRefused = reason && (reason === SEALED_BEFORE || !open.has(identity));
      return isRefused ? [[row, reason] as const] : [];
    }),
  );
};

const reasonAgainst = async (ledger: Ledger, contentHash: Sha256): Promise<string | undefined> => {
  const content = await ledger.resolve(contentHash);
  const item = content && (await ledger.read(content.itemId))?.item;
  if (item === undefined) return undefined;
  if (item.seal !== null) return SEALED_BEFORE;
  return content?.editionKey == null ? undefined : correctedTo(item.number ?? item.id);
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

/**
 * Carries a plan out. New rows are registered first, moved ones last: whatever step a crash comes at, a later import of
 * the title finds from the register and the ledger what is left to do.
 */
export const carryOutTitle = async (
  dependencies: AlignDependencies & { readonly imports: ImportRegister },
  plan: TitlePlan,
  told: Told,
): Promise<void> => {
  const { imports } = dependencies;
  const { stored, added, held, groups, left } = plan;
  await Promise.all([
    ...added.map((row) => imports.putRow(toImportedRow(row, placeOf(plan, row)))),
    ...held.map((row) => imports.putRow(toImportedRow(row, row.itemId))),
  ]);
  for (const group of groups) {
    if ((await alignItem(dependencies, group.itemId, group, told)) === 'aligned') continue;
    // Sealed since the plan was made: its own pass may have come before our rows.
    await Promise.all(group.rows.map((row) => imports.putRow(sealedRow(toImportedRow(row, group.itemId)))));
  }
  for (const itemId of left) await alignItem(dependencies, itemId, undefined, told);
  const holders = new Map(held.map((row) => [row.identity, row]));
  const moved = stored.filter((row) => row.itemId !== placeOf(plan, row));
  await Promise.all(
    moved.map((row) => imports.putRow(toImportedRow(holders.get(row.identity) ?? row, placeOf(plan, row)))),
  );
};
