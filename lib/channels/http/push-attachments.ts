import type { Answer, Copy, CopyAttachment } from '../../ports/channel.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { OutgoingAnswer } from '../outgoing/outgoing-requests.ts';
import type { HttpAddresses } from './addresses.ts';
import { answerOf } from './answer-of.ts';
import type { SendSigned } from './send-signed.ts';

interface PushDependencies {
  readonly objectStore: ObjectStore;
  readonly addresses: HttpAddresses;
  readonly send: SendSigned;
  readonly now: () => number;
  readonly endpoint: string;
}

/** Our own limit, not an outage of the channel: what is there already is not sent again by the next attempt. */
const outOfTime: Answer = {
  outcome: 'deferred',
  cause: 'busy',
  reason:
    '附件未在限定时间内传完，下次从未传的附件继续。The attachments took too long; the next attempt goes on from here.',
  after: null,
};

const unfinished = (sent: OutgoingAnswer): Answer => ({
  outcome: 'deferred',
  cause: 'busy',
  reason: `附件未传完：${sent.outcome === 'answered' ? `渠道返回状态码 ${sent.status}` : sent.reason}`,
  after: null,
});

/**
 * Sends the attachments that the platform does not hold yet, before the message that names them. Each is addressed by
 * its hash, so sending one twice changes nothing, and silence here leaves nothing unknown: the message was not sent.
 * Undefined when all are there, else the answer that ends the call.
 */
export const pushAttachments = async (
  dependencies: PushDependencies,
  copy: Copy,
  signal: AbortSignal,
): Promise<Answer | undefined> => {
  for (const attachment of copy.attachments) {
    const trouble = await pushAttachment(dependencies, attachment, signal);
    if (trouble?.outcome === 'refused') return trouble;
    if (signal.aborted) return outOfTime;
    if (trouble !== undefined) return trouble;
  }
  return undefined;
};

const pushAttachment = async (
  { objectStore, addresses, send, now, endpoint }: PushDependencies,
  { sha256, mediaType, name }: CopyAttachment,
  signal: AbortSignal,
): Promise<Answer | undefined> => {
  const url = addresses.attachment(sha256);
  const id = `attachment_${sha256}`;
  const there = await send({ method: 'HEAD', url, id, signed: '' }, signal);
  if (there.outcome === 'answered' && there.status >= 200 && there.status < 300) return undefined;
  const stored = await objectStore.get(`attachments/${sha256}`);
  if (stored === undefined) return { outcome: 'refused', reason: `附件“${name}”的文件不在库中。` };
  const sent = await send(
    { method: 'PUT', url, id, signed: '', body: stored.bytes, headers: { 'content-type': mediaType } },
    signal,
  );
  if (
    sent.outcome === 'no-answer' ||
    (sent.outcome === 'answered' && sent.status >= 500 && sent.status !== 503)
  ) {
    return unfinished(sent);
  }
  const answer = answerOf('publish', sent, { endpoint, now: now() });
  return answer.outcome === 'published' || answer.outcome === 'handed-over' ? undefined : answer;
};
