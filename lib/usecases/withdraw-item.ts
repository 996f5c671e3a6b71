import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { withEntry } from '../domain/history.ts';
import type { ChannelId, Sha256 } from '../domain/item.ts';
import type { ItemRow, ItemSnapshot, Withdrawal, WithdrawalCause } from '../domain/ledger-rows.ts';
import { SEALED_TITLE } from '../domain/sealing.ts';
import {
  CAUSE_NAMES,
  owedAfterWithdrawal,
  type WithdrawalOrder,
  type WithdrawalStep,
  withdrawalStep,
  withdrawalViolations,
} from '../domain/withdrawal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { NUDGE_GRACE } from './deliver.ts';
import type { EraseSealed } from './erase-sealed.ts';
import { findItem } from './find-item.ts';
import type { ItemView } from './item-view.ts';
import { missingFiles } from './missing-references.ts';
import { createPresentItem } from './present-item.ts';
import { GENERATION_STALE, type RevisionConflict, type RevisionRefusal } from './revision-conflicts.ts';
import { reasonNeeded } from './revision-reason.ts';

export interface WithdrawItemOrder extends WithdrawalOrder {
  /** The generation that the caller read; null where it does not matter. */
  readonly ifGeneration: number | null;
}

export type WithdrawOutcome =
  | {
      readonly outcome: 'withdrawn';
      readonly view: ItemView;
      /** Files of a sealed item that stay because another item shows them. */
      readonly keptFiles: readonly Sha256[];
    }
  | RevisionRefusal;

/** `by`: `token:<id>` or `oidc:<sub>`. */
export type WithdrawItem = (
  idOrNumber: string,
  order: WithdrawItemOrder,
  by: string,
) => Promise<WithdrawOutcome>;

export interface WithdrawDependencies {
  readonly ledger: Ledger;
  readonly nudges: Nudges;
  readonly objectStore: ObjectStore;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly eraseSealed: EraseSealed;
  readonly clock: Clock;
}

/** How the history calls each step, and what it says of it. */
const WORDS = {
  withdraw: 'withdrawn',
  correct: 'withdrawal-corrected',
  approve: 'withdrawal-approved',
} as const;

/**
 * Takes an item back from every channel: one conditional write of its row says so, and everything that has a copy, or may
 * get one from a call that is under way, follows. A leak is sealed in the same write, before anybody has approved, and
 * erased at once; what a crash leaves of it the tick goes on with.
 */
export const createWithdrawItem = (dependencies: WithdrawDependencies): WithdrawItem => {
  const { ledger, nudges, objectStore, eraseSealed, clock } = dependencies;
  const present = createPresentItem(dependencies);

  const commit = async (
    snapshot: ItemSnapshot,
    step: Extract<WithdrawalStep, { readonly withdrawal: Withdrawal }>,
    order: WithdrawItemOrder,
    account: { readonly by: string; readonly now: number },
  ): Promise<'changed' | 'stale'> => {
    const next = changedItem(snapshot, step, order, account);
    const changed = await ledger.change(next, null, snapshot.item.generation);
    if (changed === 'changed' && step.is !== 'approve') {
      await nudges.send(next.owed.map((channel) => ({ itemId: next.id, channel })));
    }
    return changed;
  };

  return async (idOrNumber, order, by) => {
    const evidence = order.approvals.flatMap((approval, index) =>
      approval.evidence.map((sha256, place) => ({
        sha256,
        pointer: `/approvals/${index}/evidence/${place}`,
      })),
    );
    const violations = [
      ...reasonNeeded(order.reason),
      ...withdrawalViolations(order, clock.now()),
      ...(await missingFiles(objectStore, evidence)),
    ];
    if (violations.length > 0) return { outcome: 'invalid', violations };
    for (;;) {
      const snapshot = await findItem(ledger, idOrNumber);
      if (snapshot === undefined) return { outcome: 'not-found' };
      const { item, edition } = snapshot;
      const now = Math.max(clock.now(), item.recordedAt);
      const step = withdrawalStep(item, order, { by, now, importance: edition.content.importance });
      // What stands so already is no conflict: a caller that got no answer sends the same again, with what it had read.
      const isCurrent = order.ifGeneration === null || order.ifGeneration === item.generation;
      if (step.is !== 'nothing' && !isCurrent) {
        const { violation } = GENERATION_STALE;
        return { outcome: 'conflict', violation: { ...violation, pointer: '/ifGeneration' } };
      }
      if (step.is === 'contradiction') return withdrawnFor(step.cause);
      if (step.is !== 'nothing' && (await commit(snapshot, step, order, { by, now })) === 'stale') continue;
      const after = await ledger.read(item.id);
      if (after === undefined) throw new Error(`item ${item.id} is gone from the ledger`);
      const { kept } = after.item.seal === null ? { kept: [] } : await eraseSealed.pass(after);
      const shown =
        kept.length === 0 && after.item.seal === null ? after : ((await ledger.read(item.id)) ?? after);
      return { outcome: 'withdrawn', view: await present(shown), keptFiles: kept };
    }
  };
};

const changedItem = (
  { item, deliveries }: ItemSnapshot,
  { is, withdrawal }: Extract<WithdrawalStep, { readonly withdrawal: Withdrawal }>,
  { reason }: WithdrawItemOrder,
  { by, now }: { readonly by: string; readonly now: number },
): ItemRow => {
  const generation = item.generation + 1;
  const { cause } = withdrawal;
  const told = withEntry(item, { at: now, by, what: WORDS[is], why: `${CAUSE_NAMES[cause]}：${reason}` });
  const seals = cause === 'leak' && item.seal === null;
  return {
    ...item,
    state: 'withdrawn',
    generation,
    withdrawal,
    recordedAt: now,
    ...(is !== 'approve' && { owed: owedAfterWithdrawal(item, deliveries), dueAt: now + NUDGE_GRACE }),
    ...(seals
      ? {
          ...SEALED_TITLE,
          seal: { at: now, by, reason, generation, erasedAt: null },
          ...withEntry(told, { at: now, by, what: 'sealed', why: reason }),
        }
      : told),
  };
};

const withdrawnFor = (cause: WithdrawalCause): RevisionConflict => ({
  outcome: 'conflict',
  violation: {
    code: 'withdrawn-for-another-cause',
    pointer: '/cause',
    message: {
      zh: `该信息已因“${CAUSE_NAMES[cause]}”撤下。只能更正为泄密（随即封存），或者在误发与其他原因之间更正。`,
      en: `The item is withdrawn already, for "${cause}". Only a leak, which seals it, or an error that turned out to be one or not, can take its place.`,
    },
  },
});
