const DIGITS = '一二三四五六七八九';

/** 一, 十, 十二, 三十一: how a report numbers what it lists. Of 1 to 99. */
export const chineseOrdinal = (number: number): string => {
  const tens = Math.floor(number / 10);
  const leading = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens - 1]}十`;
  return `${leading}${DIGITS[(number % 10) - 1] ?? ''}`;
};

/** 一是…；二是…。 */
export const enumerated = (points: readonly string[]): string =>
  `${points.map((point, index) => `${chineseOrdinal(index + 1)}是${withoutEnd(point)}`).join('；')}。`;

const withoutEnd = (point: string): string => point.trim().replace(/[。；;.]+$/u, '');
