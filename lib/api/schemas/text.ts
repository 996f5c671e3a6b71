import { z } from '@hono/zod-openapi';
import type { RuleName } from './rules.ts';

const rule = (name: RuleName): RuleName => name;

const CONTROL = /\p{Cc}/u;

/** Text of one line, kept as it is. */
export const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.isWellFormed(), rule('text-malformed'))
    .refine((text) => !CONTROL.test(text), rule('control-character'));

/** Text of one line, or nothing; left out it is null. */
export const optionalLine = (longest: number) => line(longest).nullable().default(null);

export const SHA256_PATTERN = /^[0-9a-f]{64}$/;
export const Sha256 = z
  .string()
  .regex(SHA256_PATTERN, rule('sha256-form'))
  .openapi({ example: '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b' });

export const CHANNEL_ID_PATTERN = /^[a-z][a-z0-9-]{0,31}$/;
export const ChannelId = z
  .string()
  .regex(CHANNEL_ID_PATTERN, rule('channel-form'))
  .openapi({ example: 'portal' });

/** An item's id or its short number; what can be neither simply is not found. */
export const IdOrNumber = z.string().min(1).max(100).openapi({
  example: '2026-0078',
  description: 'The id of an item (64 hexadecimal digits) or its short number.',
});

/** A list in which nothing occurs twice. */
export const distinct = <Element extends z.ZodType>(element: Element, fewest: number, most: number) =>
  z
    .array(element)
    .min(fewest)
    .max(most)
    .refine((elements) => new Set(elements).size === elements.length, rule('occurs-twice'))
    .openapi({ uniqueItems: true });

const FIRST_YEAR = 1949;
const LAST_YEAR = 2100;

const isWholeNumber = (text: string, least: number, most: number): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** A year in an address or query. */
export const Year = z
  .string()
  .refine((text) => isWholeNumber(text, FIRST_YEAR, LAST_YEAR), rule('year-form'))
  .transform(Number)
  .openapi({ type: 'integer', minimum: FIRST_YEAR, maximum: LAST_YEAR, example: 2026 });

const QUARTERS = { '1': 1, '2': 2, '3': 3, '4': 4 } as const;
export const Quarter = z.enum(['1', '2', '3', '4']).transform((quarter) => QUARTERS[quarter]);

/** A whole number in an address or query. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => isWholeNumber(text, least, most), rule('number-form'))
    .transform(Number)
    .openapi({ type: 'integer', minimum: least, maximum: most });

export const Cursor = z
  .string()
  .regex(/^[\w.~:#=+/|-]{1,2000}$/, rule('cursor-form'))
  .openapi({ description: '`nextCursor` of the page before, as it was.' });

/** A parameter that may be left out; then it is not there, rather than undefined. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.exactOptional(schema).openapi({ param: { required: false } });

/** Nothing may be given. */
export const Nothing = z.strictObject({});
