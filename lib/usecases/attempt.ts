import type { DeliveryRow, Receipt } from '../domain/ledger-rows.ts';
import { type Answer, type Channel, type Copy, type Found, NoAnswer } from '../ports/channel.ts';

/** Milliseconds that a channel has to end its call once its time is up; then it is left alone. */
const GRACE = 2000;
/** What one call came to; `no-answer`: it may or may not have reached the channel. */
export type AttemptResult = Answer | Found | { readonly outcome: 'no-answer'; readonly reason: string };

/** Of a copy that nobody has said anything of. */
export const NO_RECEIPT: Receipt = { remoteId: null, url: null, place: null, evidence: [] };

interface Call {
  readonly channel: Channel;
  readonly action: 'publish' | 'replace' | 'restore' | 'withdraw' | 'look-up';
  readonly copy: Copy;
  readonly row: DeliveryRow;
  /** What the public reads in place of a copy that is taken down; null: a sentence of the channel's own. */
  readonly notice: string | null;
}

/**
 * The public misses the copy: the channel may have lost it, or have it and not show it. It is asked first, since a
 * second copy would be worse; where it cannot be asked, the person who wants it back has looked.
 */
const restore = async ({ channel, copy }: Call, signal: AbortSignal): Promise<AttemptResult> => {
  const found = await channel.find(copy, signal);
  if (found.outcome === 'found') return channel.replace(copy, found.receipt, signal);
  return found.outcome === 'handed-over' ? found : channel.publish(copy, signal);
};

/**
 * What a file says of a copy is not what the channel knows it by: it would call a copy gone that somebody else put up. So
 * a person takes it down.
 */
const withdraw = async (
  { channel, copy, row, notice }: Call,
  signal: AbortSignal,
): Promise<AttemptResult> => {
  const receipt = row.receipt ?? NO_RECEIPT;
  return row.importedBy === null
    ? channel.withdraw(copy, receipt, notice, signal)
    : { outcome: 'handed-over', receipt };
};

const make = async (call: Call, signal: AbortSignal): Promise<AttemptResult> => {
  const { channel, action, copy, row } = call;
  const receipt = row.receipt ?? NO_RECEIPT;
  switch (action) {
    case 'publish':
      return channel.publish(copy, signal);
    case 'replace':
      return channel.replace(copy, receipt, signal);
    case 'restore':
      return restore(call, signal);
    case 'withdraw':
      return withdraw(call, signal);
    case 'look-up':
      return channel.find(copy, signal);
  }
};

/** The longest that an attempt can take. In milliseconds, like the timeout. */
export const longestAttempt = (timeout: number): number => timeout + GRACE;

/**
 * One call to a channel, bounded by `timeout` milliseconds, and by a little more where the channel does not heed its
 * signal. Silence is a value here; anything else thrown is our bug and goes on up.
 */
export const attempt = async ({
  timeout,
  ...call
}: Call & { readonly timeout: number }): Promise<AttemptResult> => {
  const calling = new AbortController();
  const leftAlone = Promise.withResolvers<never>();
  // Not `AbortSignal.timeout`, which cannot be called off: nearly every call ends long before its time is up.
  let timer = setTimeout(() => {
    timer = setTimeout(() => leftAlone.reject(new NoAnswer('time is up')), GRACE).unref();
    calling.abort();
  }, timeout).unref();
  try {
    return await Promise.race([make(call, calling.signal), leftAlone.promise]);
  } catch (error) {
    if (error instanceof NoAnswer) return { outcome: 'no-answer', reason: error.message };
    throw error;
  } finally {
    clearTimeout(timer);
  }
};
