import { approvalDate, reviewDate } from './approval-dates.ts';
import type { Authorisation, Instant } from './item.ts';
import type { ItemChanges } from './item-changes.ts';
import { type NamedDate, written } from './named-date.ts';
import { compareMoments, type Moment } from './shanghai-time.ts';
import type { Sentence, Violation } from './violation.ts';

/**
 * What is missing or too old for words that nobody has approved yet: secrecy review and approval have to be given anew,
 * and neither may be older than what was given for the words before. A bare day compares by day.
 */
export const approvalOfNewWords = (
  { review, approvals }: ItemChanges,
  before: Pick<Authorisation, 'review' | 'approvals'>,
): readonly Violation[] => {
  const earlierReview = reviewDate(before.review).moment;
  const earlierApprovals = before.approvals.flatMap(
    (approval, index) => approvalDate(approval, index).moment ?? [],
  );
  return [
    ...(review === undefined
      ? [{ code: 'review-needed-anew', pointer: '/review', message: REVIEW_NEEDED }]
      : older(reviewDate(review), earlierReview === undefined ? [] : [earlierReview], olderReview)),
    ...(approvals === undefined
      ? [{ code: 'approval-needed-anew', pointer: '/approvals', message: APPROVAL_NEEDED }]
      : approvals.flatMap((approval, index) =>
          older(approvalDate(approval, index), earlierApprovals, olderApproval),
        )),
  ];
};

/** What was reviewed or approved before the item was taken back: whoever decided did not know why it had to go. */
export const approvalAfterWithdrawal = (
  { review, approvals }: Pick<Authorisation, 'review' | 'approvals'>,
  withdrawnAt: Instant,
): readonly Violation[] => {
  const withdrawal: readonly Moment[] = [{ instant: withdrawnAt, precision: 'time' }];
  return [reviewDate(review), ...approvals.map(approvalDate)].flatMap((date) =>
    older(date, withdrawal, beforeWithdrawal),
  );
};

/** One violation, naming the latest of those that the date is before. */
const older = (
  { pointer, name, moment }: NamedDate,
  moments: readonly Moment[],
  sentence: (name: Sentence, date: string, than: string) => Sentence,
): readonly Violation[] => {
  if (moment === undefined) return [];
  const [latest] = moments
    .filter((other) => compareMoments(moment, other) < 0)
    .toSorted((a, b) => b.instant - a.instant);
  if (latest === undefined) return [];
  return [{ code: 'approval-outdated', pointer, message: sentence(name, written(moment), written(latest)) }];
};

const REVIEW_NEEDED: Sentence = {
  zh: '公众看到的内容有改动，须重新进行保密审查。请在 review 中填写对改动后内容的审查。',
  en: 'What the public reads has changed and has to be reviewed for secrecy anew. Give that review in "review".',
};

const APPROVAL_NEEDED: Sentence = {
  zh: '公众看到的内容有改动，须重新审批。请在 approvals 中填写对改动后内容的审批。',
  en: 'What the public reads has changed and has to be approved anew. Give that approval in "approvals".',
};

const olderReview = (name: Sentence, date: string, than: string): Sentence => ({
  zh: `${name.zh}（${date}）早于原版本的保密审查（${than}），不可能是对改动后内容的审查。请填写新的审查。`,
  en: `${name.en} (${date}) is before the review of the edition it corrects (${than}), so it was not of the new words. Give the new review.`,
});

const olderApproval = (name: Sentence, date: string, than: string): Sentence => ({
  zh: `${name.zh}（${date}）早于原版本的审批（${than}），不可能是对改动后内容的审批。请填写新的审批。`,
  en: `${name.en} (${date}) is before an approval of the edition it corrects (${than}), so it was not of the new words. Give the new approval.`,
});

const beforeWithdrawal = (name: Sentence, date: string, than: string): Sentence => ({
  zh: `${name.zh}（${date}）早于撤下时间（${than}）。重新发布须在撤下之后重新审查、审批。`,
  en: `${name.en} (${date}) is before the withdrawal (${than}). What is published again has to be reviewed and approved after it.`,
});
