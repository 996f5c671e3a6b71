import type * as z from 'zod';
import { pointerTo } from '../domain/json-pointer.ts';
import {
  beyond,
  MALFORMED,
  notOneOf,
  REQUIRED,
  type ShapeSentence,
  wrongType,
} from '../domain/shape-sentences.ts';
import type { Sentence } from '../domain/violation.ts';

type Issue = z.core.$ZodIssue;

/** Longer values are not repeated whole. */
const QUOTED = 60;

/** A schema of ours that says more than a type or a bound says it in both languages, the Chinese first. */
const OURS = /^\p{Script=Han}/u;

/**
 * Every place of a configuration that a schema refuses, a line each: where, what is wrong with what stands there, and what
 * may. `secret`: what stands there is not repeated.
 */
export const wrongPlaces = (
  { issues }: { readonly issues: readonly Issue[] },
  input: unknown,
  { secret = false } = {},
): readonly string[] => issues.flatMap((issue) => linesOf(issue, input, secret));

const linesOf = (issue: Issue, input: unknown, secret: boolean): readonly string[] => {
  const pointer = pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) =>
        `${pointerTo(pointer, key)}：没有这一项，请检查拼写或者删去。There is no such member; check its spelling or leave it out.`,
    );
  }
  const value = valueAt(input, issue.path);
  const found = secret || value === undefined ? '' : `现为 ${quoted(value)}。`;
  return [`${pointer === '' ? '/' : pointer}：${found}${said(issue, value)}`];
};

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((pointer, member) => pointerTo(pointer, String(member)), '');

const said = (issue: Issue, value: unknown): string => {
  if (OURS.test(issue.message)) return issue.message;
  const { zh, en } = sentenceOf(issue, value);
  return `${zh}${en}`;
};

const sentenceOf = (issue: Issue, value: unknown): ShapeSentence | Sentence => {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? REQUIRED : wrongType(issue.expected);
    case 'invalid_value':
      return value === undefined ? REQUIRED : notOneOf(issue.values.map(String));
    case 'too_big':
      return beyond(issue.origin, 'most', Number(issue.maximum));
    case 'too_small':
      return beyond(issue.origin, 'least', Number(issue.minimum));
    case 'invalid_format':
      return issue.format === 'url'
        ? {
            zh: '应为完整的网址，如 https://www.example.cn/。',
            en: 'It has to be a whole address, such as https://www.example.cn/.',
          }
        : MALFORMED;
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return MALFORMED;
  }
};

const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED).toWellFormed()}…` : text;
};

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, member) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    return Reflect.get(value, member);
  }, input);
