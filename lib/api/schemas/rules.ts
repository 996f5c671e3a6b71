import type { Sentence } from '../../domain/violation.ts';

/**
 * What a text has to look like, beyond being text: the rule's name is the violation's code, and the schemas give it as
 * their message, so that the same table writes both sentences.
 */
export const RULES = {
  'sha256-form': {
    zh: '应为 64 位小写十六进制数字（SHA-256）。',
    en: 'It has to be 64 lower-case hexadecimal digits (SHA-256).',
  },
  'channel-form': {
    zh: '应为渠道代码：小写字母开头，只含小写字母、数字和连字符。',
    en: 'It has to be the id of a channel: lower-case letters, digits and hyphens, beginning with a letter.',
  },
  'media-type-form': {
    zh: '应为媒体类型，如 application/pdf。',
    en: 'It has to be a media type, such as application/pdf.',
  },
  'cursor-form': {
    zh: '应为上一页答复中的 nextCursor，原样填写。',
    en: 'It has to be the nextCursor of the page before, as it was.',
  },
  'year-form': {
    zh: '应为四位数的年份，1949 至 2100。',
    en: 'It has to be a year of four digits, 1949 to 2100.',
  },
  'date-form': {
    zh: '应为日期或时间，如 2026-11-03 或 2026-11-03T10:00:00+08:00。',
    en: 'It has to be a day or a time, such as 2026-11-03 or 2026-11-03T10:00:00+08:00.',
  },
  'number-form': {
    zh: '应为允许范围内的整数，范围见 /openapi.json。',
    en: 'It has to be a whole number within the range that /openapi.json gives.',
  },
  'region-form': {
    zh: '应为以“+”连接的渠道代码，如 portal+municipal。',
    en: 'It has to be ids of channels joined by "+", such as portal+municipal.',
  },
  'text-malformed': {
    zh: '含有不完整的字符（孤立的代理项），无法原样保存。请重新输入该字符。',
    en: 'It contains half a character (a lone surrogate) and cannot be kept as it is. Enter that character again.',
  },
  'control-character': {
    zh: '只能是一行文字，不得含换行、制表等控制字符。',
    en: 'It has to be one line, without line breaks, tabs or other control characters.',
  },
  'cell-value-form': {
    zh: '应为数、“/”（不适用）、“-”（无此项）或 null（空白）。数不要加引号。',
    en: 'It has to be a number, "/" (does not apply), "-" (no such thing) or null (blank). A number stands without quotes.',
  },
  'day-form': {
    zh: '应为日期，如 2018-01-31。',
    en: 'It has to be a day, such as 2018-01-31.',
  },
  'too-many-members': {
    zh: '成员过多，超过了任何一种表所能有的数量。',
    en: 'It has more members than any form could have.',
  },
  'occurs-twice': {
    zh: '不得重复。',
    en: 'Nothing in it may occur twice.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

export type RuleName = keyof typeof RULES;

export const isRuleName = (text: string): text is RuleName => Object.hasOwn(RULES, text);
