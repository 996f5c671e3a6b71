import * as z from 'zod';

const HexHash = z.string().regex(/^[0-9a-f]{64}$/);

/** What the practice network needs of a message, read as a platform's owner would: by docs/http-channel.md alone. */
export const PracticeMessage = z.object({
  action: z.enum(['publish', 'replace', 'withdraw']),
  key: HexHash,
  generation: z.int().nonnegative(),
  title: z.string().default(''),
  issuer: z.string().default(''),
  column: z.string().nullable().default(null),
  html: z.string().default(''),
  attachments: z.array(z.object({ name: z.string(), sha256: HexHash })).default([]),
  /** Of a withdrawal: nothing of what was received under the key is kept. */
  erase: z.boolean().default(false),
});
export type PracticeMessage = z.infer<typeof PracticeMessage>;

/** What the journal keeps of a message that was erased. */
export const erasedMessage = ({ action, key, generation, issuer }: PracticeMessage): PracticeMessage =>
  PracticeMessage.parse({ action, key, generation, issuer });

/** One line of the journal: a request, what it was answered, and what it left there. */
export const PracticeEntry = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  method: z.string(),
  path: z.string(),
  webhookId: z.string().nullable(),
  status: z.int(),
  /** Only of a request that was accepted. */
  message: PracticeMessage.nullable(),
});
export type PracticeEntry = z.infer<typeof PracticeEntry>;
