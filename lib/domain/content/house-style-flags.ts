import type { Sentence, Violation } from '../violation.ts';

const HAN = '\\p{Script=Han}';

/**
 * 虚政发[2026]3号: a year in other brackets than 〔〕, or in none, after an issuer's abbreviation and before a number. The
 * look-behinds stand after what is rare, so that the text is passed over quickly.
 */
const DOCUMENT_NUMBER = new RegExp(
  `(?:[[(（【［](?<=${HAN}{2}.)\\s?(?:19|20)\\d{2}\\s?[\\])）】］]|(?:19|20)\\d{2}(?<=${HAN}[发办字函]\\d{4})[-—])第?\\s?\\d{1,5}\\s?号`,
  'gu',
);

/** A half-width mark after a Chinese character, where no number, address or Latin word follows that it belongs to. */
const HALF_WIDTH = new RegExp(`(?<=[${HAN}》”’）])[,;:!?()](?=$|[\\s${HAN}《“‘（0-9])`, 'gmu');

/** The levels of GB/T 9704: 一、 （一） 1. （1）; a full stop after the number must not be a decimal point. */
const LEVELS: readonly RegExp[] = [
  /^[一二三四五六七八九十百]+、/,
  /^[（(][一二三四五六七八九十百]+[）)]/,
  /^\d{1,3}(?:[.．](?!\d)|、)/,
  /^[（(]\d{1,3}[）)]/,
];

/** How much of a line the sentence about it shows. */
const EXCERPT = 20;

interface Finding {
  readonly count: number;
  readonly first: string;
}

const found = (matches: readonly string[]): Finding | null =>
  matches[0] === undefined ? null : { count: matches.length, first: matches[0] };

const excerpt = (line: string): string => {
  const characters = Array.from(line);
  return characters.length <= EXCERPT ? line : `${characters.slice(0, EXCERPT).join('')}…`;
};

/** What stands before a place is shown with it. */
const LEAD = 6;

const places = (lines: readonly string[], pattern: RegExp, trail: number): Finding | null =>
  found(
    lines.flatMap((line) =>
      Array.from(line.matchAll(pattern), ({ 0: match, index }) =>
        line.slice(Math.max(0, index - LEAD), index + match.length + trail),
      ),
    ),
  );

/** A level may be followed by the next deeper one, by itself or by any higher one. */
const levelsOutOfOrder = (lines: readonly string[]): Finding | null => {
  const misplaced: string[] = [];
  let above = -1;
  for (const line of lines) {
    const level = LEVELS.findIndex((pattern) => pattern.test(line));
    if (level === -1) continue;
    if (level > above + 1) misplaced.push(excerpt(line));
    above = level;
  }
  return found(misplaced);
};

const flag = (
  code: string,
  finding: Finding | null,
  message: (finding: Finding) => Sentence,
): readonly Violation[] =>
  finding === null ? [] : [{ code, pointer: '/body/content', message: message(finding) }];

/** What house style asks for and only a person may change, in the plain text of a body: one flag a rule, with its first place. */
export const houseStyleFlags = (text: string): readonly Violation[] => {
  const lines = text.split('\n');
  return [
    ...flag('document-number-brackets', places(lines, DOCUMENT_NUMBER, 0), ({ count, first }) => ({
      zh: `发文字号的年份应使用六角括号〔〕，共${count}处，如“${first}”。文字未改动。`,
      en: `The year of a document number belongs in 〔〕: ${count} found, the first is “${first}”. Nothing was changed.`,
    })),
    ...flag('half-width-punctuation', places(lines, HALF_WIDTH, LEAD), ({ count, first }) => ({
      zh: `中文中使用了半角标点，共${count}处，如“${first}”。文字未改动。`,
      en: `Half-width punctuation in Chinese text: ${count} found, the first at “${first}”. Nothing was changed.`,
    })),
    ...flag('heading-levels-out-of-order', levelsOutOfOrder(lines), ({ count, first }) => ({
      zh: `结构层次序数应依次为“一、”“（一）”“1.”“（1）”，共${count}处越级，如“${first}”。文字未改动。`,
      en: `Levels go 一、 （一） 1. （1）: ${count} skip one, the first at “${first}”. Nothing was changed.`,
    })),
  ];
};
