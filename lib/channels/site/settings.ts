import * as z from 'zod';

const Text = z.string().min(1).max(200);

export const SiteSettings = z.strictObject({
  /** Where the pages are served on this server. */
  path: z.string().regex(/^\/(?:[a-z0-9-]+\/)+$/),
  /** `https://host` that the feed and the sitemap name; https and the office's domain where it is not given. */
  origin: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Where an article goes that names no column. */
  column: Text.default('政府信息公开'),
  /** What the list page of a column says of itself (`ColumnDescription`, `ColumnKeywords`, `ColumnType`), by the column's name. */
  columns: z
    .record(
      z.string(),
      z.strictObject({
        description: Text.optional(),
        keywords: Text.optional(),
        type: Text.optional(),
      }),
    )
    .default({}),
});
export type SiteSettings = z.infer<typeof SiteSettings>;
