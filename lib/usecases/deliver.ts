import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { lastApprovalAt } from '../domain/approval.ts';
import { planDelivery } from '../domain/delivery-plan.ts';
import { claimed, cleared, newDelivery } from '../domain/delivery-progress.ts';
import type { ChannelId, Instant, ItemId } from '../domain/item.ts';
import type { CountFacts, DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudge, Nudges } from '../ports/nudges.ts';
import { type AttemptResult, attempt, longestAttempt } from './attempt.ts';
import type { ChannelConditions } from './channel-conditions.ts';
import { copyOf } from './copy-of.ts';
import { editionChain } from './edition-chain.ts';
import { type Settlement, settlementOf } from './settlement.ts';

/** Milliseconds a claim lasts; every attempt ends well before (its timeout is at most 45 s, see `longestAttempt`). */
const LEASE = 60_000;
/** Milliseconds a nudge has to be waited for before the tick sends another. */
export const NUDGE_GRACE = 60_000;

/** One line that tells a whole attempt; never an item's body, never a credential. */
export interface AttemptReport {
  readonly itemId: ItemId;
  readonly channel: ChannelId;
  readonly did: 'attempted' | 'cleared' | 'waited' | 'lost' | 'nothing';
  readonly action: string | null;
  readonly attempt: number;
  readonly outcome: string | null;
  readonly reason: string | null;
  /** Milliseconds since 1970; when the delivery is looked at again, if it is. */
  readonly next: Instant | null;
  readonly milliseconds: number;
}

export interface DeliverDependencies {
  readonly ledger: Ledger;
  readonly nudges: Nudges;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly conditions: ChannelConditions;
  readonly clock: Clock;
  /** Unguessable, never the same twice. */
  readonly newToken: () => string;
  /** In [0, 1); spreads retries. */
  readonly chance: () => number;
}

export type Deliver = (nudge: Nudge) => Promise<AttemptReport>;

export const factsOf = ({ item, edition }: ItemSnapshot, definition: ChannelDefinition): CountFacts => ({
  kind: edition.content.kind,
  origin: edition.content.origin,
  unit: edition.content.unit,
  area: edition.content.area,
  dueOn: item.dueOn,
  formRow: definition.formRow,
  practice: definition.practice,
});

/** The claim itself took so long that its lease could end during the call: nothing is sent. */
const tooLate = (lookUp: boolean): AttemptResult => {
  const reason = '认领耗时过长，本次未推送。Claiming took too long; nothing was sent.';
  return lookUp
    ? { outcome: 'no-answer', reason }
    : { outcome: 'deferred', cause: 'busy', reason, after: null };
};

/**
 * Brings one channel into line with one item: reads what should be and what is, takes the lease, makes one call, records
 * what came of it. A nudge for something that needs nothing is normal and does nothing. Throws only for our own faults;
 * then the lease runs out by itself and the next look is a look-up.
 */
export const createDeliver = (dependencies: DeliverDependencies): Deliver => {
  const { ledger, nudges, channels, definitions, conditions, clock, newToken, chance } = dependencies;

  const settle = async (row: DeliveryRow, token: string, settlement: Settlement): Promise<void> => {
    const { next, change } = settlement;
    const { owed } = change;
    const settled = await ledger.settle(next, token, change);
    const again: Nudge = { itemId: row.itemId, channel: row.channel };
    // A newer generation came while this one was under way: its own nudge may have met our lease and gone.
    if (settled === 'superseded') await nudges.send([again]);
    else if (settled === 'settled' && owed.is === 'due')
      await nudges.send([{ ...again, notBefore: owed.dueAt }]);
  };

  /** Before it nothing of the item was public, whatever edition a forgotten copy shows. */
  const firstApprovedAt = async (snapshot: ItemSnapshot): Promise<Instant | undefined> => {
    let first = snapshot.edition;
    for await (const edition of editionChain(ledger, snapshot)) first = edition;
    return lastApprovalAt(first.content.approvals);
  };

  return async ({ itemId, channel: channelId }) => {
    const started = clock.now();
    const report = (did: AttemptReport['did'], more: Partial<AttemptReport> = {}): AttemptReport => ({
      itemId,
      channel: channelId,
      did,
      action: null,
      attempt: 0,
      outcome: null,
      reason: null,
      next: null,
      milliseconds: clock.now() - started,
      ...more,
    });

    const channel = channels.get(channelId);
    const definition = definitions.get(channelId);
    const snapshot = await ledger.read(itemId);
    if (channel === undefined || definition === undefined || snapshot === undefined) {
      return report('nothing', { reason: snapshot === undefined ? 'no such item' : 'no such channel' });
    }
    const { item, deliveries } = snapshot;
    if (!item.owed.includes(channelId)) return report('nothing');
    const existing = deliveries.find((delivery) => delivery.channel === channelId);
    const hindrances = await conditions.hindrances(definition, snapshot);
    const plan = planDelivery(item, existing, definition, hindrances, started);
    const row = existing ?? newDelivery(item, channelId, factsOf(snapshot, definition));

    if (plan.do === 'nothing') return report('nothing');
    if (plan.do === 'clear') {
      // What the count sees of the item may have changed with its metadata.
      const facts = row.importedBy === null ? factsOf(snapshot, definition) : row.facts;
      const next = cleared({ ...row, facts }, item, started);
      await ledger.amend(next, row.version, { generation: item.generation, owed: { is: 'done' } });
      return report('cleared');
    }
    if (plan.do === 'wait') {
      if (item.dueAt !== null && plan.until < item.dueAt)
        await ledger.moveDue(itemId, item.dueAt, plan.until);
      return report('waited', { reason: plan.because, next: plan.until });
    }

    const token = newToken();
    const lookUp = plan.action === 'look-up';
    const claimedAt = clock.now();
    const until = claimedAt + LEASE;
    const epoch = await ledger.epoch();
    const takeDown = plan.action === 'withdraw';
    const held = claimed(row, item, { lookUp, takeDown, epoch: epoch.number, token, now: claimedAt, until });
    if ((await ledger.claim(held, row.version)) === 'lost') return report('lost');

    const facts = factsOf(snapshot, definition);
    const { timeout } = definition;
    const copy = copyOf(snapshot, definition, epoch);
    const notice = item.withdrawal?.notice ?? null;
    const call = { channel, action: plan.action, copy, row: held, notice, timeout };
    const isInTime = clock.now() + longestAttempt(timeout) <= until;
    const result = isInTime ? await attempt(call) : tooLate(lookUp);
    const settlement = await settlementOf({
      held: { ...held, facts },
      before: row,
      result,
      definition,
      snapshot,
      epoch,
      firstApprovedAt:
        result.outcome === 'found' && held.sentAt === null ? await firstApprovedAt(snapshot) : undefined,
      conditions,
      chance,
      now: clock.now(),
    });
    await settle(held, token, settlement);
    const { owed } = settlement.change;
    return report('attempted', {
      action: plan.action,
      attempt: settlement.next.attempts,
      outcome: result.outcome,
      // The log is out of the reach of a seal, as the history is.
      reason: settlement.next.history.at(-1)?.why ?? null,
      next: owed.is === 'due' ? owed.dueAt : null,
    });
  };
};
