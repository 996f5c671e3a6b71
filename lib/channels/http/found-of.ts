import * as z from 'zod';
import type { ItemId } from '../../domain/item.ts';
import type { Found } from '../../ports/channel.ts';
import { NoAnswer } from '../../ports/channel.ts';
import type { OutgoingAnswer } from '../outgoing/outgoing-requests.ts';
import { receiptOf } from './receipt.ts';
import { jsonOf, remoteWords } from './remote-words.ts';

const Held = z.object({ key: z.string(), generation: z.int().nonnegative().nullish().catch(null) });

/** Statuses that say "ask again", so that neither presence nor absence follows. */
const ASK_AGAIN = new Set([408, 425, 429]);

/**
 * Turns the answer to a look-up into what is known. Both "there" and "not there" must repeat our key: a 404 of some
 * gateway, or a page that answers 200 to everything, must not decide whether a copy is sent a second time.
 */
export const foundOf = (key: ItemId, sent: OutgoingAnswer, endpoint: string): Found => {
  if (sent.outcome === 'not-allowed') return { outcome: 'cannot-tell', reason: sent.reason };
  if (sent.outcome !== 'answered') throw new NoAnswer(`没有收到渠道对查询的答复：${sent.reason}`);
  const { status, body } = sent;
  if (ASK_AGAIN.has(status) || (status >= 500 && status !== 501)) {
    throw new NoAnswer(`渠道的查询接口返回状态码 ${status}。The look-up was answered ${status}.`);
  }
  const held = Held.safeParse(jsonOf(body));
  if (held.success && held.data.key === key) {
    if (status === 404 || status === 410) return { outcome: 'absent' };
    if (status === 200) {
      return {
        outcome: 'found',
        receipt: receiptOf(body, endpoint),
        generation: held.data.generation ?? null,
      };
    }
  }
  return {
    outcome: 'cannot-tell',
    reason: `渠道的查询接口返回状态码 ${status}，未按约定回复。${remoteWords(body)}`,
  };
};
