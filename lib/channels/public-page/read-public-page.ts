import type { Receipt } from '../../domain/ledger-rows.ts';
import type { PublicCopy } from '../../ports/channel.ts';
import { NoAnswer } from '../../ports/channel.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { decodePage } from './decode-page.ts';
import { pageContent } from './page-content.ts';
import type { PageReading } from './page-settings.ts';

const unreadable = (reason: string): PublicCopy => ({ outcome: 'unreadable', reason });

/**
 * Reads the page that a receipt names, as anybody would: no credentials, through the guard. 404 and 410 are `missing`;
 * what cannot be judged (no address, another kind of file, a redirect, an error page) is `unreadable`.
 */
export const readPublicPage = async (
  { outgoing, reading }: { readonly outgoing: OutgoingRequests; readonly reading: PageReading },
  receipt: Receipt,
  signal: AbortSignal,
): Promise<PublicCopy> => {
  if (receipt.url === null) return unreadable('回执没有网址。The receipt has no URL.');
  const answer = await outgoing.request(
    { method: 'GET', url: receipt.url, headers: { accept: 'text/html', 'accept-encoding': 'identity' } },
    signal,
  );
  if (answer.outcome === 'not-allowed') return unreadable(answer.reason);
  if (answer.outcome !== 'answered') throw new NoAnswer(answer.reason);
  const { status, body, headers } = answer;
  if (status === 404 || status === 410) return { outcome: 'missing' };
  if (status !== 200) return unreadable(`网页返回状态码 ${status}。The page answered ${status}.`);
  if (body === null) return unreadable('网页过大。The page is too large.');
  const contentType = String(headers['content-type'] ?? '');
  if (!/^(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType)) {
    return unreadable(`不是网页（${contentType}）。Not a web page.`);
  }
  const content = pageContent(decodePage(body, contentType), reading, receipt.url);
  if (content === 'too-complex') return unreadable('网页过于复杂。The page is too complex.');
  return content === 'no-such-element'
    ? unreadable(`网页上没有 ${reading.bodySelector}。The page has no ${reading.bodySelector}.`)
    : { outcome: 'read', ...content };
};
