import type { Element } from 'hast';

/** An item of a list with what a browser writes before it: `3.` or `c.`; null for a bullet, which is layout. */
export interface MarkedItem {
  readonly item: Element;
  readonly marker: string | null;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** 1 is a, 26 z, 27 aa. */
const alphabetic = (value: number): string => {
  const rest = Math.floor((value - 1) / 26);
  return (rest > 0 ? alphabetic(rest) : '') + String.fromCodePoint(0x61 + ((value - 1) % 26));
};

const roman = (value: number): string => {
  let rest = value;
  let digits = '';
  for (const [worth, digit] of ROMAN) {
    while (rest >= worth) {
      digits += digit;
      rest -= worth;
    }
  }
  return digits;
};

/** Like browsers: letters have no zero, Roman numerals end at 3999; beyond, the number is written in digits. */
const spelt = (value: number, type: string): string => {
  const lower = type.toLowerCase();
  if (lower === 'a' && value >= 1) return type === 'a' ? alphabetic(value) : alphabetic(value).toUpperCase();
  if (lower === 'i' && value >= 1 && value <= 3999)
    return type === 'i' ? roman(value) : roman(value).toUpperCase();
  return String(value);
};

/** The items of a `ul` or `ol` of a reading tree, numbered by `start`, `value`, `reversed` and `type`. */
export const listMarkers = (list: Element): readonly MarkedItem[] => {
  const items = list.children.filter((child) => child.type === 'element');
  if (list.tagName === 'ul') return items.map((item) => ({ item, marker: null }));
  const { start, reversed, type } = list.properties;
  const step = reversed === true ? -1 : 1;
  let next = typeof start === 'number' ? start : step === 1 ? 1 : items.length;
  return items.map((item) => {
    const value = typeof item.properties['value'] === 'number' ? item.properties['value'] : next;
    next = value + step;
    return { item, marker: `${spelt(value, typeof type === 'string' ? type : '1')}.` };
  });
};
