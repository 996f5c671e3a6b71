import { isSufficientFor } from './approval.ts';
import { approvalDate } from './approval-dates.ts';
import { blankText } from './bare-text.ts';
import type { Approval, ChannelId, Importance, Instant } from './item.ts';
import type { DeliveryRow, ItemRow, Withdrawal, WithdrawalCause } from './ledger-rows.ts';
import { futureDate, unreadableDate } from './named-date.ts';
import type { Violation } from './violation.ts';

/** A person's order as it comes. */
export interface WithdrawalOrder {
  readonly cause: WithdrawalCause;
  readonly reason: string;
  readonly notice: string | null;
  readonly approvals: readonly Approval[];
}

export const CAUSE_NAMES: Readonly<Record<WithdrawalCause, string>> = {
  leak: '泄密',
  error: '误发',
  expired: '过期',
  duplicate: '重复',
  other: '其他',
};

/**
 * What is wrong with the approvals of a withdrawal. They may be missing, since nothing that must go down waits for them,
 * and then somebody is reminded; those that are there have to name a person and a date that has been.
 */
export const withdrawalViolations = (
  { approvals }: Pick<WithdrawalOrder, 'approvals'>,
  now: Instant,
): readonly Violation[] =>
  approvals.flatMap((approval, index) => {
    const date = approvalDate(approval, index);
    const who = {
      zh: `第${index + 1}项审批的审批人姓名`,
      en: `The name of the approver of approval ${index + 1}`,
    };
    return [
      ...unreadableDate(date),
      ...futureDate(date, now),
      ...blankText(`/approvals/${index}/name`, approval.name, who),
    ];
  });

/** Has somebody approved who may decide about the item? Who approves its release approves its withdrawal. */
const isApproved = (approvals: readonly Approval[], importance: Importance): boolean =>
  approvals.some(({ role }) => isSufficientFor(importance, role));

const written = ({ role, name, approvedAt, evidence }: Approval): string =>
  JSON.stringify([role, name, approvedAt, evidence]);

/** What an order means for an item as it stands. */
export type WithdrawalStep =
  /** `withdraw`: from now on. `correct`: for another cause than was said first. `approve`: only approvals are added. */
  | { readonly is: 'withdraw' | 'correct' | 'approve'; readonly withdrawal: Withdrawal }
  /** It stands so already. */
  | { readonly is: 'nothing' }
  | { readonly is: 'contradiction'; readonly cause: WithdrawalCause };

/**
 * A withdrawal for the same cause again brings approvals that followed. Another cause is a correction where it changes what
 * becomes of the item: a leak is found later, or the item turns out to have gone out in error, or not. Any other is refused.
 */
export const withdrawalStep = (
  { withdrawal: standing }: Pick<ItemRow, 'withdrawal'>,
  order: WithdrawalOrder,
  account: { readonly by: string; readonly now: Instant; readonly importance: Importance },
): WithdrawalStep => {
  const { by, now, importance } = account;
  const { cause, reason, notice } = order;
  const known = standing?.approvals ?? [];
  const given = new Set(known.map(written));
  const added = order.approvals.filter((approval) => !given.has(written(approval)));
  const approvals = [...known, ...added];
  const approved = isApproved(approvals, importance);
  if (standing === null) {
    return { is: 'withdraw', withdrawal: { cause, reason, notice, at: now, by, approvals, approved } };
  }
  if (standing.cause === cause) {
    return added.length === 0
      ? { is: 'nothing' }
      : { is: 'approve', withdrawal: { ...standing, approvals, approved } };
  }
  if (cause !== 'leak' && cause !== 'error' && standing.cause !== 'error') {
    return { is: 'contradiction', cause: standing.cause };
  }
  return {
    is: 'correct',
    withdrawal: { ...standing, cause, reason, notice: notice ?? standing.notice, by, approvals, approved },
  };
};

/**
 * Every channel that has a copy, may have one, or may get one from a call that is under way, which is owed until it has
 * settled; in the order of the plan. A look at one that needs nothing is cheap; it follows a corrected cause, and settles the
 * row so that whoever read it before cannot claim it any more.
 */
export const owedAfterWithdrawal = (
  { plan, owed }: Pick<ItemRow, 'plan' | 'owed'>,
  deliveries: readonly DeliveryRow[],
): readonly ChannelId[] => [...new Set([...plan, ...owed, ...deliveries.map(({ channel }) => channel)])];
