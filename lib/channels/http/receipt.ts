import * as z from 'zod';
import { instantOf } from '../../domain/shanghai-time.ts';
import type { PublishedReceipt } from '../../ports/channel.ts';
import { jsonOf } from './remote-words.ts';

const LONGEST_URL = 2048;

const Body = z.object({
  id: z
    .union([z.string().max(200), z.number()])
    .nullish()
    .catch(null),
  url: z.string().max(LONGEST_URL).nullish().catch(null),
  publishedAt: z.string().nullish().catch(null),
});

/** http(s) only; relative ones are the platform's, unless the platform is this server, whose paths stay paths. */
const publicUrl = (url: string, endpoint: string): string | null => {
  const onOwnOrigin = endpoint.startsWith('/');
  const base = onOwnOrigin ? 'http://own.invalid' : endpoint;
  const resolved = URL.parse(url, onOwnOrigin ? `${base}${endpoint}` : base);
  if (resolved === null || (resolved.protocol !== 'http:' && resolved.protocol !== 'https:')) return null;
  if (resolved.username !== '' || resolved.password !== '') return null;
  return resolved.origin === base ? `${resolved.pathname}${resolved.search}` : resolved.href;
};

/** The receipt in an answer's JSON `{ id, url, publishedAt }`; whatever is missing or unreadable is null, the rest stands. */
export const receiptOf = (body: Uint8Array | null, endpoint: string): PublishedReceipt => {
  const parsed = Body.safeParse(jsonOf(body));
  const { id, url, publishedAt } = parsed.success ? parsed.data : {};
  return {
    remoteId: id === null || id === undefined ? null : String(id),
    url: url === null || url === undefined ? null : publicUrl(url, endpoint),
    place: null,
    evidence: [],
    publicAt: instantOf(publishedAt ?? '')?.instant ?? null,
  };
};
