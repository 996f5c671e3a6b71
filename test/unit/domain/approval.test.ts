import { describe, expect, it } from 'vitest';

import { approvalViolations, lastApprovalAt } from '../../../lib/domain/approval.ts';
import type { Submission } from '../../../lib/domain/item.ts';
import { deputyLeader, leader, NOTICE_POSTED_AT, officeNotice } from '../../examples/office-notice.ts';

const violationsOf = (change: Partial<Submission>, distinctPersons = true) =>
  approvalViolations({
    submission: { ...officeNotice, ...change },
    now: NOTICE_POSTED_AT,
    policy: { distinctPersons },
  });

const brokenBy = (change: Partial<Submission>, distinctPersons = true): string[] =>
  violationsOf(change, distinctPersons).map(({ code, pointer }) => `${code} ${pointer}`);

const reviewedAt = (text: string) => ({ review: { ...officeNotice.review, reviewedAt: text } });
const approvedAt = (text: string) => ({ approvals: [{ ...deputyLeader, approvedAt: text }] });
const approvedBy = (name: string) => ({ approvals: [{ ...deputyLeader, name }] });
const agreedAt = (text: string) => ({ consulted: [{ agency: '虚构市某局', agreedAt: text }] });

describe('what may go out', () => {
  it.each<[string, Partial<Submission>]>([
    ['ordinary information approved by a deputy leader', {}],
    ['ordinary information approved by the leader', { approvals: [leader] }],
    ['important information approved by the leader', { importance: 'important', approvals: [leader] }],
    [
      'important information approved by both',
      { importance: 'important', approvals: [deputyLeader, leader] },
    ],
    ['reviewed on the day of the approval', reviewedAt('2026-11-03')],
    ['reviewed at the very time of the approval', reviewedAt('2026-11-03T10:00:00+08:00')],
    [
      'a time of review on the bare day of the approval',
      { ...reviewedAt('2026-11-03T11:00'), ...approvedAt('2026-11-03') },
    ],
    ['formed on the day of the approval', { formedOn: '2026-11-03' }],
    ['approved at this very moment', approvedAt('2026-11-03T12:00:00+08:00')],
    ['dated today, without a time', { ...approvedAt('2026-11-03'), ...agreedAt('2026-11-03') }],
    ['today in Shanghai, while it is yesterday in Greenwich', approvedAt('2026-11-02T16:00:00Z')],
    ['nobody consulted', { consulted: [] }],
    ['reviewer and approver the same', { review: { ...officeNotice.review, reviewer: deputyLeader.name } }],
    [
      'reviewer and author the same',
      { review: { ...officeNotice.review, reviewer: officeNotice.author.name } },
    ],
    [
      'a first approval before the review and a second one after it',
      { approvals: [{ ...deputyLeader, approvedAt: '2026-11-01' }, leader] },
    ],
    ['the same, in the other order', { approvals: [leader, { ...deputyLeader, approvedAt: '2026-11-01' }] }],
  ])('%s', (_, change) => {
    expect(brokenBy(change)).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<Submission>, string[]]>([
    ['no approval', { approvals: [] }, ['approval-missing /approvals']],
    [
      'important information without the leader',
      { importance: 'important' },
      ['approval-insufficient /approvals'],
    ],
    [
      'important information without any',
      { importance: 'important', approvals: [] },
      ['approval-missing /approvals'],
    ],
    [
      'partly public',
      { review: { ...officeNotice.review, conclusion: 'partly-public' } },
      ['review-not-public /review/conclusion'],
    ],
    [
      'not public',
      { review: { ...officeNotice.review, conclusion: 'not-public' } },
      ['review-not-public /review/conclusion'],
    ],
    ['reviewed a minute after', reviewedAt('2026-11-03T10:01'), ['review-after-approval /review/reviewedAt']],
    [
      'reviewed the day after',
      { ...reviewedAt('2026-11-03'), ...approvedAt('2026-11-02') },
      ['review-after-approval /review/reviewedAt'],
    ],
    [
      'important, reviewed after the leader and before the deputy',
      {
        importance: 'important',
        approvals: [{ ...leader, approvedAt: '2026-11-02' }, deputyLeader],
      },
      ['review-after-approval /review/reviewedAt'],
    ],
    [
      'reviewed after the only approval that is not the author’s',
      {
        approvals: [
          { ...leader, name: '甲某' },
          { ...deputyLeader, approvedAt: '2026-11-02' },
        ],
      },
      ['approver-is-author /approvals/0/name', 'review-after-approval /review/reviewedAt'],
    ],
    [
      'formed the day after the approval',
      { formedOn: '2026-11-03', ...reviewedAt('2026-11-02'), ...approvedAt('2026-11-02') },
      ['formation-after-approval /formedOn'],
    ],
    ['approved by the author', approvedBy('甲某'), ['approver-is-author /approvals/0/name']],
    [
      'one of two approvals by the author',
      { approvals: [leader, { ...deputyLeader, name: '甲某' }] },
      ['approver-is-author /approvals/1/name'],
    ],
    [
      'approved by the author, with spaces',
      approvedBy(' 甲\u3000某 '),
      ['approver-is-author /approvals/0/name'],
    ],
    [
      'approved by the author, with a zero-width space',
      approvedBy('甲\u200B某'),
      ['approver-is-author /approvals/0/name'],
    ],
    [
      'approved by the author, in full width',
      { author: { name: 'Jia Mou', unit: null }, ...approvedBy('ＪｉａＭｏｕ') },
      ['approver-is-author /approvals/0/name'],
    ],
    ['a blank author', { author: { name: ' \u3000', unit: null } }, ['blank /author/name']],
    ['a blank approver', approvedBy('\u200B'), ['blank /approvals/0/name']],
    [
      'both blank: not one person',
      { author: { name: '', unit: null }, ...approvedBy('') },
      ['blank /approvals/0/name', 'blank /author/name'],
    ],
    ['a blank reviewer', { review: { ...officeNotice.review, reviewer: '\t' } }, ['blank /review/reviewer']],
    [
      'a blank agency',
      { consulted: [{ agency: '', agreedAt: '2026-11-01' }] },
      ['blank /consulted/0/agency'],
    ],
    ['approved tomorrow', approvedAt('2026-11-04'), ['date-in-future /approvals/0/approvedAt']],
    [
      'approved in a second',
      approvedAt('2026-11-03T12:00:01+08:00'),
      ['date-in-future /approvals/0/approvedAt'],
    ],
    [
      'reviewed tomorrow',
      reviewedAt('2026-11-04'),
      ['date-in-future /review/reviewedAt', 'review-after-approval /review/reviewedAt'],
    ],
    [
      'formed tomorrow',
      { formedOn: '2026-11-04' },
      ['date-in-future /formedOn', 'formation-after-approval /formedOn'],
    ],
    ['agreed tomorrow', agreedAt('2026-11-04'), ['date-in-future /consulted/0/agreedAt']],
    ['formed on a day that does not exist', { formedOn: '2026-02-30' }, ['date-invalid /formedOn']],
    ['formed at a time of day', { formedOn: '2026-11-02T10:00' }, ['date-invalid /formedOn']],
    ['reviewed at an impossible time', reviewedAt('2026-11-03T25:00'), ['date-invalid /review/reviewedAt']],
    ['approved on no day', approvedAt(''), ['date-invalid /approvals/0/approvedAt']],
    ['agreed some time', agreedAt('去年'), ['date-invalid /consulted/0/agreedAt']],
    [
      'an approval that cannot be placed before the review or after',
      {
        approvals: [
          { ...deputyLeader, approvedAt: '2026-11-01' },
          { ...leader, approvedAt: '十一月三日' },
        ],
      },
      ['date-invalid /approvals/1/approvedAt'],
    ],
  ])('%s', (_, change, broken) => {
    expect(brokenBy(change)).toEqual(broken);
  });

  it('with every broken rule at once, ordered by pointer', () => {
    const change: Partial<Submission> = {
      formedOn: '2026-11-05',
      importance: 'important',
      author: { name: '丙某', unit: null },
      review: { reviewer: '', conclusion: 'not-public', reviewedAt: '2026-11-04' },
      consulted: [{ agency: '虚构市某局', agreedAt: '2026-13-01' }],
    };
    expect(brokenBy(change)).toEqual([
      'approval-insufficient /approvals',
      'approver-is-author /approvals/0/name',
      'date-invalid /consulted/0/agreedAt',
      'date-in-future /formedOn',
      'formation-after-approval /formedOn',
      'review-not-public /review/conclusion',
      'date-in-future /review/reviewedAt',
      'review-after-approval /review/reviewedAt',
      'blank /review/reviewer',
    ]);
  });
});

describe('the policy of distinct persons, switched off', () => {
  it('lets the author approve', () => {
    expect(brokenBy(approvedBy('甲某'), false)).toEqual([]);
  });

  it('lets the release rest on the approval of the author', () => {
    const approvals = [
      { ...leader, name: '甲某' },
      { ...deputyLeader, approvedAt: '2026-11-01' },
    ];
    expect(brokenBy({ approvals }, false)).toEqual([]);
  });
});

describe('the sentences', () => {
  it.each<[string, Partial<Submission>, RegExp, RegExp]>([
    [
      'who has to approve',
      { importance: 'important' },
      /重要信息须经主要领导审批/,
      /Important information needs the approval of the leader/,
    ],
    ['who may approve', { approvals: [] }, /分管领导或主要领导/, /a deputy leader or the leader/],
    [
      'that only the public part may be posted',
      { review: { ...officeNotice.review, conclusion: 'partly-public' } },
      /删去不予公开的内容/,
      /Take out the rest/,
    ],
    [
      'when the review was',
      reviewedAt('2026-11-03 11:00'),
      /保密审查（2026-11-03 11:00）晚于审批/,
      /review \(2026-11-03 11:00\) is after/,
    ],
    [
      'what now is',
      approvedAt('2026-11-04'),
      /（2026-11-04）晚于当前时间（2026-11-03 12:00）/,
      /\(2026-11-04\) is later than now \(2026-11-03 12:00\)/,
    ],
    [
      'which approval is meant',
      { approvals: [leader, { ...deputyLeader, approvedAt: '?' }] },
      /第2项审批的时间无法识别/,
      /The time of approval 2 cannot be read/,
    ],
    [
      'that formation is a bare day',
      { formedOn: '2026-11-02T10:00' },
      /按 yyyy-MM-dd（如 2026-11-03）的格式/,
      /as yyyy-MM-dd \(2026-11-03\)\./,
    ],
  ])('say %s, in both languages', (_, change, zh, en) => {
    const [violation] = violationsOf(change);
    expect(violation?.message.zh).toMatch(zh);
    expect(violation?.message.en).toMatch(en);
  });
});

describe('the last approval', () => {
  it('is the latest of several, in whatever order', () => {
    const approvals = [
      leader,
      { ...deputyLeader, approvedAt: '2026-11-04 09:00' },
      { ...leader, approvedAt: '2026-11-01' },
    ];
    expect(lastApprovalAt(approvals)).toBe(Date.parse('2026-11-04T01:00:00Z'));
    expect(lastApprovalAt(approvals.toReversed())).toBe(Date.parse('2026-11-04T01:00:00Z'));
  });

  it('counts from the start of a bare day', () => {
    expect(lastApprovalAt([{ ...leader, approvedAt: '2026-11-03' }])).toBe(
      Date.parse('2026-11-02T16:00:00Z'),
    );
  });

  it('passes over a date that cannot be read', () => {
    expect(lastApprovalAt([{ ...leader, approvedAt: '?' }, leader])).toBe(Date.parse('2026-11-03T02:00:00Z'));
  });

  it('is unknown where there is none', () => {
    expect(lastApprovalAt([])).toBeUndefined();
  });
});
