/** The character tables of canonical form 1 (docs/content-hash.md). Frozen: another table is another version. */

/** First and last code point, both included. */
export type CodePointRange = readonly [first: number, last: number];

/** Code points whose decomposition type in Unicode 14 is `<super>`; frozen with version 1. */
export const SUPERSCRIPTS: readonly CodePointRange[] = [
  [0x00b2, 0x00b3],
  [0x00b9, 0x00b9],
  [0x2070, 0x2071],
  [0x2074, 0x207f],
  [0x02b0, 0x02b8],
  [0x02e0, 0x02e4],
  [0x10fc, 0x10fc],
  [0x1d2c, 0x1d2e],
  [0x1d30, 0x1d3a],
  [0x1d3c, 0x1d4d],
  [0x1d4f, 0x1d61],
  [0x1d78, 0x1d78],
  [0x1d9b, 0x1dbf],
  [0x00aa, 0x00aa],
  [0x00ba, 0x00ba],
  [0x2120, 0x2120],
  [0x2122, 0x2122],
  [0x2c7d, 0x2c7d],
  [0x2d6f, 0x2d6f],
  [0x3192, 0x319f],
  [0xa69c, 0xa69d],
  [0xa770, 0xa770],
  [0xa7f2, 0xa7f4],
  [0xa7f8, 0xa7f9],
  [0xab5c, 0xab5f],
  [0xab69, 0xab69],
  [0x10781, 0x10785],
  [0x10787, 0x107b0],
  [0x107b2, 0x107ba],
  [0x1f16a, 0x1f16c],
];

/** Code points whose decomposition type in Unicode 14 is `<sub>`. */
export const SUBSCRIPTS: readonly CodePointRange[] = [
  [0x2080, 0x208e],
  [0x1d62, 0x1d6a],
  [0x2090, 0x209c],
  [0x2c7c, 0x2c7c],
];

/**
 * Characters whose NFKC form holds a space (´, ¨, ￣ …). They stay as they are: the space would go, and what is left of
 * them would melt into the character before.
 */
export const SPACING_MARKS =
  '\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u037a\u0384\u0385\u1fbd\u1fbf-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed\u1fee' +
  '\u1ffd\u1ffe\u2017\u203e\u309b\u309c\ufc5e-\ufc63\ufdfa\ufdfb\ufe49-\ufe4c\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a' +
  '\ufe7c\ufe7e\uffe3';

/** One form for every character of a family; the first column is the form. */
export const FAMILIES: readonly (readonly [form: string, members: string])[] = [
  ['"', '“”„‟«»〝〞〟『』″'],
  ["'", '‘’‚‛‹›「」′'],
  ['-', '‐‑‒–—―−─━'],
  ['--', '⸺'],
  ['---', '⸻'],
  ['~', '〜∼'],
  ['(', '[{〔【〖〘〚⟦⟬⟮⦅⸨❨❪❲❴⁅'],
  [')', ']}〕】〗〙〛⟧⟭⟯⦆⸩❩❫❳❵⁆'],
];

/** What NFKC would spoil: ″ becomes two single primes, and the 2 of ㎡ a plain 2. */
export const BEFORE_NFKC: readonly (readonly [string, string])[] = [
  ['″', '"'],
  ['㎟', 'mm²'],
  ['㎠', 'cm²'],
  ['㎡', 'm²'],
  ['㎢', 'km²'],
  ['㍸', 'dm²'],
  ['㎣', 'mm³'],
  ['㎤', 'cm³'],
  ['㎥', 'm³'],
  ['㎦', 'km³'],
  ['㍹', 'dm³'],
  ['㎨', 'm/s²'],
  ['㎯', 'rad/s²'],
];
