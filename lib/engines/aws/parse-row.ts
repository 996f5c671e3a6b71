import type * as z from 'zod';
import type { StoredRow } from './table-access.ts';

/** The table holds a row that this code cannot read: our own fault, never an outcome. */
class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';
}

/** Throws `UnreadableRow`, which names the row and each place in it, never what stands there. */
export const parseRow = <Schema extends z.ZodType>(schema: Schema, row: StoredRow): z.output<Schema> => {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')} (${issue.code})`);
  throw new UnreadableRow(
    `row ${String(row['pk'])} / ${String(row['sk'])} cannot be read: ${places.join(', ')}`,
  );
};

/** Leaves out attributes that are null: in the table absence says the same and costs nothing. */
export const withoutNulls = (row: object): StoredRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
