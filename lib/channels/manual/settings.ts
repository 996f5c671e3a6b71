import * as z from 'zod';
import { BODY_SELECTOR } from '../public-page/page-content.ts';

export const ManualSettings = z.strictObject({
  /** Where on the channel's pages the information stands, to read it back; null: the whole page. */
  bodySelector: z.string().regex(BODY_SELECTOR).nullable().default(null),
});
export type ManualSettings = z.infer<typeof ManualSettings>;
