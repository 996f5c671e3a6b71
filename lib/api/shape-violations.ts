import type { z } from '@hono/zod-openapi';
import { comparePointers, pointerTo } from '../domain/json-pointer.ts';
import {
  beyond,
  MALFORMED,
  notOneOf,
  REQUIRED,
  type ShapeSentence,
  wrongType,
} from '../domain/shape-sentences.ts';
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

const describe = (issue: Issue, input: unknown): ShapeSentence => {
  if (isRuleName(issue.message)) return { code: issue.message, ...RULES[issue.message] };
  if (issue.code === 'invalid_type') {
    return valueAt(input, issue.path) === undefined ? REQUIRED : wrongType(issue.expected);
  }
  if (issue.code === 'invalid_value') return notOneOf(issue.values.map(String), explained);
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

/** What the input has at a path; undefined where it has nothing of its own. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, member) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    return Reflect.get(value, member);
  }, input);
