import type { z } from '@hono/zod-openapi';
import { comparePointers, pointerTo } from '../domain/json-pointer.ts';
import type { Sentence } from '../domain/violation.ts';
import type { ProblemError } from './problem.ts';
import { LABELS, WORDS } from './schemas/labels.ts';
import { isRuleName, RULES } from './schemas/rules.ts';

type Issue = z.core.$ZodIssue;

/** Everything about the input's shape that the schema refuses, ordered by pointer; at least one. */
export const shapeViolations = (
  { issues }: { readonly issues: readonly Issue[] },
  input: unknown,
): readonly [ProblemError, ...ProblemError[]] => {
  const [first, ...rest] = issues
    .flatMap((issue) => violationsOf(issue, input))
    .toSorted((a, b) => comparePointers(a.pointer, b.pointer));
  if (first === undefined) throw new Error('a schema refused without an issue');
  return [first, ...rest];
};

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((pointer, member) => pointerTo(pointer, String(member)), '');

const violationsOf = (issue: Issue, input: unknown): readonly ProblemError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownMember(pointerTo(pointerOf(issue.path), key), key));
  }
  const { code, zh, en } = describe(issue, input);
  const label = labelOf(issue.path);
  const message = { zh: `${label.zh}：${zh}`, en: `${label.en}: ${en}` };
  return [{ code, pointer: pointerOf(issue.path), message }];
};

const unknownMember = (pointer: string, key: string): ProblemError => ({
  code: 'unknown-member',
  pointer,
  message: {
    zh: `没有名为“${shortened(key)}”的成员。请检查拼写，或者删去。`,
    en: `There is no member "${shortened(key)}". Check its spelling, or leave it out.`,
  },
});

const LONGEST_QUOTE = 60;

const shortened = (text: string): string =>
  text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE).toWellFormed()}…` : text;

/** The nearest named member, since an element of a list has no name of its own. */
const labelOf = (path: readonly PropertyKey[]): Sentence => {
  const named = path.findLast((member) => typeof member === 'string');
  if (named === undefined) return { zh: '请求内容', en: 'The request' };
  const label = Object.hasOwn(LABELS, named) ? LABELS[named] : undefined;
  return { zh: label === undefined ? shortened(named) : `${label}（${named}）`, en: shortened(named) };
};

type Description = { readonly code: string } & Sentence;

const described = (code: string, zh: string, en: string): Description => ({ code, zh, en });

const describe = (issue: Issue, input: unknown): Description => {
  if (isRuleName(issue.message)) return { code: issue.message, ...RULES[issue.message] };
  if (issue.code === 'invalid_type') {
    return valueAt(input, issue.path) === undefined ? REQUIRED : wrongType(issue.expected);
  }
  if (issue.code === 'invalid_value') return notOneOf(issue.values.map(String));
  if (issue.code === 'too_big') return beyond(issue.origin, 'most', Number(issue.maximum));
  if (issue.code === 'too_small') return beyond(issue.origin, 'least', Number(issue.minimum));
  if (issue.code === 'invalid_key') {
    return issue.issues.map((inner) => describe(inner, input))[0] ?? MALFORMED;
  }
  return MALFORMED;
};

const explained = (value: string): string => {
  const word = Object.hasOwn(WORDS, value) ? WORDS[value] : undefined;
  return word === undefined ? value : `${value}（${word}）`;
};

const notOneOf = (values: readonly string[]): Description =>
  described(
    'not-one-of',
    `只能是以下之一：${values.map(explained).join('、')}。`,
    `It has to be one of: ${values.join(', ')}.`,
  );

const REQUIRED = described('required', '缺少此项，请填写。', 'It is missing; fill it in.');
const MALFORMED = described('malformed', '格式不正确。', 'It is not of the right form.');

const TYPES: Readonly<Record<string, Sentence>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  record: { zh: '对象', en: 'an object' },
};

const wrongType = (expected: string): Description => {
  const { zh, en } = TYPES[expected] ?? { zh: expected, en: expected };
  return described('wrong-type', `类型不对，应为${zh}。`, `It is of the wrong type and has to be ${en}.`);
};

const beyond = (origin: string, side: 'most' | 'least', bound: number): Description => {
  const [zhBound, enBound] = side === 'most' ? ['最多', 'at most'] : ['至少', 'at least'];
  const plain = `${bound}`;
  switch (origin) {
    case 'string':
      return described(
        side === 'most' ? 'too-long' : 'too-short',
        `${zhBound} ${plain} 个字符。`,
        `It has to have ${enBound} ${plain} ${bound === 1 ? 'character' : 'characters'}.`,
      );
    case 'array':
    case 'object':
    case 'record':
      return described(
        side === 'most' ? 'too-many' : 'too-few',
        `${zhBound} ${plain} 项。`,
        `It has to have ${enBound} ${plain} ${bound === 1 ? 'entry' : 'entries'}.`,
      );
    default:
      return described(
        side === 'most' ? 'too-large' : 'too-small',
        `${zhBound}为 ${plain}。`,
        `It has to be ${enBound} ${plain}.`,
      );
  }
};

/** What the input has at a path; undefined where it has nothing of its own. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, member) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    return Reflect.get(value, member);
  }, input);
