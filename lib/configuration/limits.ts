import * as z from 'zod';

/** `config/limits.json`: what the HTTP API takes from one caller. */
export const Limits = z.strictObject({
  $comment: z.string().optional(),
  /** Bytes of a JSON or import body. */
  bodyBytes: z
    .int()
    .min(1024)
    .default(5 * 1024 * 1024),
  attachmentBytes: z
    .int()
    .min(1024)
    .default(50 * 1024 * 1024),
  /** Requests a minute and token; generous, so that a bulk poster never meets it. */
  requestsPerMinute: z.int().min(1).default(120_000),
  /** Wrong tokens a minute and address. */
  wrongTokensPerMinute: z.int().min(1).default(10),
});
export type Limits = z.infer<typeof Limits>;
