import * as z from 'zod';
import { PAGE_SETTINGS } from '../public-page/page-settings.ts';

export const ManualSettings = z.strictObject({
  ...PAGE_SETTINGS,
});
export type ManualSettings = z.infer<typeof ManualSettings>;
