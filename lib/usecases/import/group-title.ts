import { canonicalLine } from '../../domain/content/canonical-text.ts';
import { groupRows } from '../../domain/import/group-rows.ts';
import type { GroupableRow, Grouping } from '../../domain/import/grouping.ts';
import type { ItemId, Sha256 } from '../../domain/item.ts';
import type { ItemSnapshot } from '../../domain/ledger-rows.ts';
import type { Ledger, SimilarItem } from '../../ports/ledger.ts';
import type { ImportedRow } from '../../ports/registers.ts';
import type { GroupedRow, ImportedGroup } from './imported-group.ts';

/** Enough to tell one candidate from several, and to find whatever rows have left behind. */
const SIMILAR_READ = 1000;

/**
 * Items of the title. Of those with a body only what somebody posted: an item that imports alone made is what its rows say, and
 * they are given; what the ledger holds of it may be of rows that go.
 */
export const readSimilar = async (ledger: Ledger, titleKey: string): Promise<readonly SimilarItem[]> => {
  const similar = await ledger.findSimilar({ title: titleKey, documentNumber: null }, SIMILAR_READ);
  const kept = await Promise.all(
    similar.map(async ({ itemId, bodyless }) => bodyless || isPosted(await ledger.read(itemId))),
  );
  return similar.filter((_, index) => kept[index]);
};

const isPosted = (snapshot: ItemSnapshot | undefined): boolean =>
  snapshot !== undefined &&
  (snapshot.item.importedBy === null || snapshot.edition.content.approvals.length > 0);

/** What all rows of one title make. */
export interface GroupedTitle {
  readonly groups: readonly ImportedGroup[];
  readonly suspects: Grouping['suspects'];
  /** Where each row belongs. */
  readonly itemIds: ReadonlyMap<Sha256, ItemId>;
  /** Items that may have lost their rows: of these `former` ones, and those without a body, the ones that no row is any more. */
  readonly left: readonly ItemId[];
}

export const groupTitle = (
  rows: readonly GroupedRow[],
  similar: readonly SimilarItem[],
  former: readonly ItemId[],
): GroupedTitle => {
  const { groups, suspects } = groupRows(
    rows,
    similar
      .filter(({ bodyless }) => !bodyless)
      .map(({ itemId, documentNumber }) => ({
        itemId,
        documentNumberKey: documentNumber === null ? null : canonicalLine(documentNumber),
      })),
  );
  const rowOf = new Map(rows.map((row) => [row.identity, row]));
  const current = new Set(groups.map(({ itemId }) => itemId));
  const bodyless = similar.filter((item) => item.bodyless).map(({ itemId }) => itemId);
  return {
    groups: groups.map((group) => withImports(group, rowOf)),
    suspects,
    itemIds: new Map(
      groups.flatMap(({ itemId, rows: members }) => members.map(({ identity }) => [identity, itemId])),
    ),
    left: [...new Set([...former, ...bodyless])].filter((itemId) => !current.has(itemId)),
  };
};

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

/** The item that a row of the title is part of. */
export const placeOf = ({ itemIds }: Pick<GroupedTitle, 'itemIds'>, { identity }: GroupedRow): ItemId => {
  const itemId = itemIds.get(identity);
  if (itemId === undefined) throw new Error(`a row was grouped nowhere: ${identity}`);
  return itemId;
};

export const toImportedRow = (
  { contentHash: _contentHash, ...row }: GroupedRow,
  itemId: ItemId,
): ImportedRow => ({
  ...row,
  itemId,
  sealed: false,
});
