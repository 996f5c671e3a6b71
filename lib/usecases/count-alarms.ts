import { CONFIRMATION_ALARMS } from '../domain/confirmation.ts';
import type { Ledger } from '../ports/ledger.ts';

/** How many public copies wait for a person because of what reading them back found; a lower bound where the index shows no more. */
export type CountAlarms = () => Promise<number>;

const ALARMS: ReadonlySet<string> = new Set(CONFIRMATION_ALARMS);

export const createCountAlarms =
  ({ ledger }: { readonly ledger: Pick<Ledger, 'countWaiting'> }): CountAlarms =>
  async () => {
    const { counts } = await ledger.countWaiting();
    return counts.reduce((sum, { reason, count }) => (ALARMS.has(reason) ? sum + count : sum), 0);
  };
