import { z } from '@hono/zod-openapi';
import {
  APPROVER_ROLES,
  BODY_FORMATS,
  IMPORTANCES,
  KINDS,
  ORIGINS,
  RELATION_TYPES,
  REVIEW_CONCLUSIONS,
} from '../../domain/item.ts';
import { dayOf, instantOf } from '../../domain/shanghai-time.ts';
import type { RuleName } from './rules.ts';
import { CHANNEL_ID_PATTERN, SHA256_PATTERN } from './text.ts';

// Types, members and sizes only. What a text has to say is judged by the domain alone, so that all broken rules of a
// submission are told at once; the patterns below document them and check nothing.

const LONGEST_LINE = 500;
const MOST_ENTRIES = 100;
const LARGEST_ATTACHMENT = 50 * 1024 * 1024;

const Line = z.string().max(LONGEST_LINE);
const Hash = Line.openapi({ pattern: SHA256_PATTERN.source });
const Channel = Line.openapi({ pattern: CHANNEL_ID_PATTERN.source });

const PostedDate = Line.openapi({
  example: '2026-11-03T10:00:00+08:00',
  description:
    'A day (`2026-11-03`, compares by day) or a time (ISO 8601); without a zone it is Asia/Shanghai.',
});

/** A time is taken too and cut to its day in Asia/Shanghai. */
const PostedDay = Line.transform((text) => {
  const moment = instantOf(text);
  return moment?.precision === 'time' ? dayOf(moment.instant) : text;
}).openapi({
  type: 'string',
  example: '2026-11-02',
  description: 'A day; a time is cut to its day in Asia/Shanghai.',
});

const mediaTypeRule: RuleName = 'media-type-form';

const Attachment = z.strictObject({
  name: Line,
  sha256: Hash,
  mediaType: Line.regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/, mediaTypeRule),
  size: z.int().min(0).max(LARGEST_ATTACHMENT).openapi({ description: 'Bytes.' }),
});

const Approval = z.strictObject({
  role: z.enum(APPROVER_ROLES),
  name: Line,
  approvedAt: PostedDate,
  evidence: z
    .array(Hash)
    .max(MOST_ENTRIES)
    .default([])
    .openapi({ description: 'Scanned approval forms, uploaded as attachments; never published.' }),
});

const Review = z.strictObject({
  reviewer: Line,
  conclusion: z.enum(REVIEW_CONCLUSIONS),
  reviewedAt: PostedDate,
});

/** The members of an item as people give them, each by its name. */
export const FIELDS = {
  title: z.string(),
  body: z.strictObject({ format: z.enum(BODY_FORMATS), content: z.string() }),
  documentNumber: Line.nullable(),
  occurrence: Line.nullable().openapi({
    description: 'Tells two items of the same content apart, such as a monthly notice.',
  }),
  issuer: Line,
  unit: Line.nullable(),
  formedOn: PostedDay,
  topic: Line.nullable(),
  genre: Line.nullable(),
  kind: z.enum(KINDS),
  origin: z.enum(ORIGINS),
  area: Line.nullable(),
  importance: z.enum(IMPORTANCES).openapi({
    description: '`ordinary` needs the approval of a deputy leader or the leader, `important` of the leader.',
  }),
  author: z.strictObject({ name: Line, unit: Line.nullable().default(null) }),
  review: Review,
  approvals: z.array(Approval).max(MOST_ENTRIES),
  attachments: z.array(Attachment).max(MOST_ENTRIES),
  relations: z.array(z.strictObject({ type: z.enum(RELATION_TYPES), item: Hash })).max(MOST_ENTRIES),
  consulted: z.array(z.strictObject({ agency: Line, agreedAt: PostedDate })).max(MOST_ENTRIES),
  channels: z.array(Channel).max(MOST_ENTRIES).openapi({ minItems: 1, uniqueItems: true }),
  columns: z.record(z.string(), Line).openapi({ description: 'The column (栏目) by channel.' }),
  publishAt: PostedDate.nullable().openapi({ description: 'Not before this moment.' }),
};

/** What is sent along with them. */
export const Acknowledge = z.array(Line).max(MOST_ENTRIES).default([]).openapi({
  description: 'Codes of warnings that were seen and are accepted.',
});

export const Reason = Line.openapi({ description: 'Why; it is kept in the history.' });
