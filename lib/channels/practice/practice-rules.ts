import type { PracticeMessage } from './practice-message.ts';
import type { Held } from './practice-view.ts';

/** Id of the element of a copy's page that holds its text. */
export const COPY_TEXT_ID = 'content';

export interface PracticeSwitches {
  /** Can it be asked what it holds under a key? */
  readonly lookUp: boolean;
  /** Does it put a second copy under a known key, as many real platforms do, or answer 409? */
  readonly idempotency: boolean;
}

export type Verdict =
  | { readonly status: 200; readonly accept: PracticeMessage }
  /** Not here, and remembered: what is older and still on its way is refused. */
  | { readonly status: 404; readonly accept: PracticeMessage; readonly detail: string }
  | { readonly status: 404 | 409 | 412; readonly accept: null; readonly detail: string };

const refuse = (status: 404 | 409 | 412, detail: string): Verdict => ({ status, accept: null, detail });

/** What the network does with a message whose signature is good. */
export const judge = (
  message: PracticeMessage,
  held: Held | undefined,
  { idempotency }: PracticeSwitches,
): Verdict => {
  if (held !== undefined && message.generation < held.generation) {
    return refuse(412, `已有更新的版本（第 ${held.generation} 代）。A newer generation is here.`);
  }
  const there = held !== undefined && held.copies.length > 0;
  if (message.action !== 'publish') {
    if (there) return { status: 200, accept: message };
    const detail = '这里没有这条信息。It is not here.';
    return message.action === 'withdraw' ? { status: 404, accept: message, detail } : refuse(404, detail);
  }
  if (!there || !idempotency) return { status: 200, accept: message };
  return message.generation > held.generation
    ? { status: 200, accept: { ...message, action: 'replace' } }
    : refuse(409, '这条信息已经收到过。It was received before.');
};
