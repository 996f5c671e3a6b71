/** What a spreadsheet calls its columns, from 1 on: `A` for 1, `AA` for 27. */
export const columnName = (column: number): string => {
  const before = Math.floor((column - 1) / 26);
  return `${before === 0 ? '' : columnName(before)}${String.fromCharCode(65 + ((column - 1) % 26))}`;
};
