/** The pointer to a member or element of what `pointer` points to (RFC 6901). */
export const pointerTo = (pointer: string, member: string | number): string => {
  const text = String(member);
  return `${pointer}/${ESCAPED.test(text) ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text}`;
};

const ESCAPED = /[~/]/;

/** Sorts pointers member by member: a whole before its parts, element 2 before element 10. */
export const comparePointers = (a: string, b: string): number => {
  const first = a.split('/');
  const second = b.split('/');
  for (const [index, member] of first.entries()) {
    const other = second[index];
    if (other === undefined) return 1;
    if (member !== other) return compareMembers(member, other);
  }
  return first.length - second.length;
};

const INDEX = /^\d+$/;

const compareMembers = (a: string, b: string): number => {
  if (INDEX.test(a) && INDEX.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : 1;
};
