import type { RowGroup } from '../../domain/import/grouping.ts';
import type { ChannelId, Instant } from '../../domain/item.ts';
import type { ImportedRow } from '../../ports/registers.ts';

/** Rows that are one item, and their import. */
export interface ImportedGroup extends RowGroup {
  readonly rows: readonly [GroupedRow, ...GroupedRow[]];
}

export type GroupedRow = RowGroup['rows'][number] & Pick<ImportedRow, 'importedBy' | 'holders'>;

/** Who imports, or takes an import back, and when. */
export interface Told {
  readonly by: string;
  readonly now: Instant;
  /** What is taken back; absent for an import. */
  readonly voiding?: VoidingOrder;
}

export interface VoidingOrder {
  readonly number: number;
  readonly reason: string;
}

/** The earliest row of each channel, in the order in which the channels came. */
export const firstOnEachChannel = ({ rows }: ImportedGroup): ReadonlyMap<ChannelId, GroupedRow> => {
  const first = new Map<ChannelId, GroupedRow>();
  for (const row of rows) if (!first.has(row.channel)) first.set(row.channel, row);
  return first;
};

/** The first of the rows that states it: what one channel leaves out, another may say. */
export const firstStated = (
  { rows }: ImportedGroup,
  name: 'documentNumber' | 'formedOn' | 'unit' | 'area',
): string | null => rows.find((row) => row[name] !== null)?.[name] ?? null;

/** The rows of a group with a body have equal ones; this is the earliest spelling. */
export const firstBody = ({ rows }: ImportedGroup): string | null =>
  rows.find(({ body }) => body !== null)?.body ?? null;

/** How histories tell that an import was taken back. */
export const voidingWhy = ({ number, reason }: VoidingOrder): string =>
  `${importName(number)}已作废：${reason}`;

/** How histories call an import. */
export const importName = (importedBy: number): string => `导入批次${importedBy}`;
