import * as z from 'zod';
import {
  BODY_FORMATS,
  type Day,
  IMPORTANCES,
  KINDS,
  ORIGINS,
  RELATION_TYPES,
  REVIEW_CONCLUSIONS,
} from '../../domain/item.ts';
import type { EditionRow } from '../../domain/ledger-rows.ts';
import { type LayoutRemark, layoutRemarksOf } from '../../domain/report/layout-remarks.ts';
import { editionKey, itemIdOf, type Key } from './keys.ts';
import { Packed, type Packing } from './packing.ts';
import { parseRow, withoutNulls } from './parse-row.ts';
import { orNull, StoredApprovals } from './row-parts.ts';
import type { StoredRow } from './table-access.ts';

const Text = z.string();

/** Everything an edition says but its body. */
const StoredContent = z.object({
  title: Text,
  format: z.enum(BODY_FORMATS),
  attachments: z.array(z.object({ name: Text, sha256: Text, mediaType: Text, size: z.number() })),
  occurrence: Text.nullable(),
  documentNumber: Text.nullable(),
  issuer: Text,
  unit: Text.nullable(),
  formedOn: Text,
  topic: Text.nullable(),
  genre: Text.nullable(),
  kind: z.enum(KINDS),
  origin: z.enum(ORIGINS),
  area: Text.nullable(),
  importance: z.enum(IMPORTANCES),
  relations: z.array(z.object({ type: z.enum(RELATION_TYPES), item: Text })),
  consulted: z.array(z.object({ agency: Text, agreedAt: Text })),
  columns: z.record(Text, Text),
  publishAt: Text.nullable(),
  author: z.object({ name: Text, unit: Text.nullable() }),
  review: z.object({ reviewer: Text, conclusion: z.enum(REVIEW_CONCLUSIONS), reviewedAt: Text }),
  approvals: StoredApprovals,
});

const StoredEdition = z.object({
  pk: Text,
  key: Text,
  edition: z.int(),
  previousKey: orNull(Text),
  contentHash: Text,
  contentVersion: z.int(),
  copyHash: Text,
  content: StoredContent,
  bulk: Packed,
  recordedAt: z.number(),
  by: Text,
  reason: orNull(Text),
});

const Sentence = z.object({ zh: Text, en: Text });

/** The same words three times, as posted, as they leave and plain, which deflate to little more than once; and what was noticed in them. */
const Bulk = z.object({
  posted: Text,
  html: Text,
  text: Text,
  warnings: z.array(z.object({ code: Text, pointer: Text, message: Sentence })),
  houseStyle: z.array(z.object({ code: Text, count: z.int(), message: Sentence })),
});

export const storedEdition = async (
  { itemId, content, html, text, warnings, houseStyle, ...rest }: EditionRow,
  packing: Packing,
): Promise<StoredRow & Key> => {
  const { body, ...said } = content;
  const bulk = { posted: body.content, html, text, warnings, houseStyle };
  return {
    ...withoutNulls(rest),
    ...editionKey(itemId, rest.key),
    content: { ...said, format: body.format },
    bulk: await packing.pack(itemId, JSON.stringify(bulk)),
  };
};

/** Everything but the words; throws `UnreadableRow`. */
export const bodilessEditionOf = (row: StoredRow): EditionRow => {
  const { pk, content, bulk: _bulk, ...stored } = parseRow(StoredEdition, row);
  const { format, ...said } = content;
  return {
    ...stored,
    itemId: itemIdOf({ pk }),
    content: { ...said, body: { format, content: '' } },
    html: '',
    text: '',
    warnings: [],
    houseStyle: [],
  };
};

/** Throws `UnreadableRow`, and what `Packing.unpack` throws. */
export const editionOf = async (row: StoredRow, packing: Packing): Promise<EditionRow> => {
  const { pk, content, bulk, ...stored } = parseRow(StoredEdition, row);
  const { posted, ...noticed } = Bulk.parse(JSON.parse(await packing.unpack(bulk)));
  const { format, ...said } = content;
  return {
    ...stored,
    ...noticed,
    itemId: itemIdOf({ pk }),
    content: { ...said, body: { format, content: posted } },
  };
};

const FormedAndSet = StoredEdition.pick({ bulk: true }).extend({
  content: StoredContent.pick({ formedOn: true }),
});

/** When it was formed, and what house style had to say about it. */
export const formedAndSetOf = async (
  row: StoredRow,
  packing: Packing,
): Promise<{ readonly formedOn: Day; readonly remarks: readonly LayoutRemark[] }> => {
  const { bulk, content } = parseRow(FormedAndSet, row);
  const told = Bulk.parse(JSON.parse(await packing.unpack(bulk)));
  return { formedOn: content.formedOn, remarks: layoutRemarksOf([told]) };
};
