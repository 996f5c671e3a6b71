import { describe, expect, it } from 'vitest';
import { approvalAfterWithdrawal, approvalOfNewWords } from '../../../lib/domain/renewed-approval.ts';
import { deputyLeader, leader, officeNotice } from '../../examples/office-notice.ts';

const { review } = officeNotice;
const reviewedAt = (date: string) => ({ ...review, reviewedAt: date });
const approvedAt = (...dates: readonly string[]) =>
  dates.map((date) => ({ ...deputyLeader, approvedAt: date }));
const before = {
  review: reviewedAt('2026-11-03'),
  approvals: [
    { ...deputyLeader, approvedAt: '2026-11-03T10:00:00+08:00' },
    { ...leader, approvedAt: '2026-11-04T09:00:00+08:00' },
  ],
};

const found = (violations: readonly { readonly code: string; readonly pointer: string }[]) =>
  violations.map(({ code, pointer }) => `${code} ${pointer}`);

describe('review and approval of new words', () => {
  it('have to be given', () => {
    expect(found(approvalOfNewWords({}, before))).toEqual([
      'review-needed-anew /review',
      'approval-needed-anew /approvals',
    ]);
  });

  it.each([
    { reviewed: '2026-11-04', approved: ['2026-11-05T09:00:00+08:00'], broken: [] },
    { reviewed: '2026-11-03', approved: ['2026-11-04T09:00:00+08:00'], broken: [] },
    { reviewed: '2026-11-04', approved: ['2026-11-04'], broken: [] },
    {
      reviewed: '2026-11-02',
      approved: ['2026-11-04'],
      broken: ['approval-outdated /review/reviewedAt'],
    },
    {
      reviewed: '2026-11-04',
      approved: ['2026-11-05', '2026-11-04T08:59:59+08:00', '2026-11-01'],
      broken: ['approval-outdated /approvals/1/approvedAt', 'approval-outdated /approvals/2/approvedAt'],
    },
    { reviewed: '某日', approved: ['2026-02-30'], broken: [] },
  ])('of $reviewed and $approved break: $broken', ({ reviewed, approved, broken }) => {
    const given = { review: reviewedAt(reviewed), approvals: approvedAt(...approved) };
    expect(found(approvalOfNewWords(given, before))).toEqual(broken);
  });

  it('are told which approval they are older than: the latest', () => {
    const given = { review: reviewedAt('2026-11-04'), approvals: approvedAt('2026-11-02') };
    expect(approvalOfNewWords(given, before)[0]?.message).toEqual({
      zh: '第1项审批的时间（2026-11-02）早于原版本的审批（2026-11-04 09:00），不可能是对改动后内容的审批。请填写新的审批。',
      en: 'The time of approval 1 (2026-11-02) is before an approval of the edition it corrects (2026-11-04 09:00), so it was not of the new words. Give the new approval.',
    });
  });
});

describe('review and approval of what was withdrawn', () => {
  const withdrawnAt = Date.parse('2026-11-05T15:00:00+08:00');

  it.each([
    { reviewed: '2026-11-05', approved: ['2026-11-05'], broken: [] },
    { reviewed: '2026-11-06', approved: ['2026-11-06T08:00:00+08:00'], broken: [] },
    {
      reviewed: '2026-11-04',
      approved: ['2026-11-05T14:59:00+08:00', '2026-11-06'],
      broken: ['approval-outdated /review/reviewedAt', 'approval-outdated /approvals/0/approvedAt'],
    },
  ])('of $reviewed and $approved break: $broken', ({ reviewed, approved, broken }) => {
    const given = { review: reviewedAt(reviewed), approvals: approvedAt(...approved) };
    expect(found(approvalAfterWithdrawal(given, withdrawnAt))).toEqual(broken);
  });
});
