import * as z from 'zod';
import { PAGE_SETTINGS } from '../public-page/page-settings.ts';

const isEndpoint = (value: string): boolean => {
  if (value.startsWith('/')) return !/^\/[/\\]/.test(value) && !value.includes('#');
  const url = URL.parse(value);
  return (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.hash === ''
  );
};

export const HttpSettings = z.strictObject({
  /** Absolute http(s) address, or a path on this server's own origin for a practice network. Ends with `/`: calls have addresses of their own below it; else every call goes to it. */
  endpoint: z
    .string()
    .refine(isEndpoint, '应为 http(s) 网址或以 / 开头的本机路径 (an http(s) URL or a path on this server)'),
  /** Name of the signing secret; the channel's id where it is not given. */
  secret: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional(),
  /** Whether the platform can tell what it holds under our key. */
  lookUp: z.boolean().default(true),
  ...PAGE_SETTINGS,
  /** What the practice network of the same server can do, where the endpoint is one. */
  practice: z
    .strictObject({ lookUp: z.boolean().default(true), idempotency: z.boolean().default(false) })
    .default({ lookUp: true, idempotency: false }),
});
export type HttpSettings = z.infer<typeof HttpSettings>;
