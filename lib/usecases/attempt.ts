import type { DeliveryRow, Receipt } from '../domain/ledger-rows.ts';
import { type Answer, type Channel, type Copy, type Found, NoAnswer } from '../ports/channel.ts';

/** What one call came to; `no-answer`: it may or may not have reached the channel. */
export type AttemptResult = Answer | Found | { readonly outcome: 'no-answer'; readonly reason: string };

const NO_RECEIPT: Receipt = { remoteId: null, url: null, place: null, evidence: [] };

/** One call to a channel, bounded by `timeout` milliseconds. Silence is a value here; anything else thrown is our bug and goes on up. */
export const attempt = async (call: {
  readonly channel: Channel;
  readonly action: 'publish' | 'replace' | 'withdraw' | 'look-up';
  readonly copy: Copy;
  readonly row: DeliveryRow;
  readonly timeout: number;
}): Promise<AttemptResult> => {
  const { channel, action, copy, row, timeout } = call;
  const signal = AbortSignal.timeout(timeout);
  const receipt = row.receipt ?? NO_RECEIPT;
  try {
    switch (action) {
      case 'publish':
        return await channel.publish(copy, signal);
      case 'replace':
        return await channel.replace(copy, receipt, signal);
      case 'withdraw':
        return await channel.withdraw(copy, receipt, null, signal);
      case 'look-up':
        return await channel.find(copy, signal);
    }
  } catch (error) {
    if (error instanceof NoAnswer) return { outcome: 'no-answer', reason: error.message };
    throw error;
  }
};
