import type { Sentence, Violation } from '../violation.ts';

/** What is looked through before publication. */
export interface WarnedContent {
  readonly title: string;
  /** The plain text of the body. */
  readonly text: string;
  readonly attachmentNames: readonly string[];
}

/** A run of digits that is not part of a word. */
const DIGITS = /(?<![0-9A-Za-z])\d+[Xx]?(?![0-9A-Za-z])/g;
/** An identity card number in its four customary groups, a bank card number in five. */
const MOST_GROUPS = 5;
const SHORTEST = 11;
const LONGEST = 19;

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const IDENTITY_CHECK_DIGITS = '10X98765432';
const IDENTITY_CARD = /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const MOBILE = /^1[3-9]\d{9}$/;
const BANK_CARD = /^[3-9]\d{15,18}$/;
const DRAFT_NAME = /便签|内部|草稿/;

/** GB 11643: the last digit is a weighted sum modulo 11 (ISO 7064 MOD 11-2). */
const isIdentityCard = (number: string): boolean => {
  if (!IDENTITY_CARD.test(number)) return false;
  const sum = IDENTITY_WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return IDENTITY_CHECK_DIGITS[sum % 11] === number[17];
};

/** Luhn: every second digit from the right doubled, the digits of all of it add up to a multiple of ten. */
const passesLuhn = (number: string): boolean => {
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

interface PersonalNumber {
  readonly code: string;
  readonly name: Sentence;
  readonly is: (number: string) => boolean;
  /** How many digits stay readable at each end. */
  readonly shown: readonly [start: number, end: number];
}

/** In the order in which a number is tried: the first that fits names it. */
const PERSONAL_NUMBERS: readonly PersonalNumber[] = [
  {
    code: 'identity-card-number',
    name: { zh: '身份证号码', en: 'an identity card number' },
    is: isIdentityCard,
    shown: [3, 2],
  },
  {
    code: 'mobile-number',
    name: { zh: '手机号码', en: 'a mobile number' },
    is: (number) => MOBILE.test(number),
    shown: [3, 2],
  },
  {
    code: 'bank-card-number',
    name: { zh: '银行卡号', en: 'a bank card number' },
    is: (number) => BANK_CARD.test(number) && passesLuhn(number),
    shown: [4, 2],
  },
];

const masked = (number: string, [start, end]: PersonalNumber['shown']): string =>
  number.slice(0, start) + '*'.repeat(number.length - start - end) + number.slice(-end);

/** Runs of digits, together where one space or hyphen separates them, as people group digits. */
const digitGroups = (text: string): readonly (readonly string[])[] => {
  const groups: string[][] = [];
  let end = -1;
  for (const { 0: digits, index } of text.matchAll(DIGITS)) {
    const joins = index === end + 1 && (text[end] === ' ' || text[end] === '-');
    if (joins) groups.at(-1)?.push(digits);
    else groups.push([digits]);
    end = index + digits.length;
  }
  return groups;
};

/** Every number that neighbouring groups make: `138 0013 8000`, and each of two numbers that stand side by side. */
const numbersIn = (text: string): readonly string[] =>
  digitGroups(text.normalize('NFKC')).flatMap((groups) =>
    groups.flatMap((_, start) =>
      Array.from({ length: Math.min(MOST_GROUPS, groups.length - start) }, (_unused, more) =>
        groups
          .slice(start, start + more + 1)
          .join('')
          .toUpperCase(),
      ).filter(({ length }) => length >= SHORTEST && length <= LONGEST),
    ),
  );

const personalNumbers = (text: string, pointer: string, place: Sentence): readonly Violation[] => {
  const numbers = numbersIn(text);
  return PERSONAL_NUMBERS.flatMap(({ code, name, is, shown }): readonly Violation[] => {
    const hits = [...new Set(numbers.filter(is))];
    const first = hits[0];
    if (first === undefined) return [];
    const example = masked(first, shown);
    const message = {
      zh: `${place.zh}疑似含有${name.zh}，共${hits.length}个，如${example}。请删去后重新提交；确需公开的，可在 acknowledge 中填写 ${code}。`,
      en: `The ${place.en} seems to hold ${name.en} (${hits.length} found, such as ${example}). Take it out or, when it is meant to be public, acknowledge "${code}".`,
    };
    return [{ code, pointer, message }];
  });
};

const draftName = (name: string, index: number): readonly Violation[] => {
  const word = DRAFT_NAME.exec(name.normalize('NFKC'))?.[0];
  if (word === undefined) return [];
  const message = {
    zh: `第${index + 1}个附件的文件名含有“${word}”，可能不是正式文件。请换成正式文件；确需公开的，可在 acknowledge 中填写 draft-file-name。`,
    en: `The name of attachment ${index + 1} contains “${word}”: it may not be the final document. Replace it or, when it is final, acknowledge "draft-file-name".`,
  };
  return [{ code: 'draft-file-name', pointer: `/attachments/${index}/name`, message }];
};

/**
 * What the submitter has to acknowledge before publication: identity card, mobile and bank card numbers in title, body and
 * file names, and file names of notes, internal papers and drafts. Numbers are masked in the sentences.
 */
export const contentWarnings = ({ title, text, attachmentNames }: WarnedContent): readonly Violation[] => [
  ...personalNumbers(title, '/title', { zh: '标题', en: 'title' }),
  ...personalNumbers(text, '/body/content', { zh: '正文', en: 'body' }),
  ...attachmentNames.flatMap((name, index) => [
    ...personalNumbers(name, `/attachments/${index}/name`, {
      zh: `第${index + 1}个附件的文件名`,
      en: `name of attachment ${index + 1}`,
    }),
    ...draftName(name, index),
  ]),
];
