import * as z from 'zod';
import { PAGE_SETTINGS } from '../public-page/page-settings.ts';
import { UPLOAD_FIELDS } from './upload-cells.ts';

const Heading = z.string().trim().min(1).max(100);

/** Headings of the platform's export, each as the platform writes it; a list is tried in order. */
const Headings = z.union([Heading.transform((heading) => [heading]), z.array(Heading).min(1).max(10)]);

export const ExcelSettings = z.strictObject({
  /** The platform's upload template, a file in the folder `templates` of the configuration; null: a plain sheet with the headings. */
  template: z
    .string()
    .regex(/^[^/\\.][^/\\]{0,99}\.xlsx$/)
    .nullable()
    .default(null),
  /** The sheet that is filled; null: the first. */
  sheet: z.string().min(1).max(31).nullable().default(null),
  /** The row of the headings; items follow below it. */
  headingRow: z.int().min(1).max(100).default(1),
  /** What goes under each heading: something of the item, or `{ "text": … }`, the same for all. */
  columns: z
    .record(Heading, z.union([z.enum(UPLOAD_FIELDS), z.strictObject({ text: z.string().max(200) })]))
    .refine((columns) => Object.keys(columns).length > 0, '至少一列 (at least one column)'),
  /** Items in one file; the platform's own limit. */
  mostRows: z.int().min(1).max(2000).default(500),
  /** How the platform's export tells what became public. */
  receipts: z
    .strictObject({
      columns: z
        .strictObject({
          key: Headings.optional(),
          title: Headings.optional(),
          documentNumber: Headings.optional(),
          url: Headings.optional(),
          place: Headings.optional(),
          publicAt: Headings.optional(),
          remoteId: Headings.optional(),
          state: Headings.optional(),
        })
        .default({}),
      /** What the column of states says of what is public; empty: every row is. */
      publicStates: z.array(z.string().min(1).max(50)).max(20).default([]),
    })
    .default({ columns: {}, publicStates: [] }),
  ...PAGE_SETTINGS,
});
export type ExcelSettings = z.infer<typeof ExcelSettings>;
