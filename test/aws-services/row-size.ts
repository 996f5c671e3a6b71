/** Bytes as the table service counts them: names and values in UTF-8, 3 for a container and 1 for each of its members. */
const rowSize = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (value instanceof Uint8Array) return value.length;
  if (value instanceof Set) return [...value].reduce((sum: number, member) => sum + rowSize(member), 0);
  if (Array.isArray(value)) return value.reduce((sum: number, member) => sum + 1 + rowSize(member), 3);
  if (typeof value !== 'object' || value === null) return 1;
  return membersSize(value) + 3;
};

const membersSize = (members: object): number =>
  Object.entries(members).reduce((sum, [name, member]) => sum + Buffer.byteLength(name) + rowSize(member), 0);

/** The units that writing so large a row takes; none for no row. */
export const unitsOf = (row: object | undefined): number =>
  row === undefined ? 0 : Math.ceil(membersSize(row) / 1024);
