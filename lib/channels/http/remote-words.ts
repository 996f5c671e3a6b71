import * as z from 'zod';

const LONGEST = 300;
/** Characters looked at: whatever a channel sends, reading its words must not take long. */
const READ = 16 * 1024;
const Spoken = z.object({
  detail: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  title: z.string().optional(),
});

/** What a body parses to as JSON; undefined for no body or no JSON. */
export const jsonOf = (body: Uint8Array | null): unknown => {
  if (body === null || body.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Each pattern goes through the text once: one that has no end takes the rest. */
const cleaned = (text: string): string =>
  text
    .slice(0, READ)
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();

/** What a channel said, fit to show a clerk: no mark-up, no control characters, at most 300 characters. '' where it said nothing readable. */
export const remoteWords = (body: Uint8Array | null): string => {
  if (body === null) return '';
  const spoken = Spoken.safeParse(jsonOf(body));
  const words = spoken.success
    ? (spoken.data.detail ?? spoken.data.message ?? spoken.data.error ?? spoken.data.title ?? '')
    : Buffer.from(body.subarray(0, READ)).toString('utf8');
  const characters = Array.from(cleaned(words));
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : characters.join('');
};
