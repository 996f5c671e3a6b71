/** Money is filled in by 万元 and is known to the cent (分), which is six decimals; what is counted has none. */
export const decimalsOf = (unit: string): number => (unit === '万元' ? 6 : 0);
