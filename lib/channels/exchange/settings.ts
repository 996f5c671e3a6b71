import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { PAGE_SETTINGS } from '../public-page/page-settings.ts';

export const ExchangeSettings = z.strictObject({
  /** Absolute path of the folder that the exchange front-end machine shares; `outgoing.json` allows it. It holds `outbox` and `receipts`. */
  folder: z.string().refine(isAbsolute, '应为绝对路径 (an absolute path)'),
  /** Seconds between two looks for receipts. */
  receiptsEvery: z.int().min(1).max(3600).default(30),
  ...PAGE_SETTINGS,
});
export type ExchangeSettings = z.infer<typeof ExchangeSettings>;
