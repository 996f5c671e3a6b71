import type { Submission } from './item.ts';
import { pointerTo } from './json-pointer.ts';
import type { Violation } from './violation.ts';

const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES_AND_TABS = /[^\P{Cc}\t\n\r]/u;
const BODY = '/body/content';

/**
 * Characters that cannot be stored or published word for word, in any text of the submission: halves of characters (lone
 * surrogates), and control characters, of which a body may hold line breaks and tabs.
 */
export const textViolations = (submission: Submission): readonly Violation[] =>
  textsIn('', submission).flatMap(([pointer, text]) => [
    ...controlCharacter(pointer, text),
    ...malformed(pointer, text),
  ]);

const textsIn = (pointer: string, value: unknown): readonly (readonly [pointer: string, text: string])[] => {
  if (typeof value === 'string') return [[pointer, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, part]) => textsIn(pointerTo(pointer, member), part));
};

const malformed = (pointer: string, text: string): readonly Violation[] =>
  text.isWellFormed() ? [] : [{ code: 'text-malformed', pointer, message: MALFORMED }];

const controlCharacter = (pointer: string, text: string): readonly Violation[] => {
  const found = (pointer === BODY ? CONTROL_BUT_LINES_AND_TABS : CONTROL).exec(text);
  if (found === null) return [];
  const codePoint = `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const message = {
    zh: `第${found.index + 1}个字符是控制字符（${codePoint}），不能发布。请删除后重新提交。`,
    en: `Character ${found.index + 1} is a control character (${codePoint}), which cannot be published. Remove it and submit again.`,
  };
  return [{ code: 'control-character', pointer, message }];
};

const MALFORMED = {
  zh: '含有不完整的字符（孤立的代理项），无法原样保存和发布。请重新输入该字符后提交。',
  en: 'There is half a character in it (a lone surrogate), which cannot be kept or published as it is. Enter that character again.',
};
