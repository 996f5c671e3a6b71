import { approvalDate, consultationDate, formationDate, reviewDate } from './approval-dates.ts';
import {
  APPROVER_IS_AUTHOR,
  approvalInsufficient,
  approvalMissing,
  formationAfterApproval,
  NOT_PUBLIC,
  reviewAfterApproval,
} from './approval-sentences.ts';
import { bareText, blankText } from './bare-text.ts';
import type {
  Approval,
  ApproverRole,
  Author,
  Authorisation,
  Importance,
  Instant,
  Metadata,
  Review,
} from './item.ts';
import { comparePointers } from './json-pointer.ts';
import { futureDate, type NamedDate, unreadableDate, written } from './named-date.ts';
import { compareMoments, instantOf, type Moment } from './shanghai-time.ts';
import type { Sentence, Violation } from './violation.ts';

export interface ApprovalPolicy {
  /** Nobody approves what they wrote themselves. */
  readonly distinctPersons: boolean;
}

interface Request {
  readonly submission: Authorisation & Pick<Metadata, 'formedOn' | 'importance' | 'consulted'>;
  readonly now: Instant;
  readonly policy: ApprovalPolicy;
}

interface DatedApproval extends Approval {
  readonly pointer: string;
  readonly date: NamedDate;
}

/**
 * Every rule of approval and secrecy review that the submission breaks, ordered by pointer; empty when it may go out.
 * Rests on the office's own rule: the deputy leader (分管领导) approves, important information the leader (主要领导),
 * and only what the review found public, before that approval, is published.
 */
export const approvalViolations = ({ submission, now, policy }: Request): readonly Violation[] => {
  const formedOn = formationDate(submission);
  const reviewedAt = reviewDate(submission.review);
  const approvals = submission.approvals.map(dated);
  const dates = [
    formedOn,
    reviewedAt,
    ...approvals.map(({ date }) => date),
    ...submission.consulted.map(consultationDate),
  ];
  const deciding = decidingApprovals(approvals, submission, policy);
  return [
    ...dates.flatMap((date) => [...unreadableDate(date), ...futureDate(date, now)]),
    ...unnamed(submission),
    ...insufficient(approvals, submission.importance),
    ...(policy.distinctPersons ? approvals.flatMap((approval) => byAuthor(approval, submission.author)) : []),
    ...notPublic(submission.review),
    ...tooLate('review-after-approval', reviewedAt, deciding, reviewAfterApproval),
    ...tooLate('formation-after-approval', formedOn, deciding, formationAfterApproval),
  ].toSorted((a, b) => comparePointers(a.pointer, b.pointer));
};

/**
 * The moment of the last approval, before which nothing can have been public; of a bare day its start, because anything
 * on that day is not before it. Undefined without an approval whose date can be read, as with imported history.
 */
export const lastApprovalAt = (approvals: readonly Approval[]): Instant | undefined => {
  const instants = approvals.flatMap(({ approvedAt }) => instantOf(approvedAt)?.instant ?? []);
  return instants.length === 0 ? undefined : Math.max(...instants);
};

const dated = (approval: Approval, index: number): DatedApproval => ({
  ...approval,
  pointer: `/approvals/${index}`,
  date: approvalDate(approval, index),
});

/** May somebody of this role decide about information of this importance? */
export const isSufficientFor = (importance: Importance, role: ApproverRole): boolean =>
  MAY_APPROVE[importance].includes(role);

const MAY_APPROVE: Readonly<Record<Importance, readonly ApproverRole[]>> = {
  ordinary: ['deputy-leader', 'leader'],
  important: ['leader'],
};

/**
 * The approvals that the release may rest on; one of them has to come after formation and review. Where none will do,
 * that has its own violation, and the order is judged by those there are, so that nothing is left to be found next time.
 */
const decidingApprovals = (
  approvals: readonly DatedApproval[],
  { author, importance }: Request['submission'],
  { distinctPersons }: ApprovalPolicy,
): readonly DatedApproval[] => {
  const ofRank = approvals.filter(({ role }) => isSufficientFor(importance, role));
  const byOthers = distinctPersons ? ofRank.filter(({ name }) => !isSamePerson(name, author.name)) : ofRank;
  return [byOthers, ofRank].find((candidates) => candidates.length > 0) ?? approvals;
};

/** After each approval it could rest on. Unknown, and so false, while one of these has no readable date. */
const isAfterAll = (moment: Moment, approvals: readonly DatedApproval[]): boolean =>
  approvals.length > 0 &&
  approvals.every(({ date }) => date.moment !== undefined && compareMoments(date.moment, moment) < 0);

const tooLate = (
  code: string,
  { pointer, moment }: NamedDate,
  approvals: readonly DatedApproval[],
  sentence: (date: string) => Sentence,
): readonly Violation[] =>
  moment !== undefined && isAfterAll(moment, approvals)
    ? [{ code, pointer, message: sentence(written(moment)) }]
    : [];

const isSamePerson = (a: string, b: string): boolean => bareText(a) !== '' && bareText(a) === bareText(b);

const byAuthor = ({ name, pointer }: DatedApproval, author: Author): readonly Violation[] =>
  isSamePerson(name, author.name)
    ? [{ code: 'approver-is-author', pointer: `${pointer}/name`, message: APPROVER_IS_AUTHOR }]
    : [];

const insufficient = (approvals: readonly Approval[], importance: Importance): readonly Violation[] => {
  const pointer = '/approvals';
  if (approvals.length === 0) {
    return [{ code: 'approval-missing', pointer, message: approvalMissing(importance) }];
  }
  return approvals.some(({ role }) => isSufficientFor(importance, role))
    ? []
    : [{ code: 'approval-insufficient', pointer, message: approvalInsufficient(importance) }];
};

const notPublic = ({ conclusion }: Review): readonly Violation[] =>
  conclusion === 'public'
    ? []
    : [{ code: 'review-not-public', pointer: '/review/conclusion', message: NOT_PUBLIC[conclusion] }];

const unnamed = ({ author, review, approvals, consulted }: Request['submission']): readonly Violation[] => [
  ...blankText('/author/name', author.name, { zh: '作者姓名', en: 'The name of the author' }),
  ...blankText('/review/reviewer', review.reviewer, { zh: '保密审查人姓名', en: 'The name of the reviewer' }),
  ...approvals.flatMap(({ name }, index) =>
    blankText(`/approvals/${index}/name`, name, {
      zh: `第${index + 1}项审批的审批人姓名`,
      en: `The name of the approver of approval ${index + 1}`,
    }),
  ),
  ...consulted.flatMap(({ agency }, index) =>
    blankText(`/consulted/${index}/agency`, agency, {
      zh: `第${index + 1}个协调单位的名称`,
      en: `The name of agency ${index + 1}`,
    }),
  ),
];
