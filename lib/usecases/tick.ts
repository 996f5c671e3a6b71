import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { planDelivery } from '../domain/delivery-plan.ts';
import type { ChannelId, Instant } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { isErasing } from '../domain/sealing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudge, Nudges } from '../ports/nudges.ts';
import type { ChannelConditions } from './channel-conditions.ts';
import { NUDGE_GRACE } from './deliver.ts';
import type { EraseSealed } from './erase-sealed.ts';

/** Due items read from the index at once. */
const PAGE = 200;

/** Our own fault: the item stays due. To be logged. */
export interface TickFault {
  readonly itemId: string;
  readonly error: unknown;
}

export interface TickReport {
  readonly looked: number;
  readonly nudged: number;
  readonly numbered: number;
  readonly faults: readonly TickFault[];
  /** False when time ran out first; the next tick goes on. */
  readonly complete: boolean;
}

export type Tick = (options: { readonly milliseconds: number }) => Promise<TickReport>;

interface Look {
  readonly nudges: readonly Nudge[];
  readonly dueAt: Instant | null;
}

/**
 * Nudges what is due and moves each item's `dueAt` to its next look, so that a nudge that gets lost is sent again.
 * The index only says where to look; every decision is taken on a consistent read. Bounded in time; a second
 * call while one runs answers at once with nothing done. An item that cannot be looked at is told of and holds up no other.
 */
export const createTick = (dependencies: {
  readonly ledger: Ledger;
  readonly nudges: Nudges;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly conditions: ChannelConditions;
  /** Goes on with what a seal has to erase. */
  readonly eraseSealed: Pick<EraseSealed, 'carryOn'>;
  readonly clock: Clock;
}): Tick => {
  const { ledger, nudges, definitions, conditions, eraseSealed, clock } = dependencies;
  let running = false;

  const look = async (snapshot: ItemSnapshot, now: Instant): Promise<Look> => {
    const { item, deliveries } = snapshot;
    const wanted: Nudge[] = [];
    let dueAt: Instant | null = isErasing(item) ? now + NUDGE_GRACE : null;
    for (const channel of item.owed) {
      const definition = definitions.get(channel);
      // A channel that is gone from the configuration is looked at again when it may be back.
      let next = now + NUDGE_GRACE;
      if (definition !== undefined) {
        const row = deliveries.find((delivery) => delivery.channel === channel);
        const plan = planDelivery(
          item,
          row,
          definition,
          await conditions.hindrances(definition, snapshot),
          now,
        );
        if (plan.do === 'wait') next = plan.until;
        else wanted.push({ itemId: item.id, channel });
      }
      dueAt = dueAt === null ? next : Math.min(dueAt, next);
    }
    return { nudges: wanted, dueAt };
  };

  const lookAt = async (itemId: string, now: Instant): Promise<number> => {
    const snapshot = await ledger.read(itemId);
    if (snapshot === undefined || snapshot.item.dueAt === null || snapshot.item.dueAt > now) return 0;
    const { nudges: wanted, dueAt } = await look(snapshot, now);
    // Moved first: if this process dies in between, the next look is only later, never lost.
    if (!(await ledger.moveDue(itemId, snapshot.item.dueAt, dueAt))) return 0;
    if (wanted.length > 0) await nudges.send(wanted);
    if (isErasing(snapshot.item)) await eraseSealed.carryOn(snapshot);
    return wanted.length;
  };

  return async ({ milliseconds }) => {
    if (running) return { looked: 0, nudged: 0, numbered: 0, faults: [], complete: false };
    running = true;
    try {
      const now = clock.now();
      const end = now + milliseconds;
      const numbered = await ledger.assignNumbers();
      let looked = 0;
      let nudged = 0;
      let cursor: string | null = null;
      const faults: TickFault[] = [];
      do {
        const page: Awaited<ReturnType<Ledger['due']>> = await ledger.due(now, cursor, PAGE);
        for (const { itemId } of page.rows) {
          try {
            nudged += await lookAt(itemId, now);
          } catch (error) {
            faults.push({ itemId, error });
          }
          looked += 1;
        }
        cursor = page.nextCursor;
      } while (cursor !== null && clock.now() < end);
      return { looked, nudged, numbered, faults, complete: cursor === null };
    } finally {
      running = false;
    }
  };
};
