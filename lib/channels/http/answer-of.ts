import type { Instant } from '../../domain/item.ts';
import type { Answer } from '../../ports/channel.ts';
import { NoAnswer } from '../../ports/channel.ts';
import type { OutgoingAnswer } from '../outgoing/outgoing-requests.ts';
import type { HttpAction } from './addresses.ts';
import { receiptOf } from './receipt.ts';
import { remoteWords } from './remote-words.ts';
import { retryAfter } from './retry-after.ts';

type Meaning = 'done' | 'handed-over' | 'busy' | 'down' | 'refused' | 'unclear';

/** What each status means, whatever the call. The rest: 2xx done, other 5xx unclear, anything else refused. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  202: 'handed-over',
  408: 'busy',
  409: 'done', // "I have it"
  425: 'busy',
  429: 'busy',
  501: 'refused', // not offered, so not done
  503: 'down',
};

const meaningOf = (action: HttpAction, status: number): Meaning => {
  // What is gone needs no withdrawing; a withdrawal that collides was not done.
  if (action === 'withdraw') {
    if (status === 404 || status === 410) return 'done';
    if (status === 409) return 'refused';
  }
  return MEANINGS[status] ?? (status >= 200 && status < 300 ? 'done' : status >= 500 ? 'unclear' : 'refused');
};

const said = (status: number, body: Uint8Array | null): string => {
  const words = remoteWords(body);
  return words === '' ? `渠道返回状态码 ${status}` : `渠道返回状态码 ${status}：${words}`;
};

/**
 * Turns what came back from a call into the channel's answer. Throws `NoAnswer` where the call may have been acted on:
 * no complete answer, or an error of the platform or a gateway before it, which tells nothing of what was done.
 */
export const answerOf = (
  action: HttpAction,
  sent: OutgoingAnswer,
  { endpoint, now }: { readonly endpoint: string; readonly now: Instant },
): Answer => {
  if (sent.outcome === 'no-answer') throw new NoAnswer(`没有收到渠道的完整答复：${sent.reason}`);
  if (sent.outcome === 'not-allowed') return { outcome: 'refused', reason: sent.reason };
  if (sent.outcome === 'unreachable') {
    return { outcome: 'deferred', cause: 'outage', reason: `无法连接渠道：${sent.reason}`, after: null };
  }
  const { status, body, headers } = sent;
  const meaning = meaningOf(action, status);
  if (meaning === 'unclear') throw new NoAnswer(said(status, body));
  if (meaning === 'refused') return { outcome: 'refused', reason: said(status, body) };
  if (meaning === 'busy' || meaning === 'down') {
    const cause = meaning === 'down' ? 'outage' : 'busy';
    return {
      outcome: 'deferred',
      cause,
      reason: said(status, body),
      after: retryAfter(headers['retry-after'], now),
    };
  }
  const receipt = receiptOf(body, endpoint);
  if (meaning === 'handed-over') {
    const { publicAt: _publicAt, ...handedOver } = receipt;
    return { outcome: 'handed-over', receipt: handedOver };
  }
  return action === 'withdraw' ? { outcome: 'withdrawn' } : { outcome: 'published', receipt };
};
