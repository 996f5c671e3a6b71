import type { ChannelId } from '../domain/item.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';
import { CONDITIONS_BELIEVED } from './channel-conditions.ts';
import {
  createSetPause,
  type PauseDependencies,
  type PauseOrder,
  type PauseOutcome,
} from './pause-channel.ts';

/** Owed items read from the index at once. */
const PAGE = 200;
/** Owed items that a call looks at; the tick comes back to the others within some minutes. */
const LOOKED_AT = 2000;

export type ResumeOutcome =
  | (Extract<PauseOutcome, { outcome: 'recorded' }> & {
      /** Deliveries that are looked at within seconds. */
      readonly nudged: number;
    })
  | Exclude<PauseOutcome, { outcome: 'recorded' }>;

export type ResumeChannel = (channel: ChannelId, order: PauseOrder, by: string) => Promise<ResumeOutcome>;

/** Lets a paused channel go on, and nudges what it is owed. */
export const createResumeChannel = (
  dependencies: PauseDependencies & { readonly ledger: Ledger; readonly nudges: Nudges },
): ResumeChannel => {
  const { ledger, nudges, clock } = dependencies;
  const resume = createSetPause(dependencies, 'resumed');

  const nudgeOwed = async (channel: ChannelId): Promise<number> => {
    // Whoever takes the nudge may believe in the pause for so long.
    const notBefore = clock.now() + CONDITIONS_BELIEVED;
    let looked = 0;
    let nudged = 0;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Ledger['due']>> = await ledger.due(
        Number.MAX_SAFE_INTEGER,
        cursor,
        PAGE,
      );
      const snapshots = await Promise.all(page.rows.map(({ itemId }) => ledger.read(itemId)));
      const owed = snapshots.flatMap((snapshot) =>
        snapshot?.item.owed.includes(channel) === true ? [snapshot.item.id] : [],
      );
      await nudges.send(owed.map((itemId) => ({ itemId, channel, notBefore })));
      nudged += owed.length;
      looked += page.rows.length;
      cursor = page.nextCursor;
    } while (cursor !== null && looked < LOOKED_AT);
    return nudged;
  };

  return async (channel, order, by) => {
    const outcome = await resume(channel, order, by);
    if (outcome.outcome !== 'recorded') return outcome;
    return { ...outcome, nudged: await nudgeOwed(channel) };
  };
};
