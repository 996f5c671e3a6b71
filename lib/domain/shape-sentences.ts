import type { Sentence } from './violation.ts';

/** What is wrong with the shape of a value, for whoever sent it or wrote it into a file. */
export type ShapeSentence = { readonly code: string } & Sentence;

const sentence = (code: string, zh: string, en: string): ShapeSentence => ({ code, zh, en });

export const REQUIRED = sentence('required', '缺少此项，请填写。', 'It is missing; fill it in.');
export const MALFORMED = sentence('malformed', '格式不正确。', 'It is not of the right form.');

/** `explained` may add to a word what people call it. */
export const notOneOf = (values: readonly string[], explained = (value: string) => value): ShapeSentence =>
  sentence(
    'not-one-of',
    `只能是以下之一：${values.map(explained).join('、')}。`,
    `It has to be one of: ${values.join(', ')}.`,
  );

const TYPES: Readonly<Record<string, Sentence>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
};

export const wrongType = (expected: string): ShapeSentence => {
  const { zh, en } = TYPES[expected] ?? { zh: expected, en: expected };
  return sentence('wrong-type', `类型不对，应为${zh}。`, `It is of the wrong type and has to be ${en}.`);
};

/** `origin`: what has the bound: a text its characters, a list or an object its entries, a number its size. */
export const beyond = (origin: string, side: 'most' | 'least', bound: number): ShapeSentence => {
  const [zhBound, enBound] = side === 'most' ? ['最多', 'at most'] : ['至少', 'at least'];
  switch (origin) {
    case 'string':
      return sentence(
        side === 'most' ? 'too-long' : 'too-short',
        `${zhBound} ${bound} 个字符。`,
        `It has to have ${enBound} ${bound} ${bound === 1 ? 'character' : 'characters'}.`,
      );
    case 'array':
    case 'object':
    case 'record':
      return sentence(
        side === 'most' ? 'too-many' : 'too-few',
        `${zhBound} ${bound} 项。`,
        `It has to have ${enBound} ${bound} ${bound === 1 ? 'entry' : 'entries'}.`,
      );
    default:
      return sentence(
        side === 'most' ? 'too-large' : 'too-small',
        `${zhBound}为 ${bound}。`,
        `It has to be ${enBound} ${bound}.`,
      );
  }
};
