/** A number as it stands in a text. */
export interface NumberInText {
  readonly index: number;
  readonly length: number;
  readonly value: number;
}

/** 116, 1,160, １１６, 0.5; or 一百一十六, of which a last 万 that belongs to the unit 万元 is left to it. */
const NUMBER =
  /[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+(?:[.．][0-9０-９]+)?|[〇零一二三四五六七八九十百千万亿两]+?(?=万元)|[〇零一二三四五六七八九十百千万亿两]+/gu;

/** Numbers in digits of either width and in Chinese characters, in their order. */
export const numbersIn = (text: string): readonly NumberInText[] =>
  Array.from(text.matchAll(NUMBER), ({ 0: written, index }) => ({
    index,
    length: written.length,
    value: /^[0-9０-９]/u.test(written) ? readDigits(written) : readChineseNumber(written),
  })).filter(({ value }) => !Number.isNaN(value));

const readDigits = (written: string): number => Number(written.normalize('NFKC').replaceAll(',', ''));

const DIGITS = '〇一二三四五六七八九';
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const GROUPS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

const digitOf = (character: string): number => {
  if (character === '零') return 0;
  return character === '两' ? 2 : DIGITS.indexOf(character);
};

/** 一百一十六, 两千零五, 三万; digit by digit too: 二〇一七. NaN for what is no number. */
export const readChineseNumber = (written: string): number => {
  const characters = Array.from(written);
  if (characters.every((character) => digitOf(character) >= 0)) {
    return Number(characters.map(digitOf).join(''));
  }
  let total = 0;
  let group = 0;
  let digit: number | null = null;
  for (const character of characters) {
    const unit = UNITS[character];
    const myriad = GROUPS[character];
    if (unit !== undefined) {
      if (digit === null && group > 0) return Number.NaN;
      group += (digit ?? 1) * unit;
      digit = null;
    } else if (myriad !== undefined) {
      if (digit === null && group === 0) return Number.NaN;
      total += (group + (digit ?? 0)) * myriad;
      group = 0;
      digit = null;
    } else {
      // Only a zero may stand before another digit: 一百零五.
      if (digit !== null && digit !== 0) return Number.NaN;
      digit = digitOf(character);
    }
  }
  return total + group + (digit ?? 0);
};
