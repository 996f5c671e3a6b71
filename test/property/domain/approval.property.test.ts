import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { approvalViolations } from '../../../lib/domain/approval.ts';
import {
  APPROVER_ROLES,
  type Approval,
  IMPORTANCES,
  REVIEW_CONCLUSIONS,
  type Submission,
} from '../../../lib/domain/item.ts';
import { dayOf, isoShanghai } from '../../../lib/domain/shanghai-time.ts';
import type { Violation } from '../../../lib/domain/violation.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const NOW = Date.parse('2026-11-03T12:00:00+08:00');
const SECOND = 1000;
const YEAR = 366 * 24 * 60 * 60 * SECOND;

const check = (submission: Submission, distinctPersons = true) =>
  approvalViolations({ submission, now: NOW, policy: { distinctPersons } });

/** A moment written as a bare day or as a time. */
const writtenAs = (instant: fc.Arbitrary<number>) =>
  fc.tuple(instant, fc.boolean()).map(([moment, bare]) => (bare ? dayOf(moment) : isoShanghai(moment)));

const past = fc.integer({ min: NOW - 5 * YEAR, max: NOW }).map((moment) => moment - (moment % SECOND));
const person = fc.constantFrom('甲某', '乙某', '丙某', ' 甲 某', '丁某');

/** Formed, agreed, reviewed, approved, in this order and before now. */
const valid = fc
  .record({
    moments: fc
      .array(past, { minLength: 4, maxLength: 6 })
      .map((moments) => moments.toSorted((a, b) => a - b)),
    bare: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    importance: fc.constantFrom(...IMPORTANCES),
  })
  .map(({ moments, bare, importance }): Submission => {
    const texts = moments.map((moment, index) =>
      bare[index] === true ? dayOf(moment) : isoShanghai(moment),
    );
    const [, agreedAt = '', reviewedAt = '', ...approvedAt] = texts;
    return {
      ...officeNotice,
      importance,
      formedOn: dayOf(moments[0] ?? NOW),
      consulted: [{ agency: '虚构市某局', agreedAt }],
      review: { ...officeNotice.review, reviewedAt },
      approvals: approvedAt.map((text, index) => ({
        role: index === approvedAt.length - 1 ? 'leader' : 'deputy-leader',
        name: `审批人${index}`,
        approvedAt: text,
        evidence: [],
      })),
    };
  });

const anything = fc
  .record({
    formedOn: writtenAs(past),
    importance: fc.constantFrom(...IMPORTANCES),
    author: fc.record({ name: person, unit: fc.constant(null) }),
    review: fc.record({
      reviewer: person,
      conclusion: fc.constantFrom(...REVIEW_CONCLUSIONS),
      reviewedAt: fc.oneof(writtenAs(past), fc.string()),
    }),
    approvals: fc.array(
      fc.record({
        role: fc.constantFrom(...APPROVER_ROLES),
        name: person,
        approvedAt: fc.oneof({ weight: 4, arbitrary: writtenAs(past) }, fc.string()),
        evidence: fc.constant([]),
      }),
      { maxLength: 4 },
    ),
    consulted: fc.array(fc.record({ agency: person, agreedAt: writtenAs(past) }), { maxLength: 2 }),
  })
  .map((change): Submission => ({ ...officeNotice, ...change }));

it('finds nothing in what was formed, reviewed and approved in order', () => {
  fc.assert(
    fc.property(valid, (submission) => {
      expect(check(submission)).toEqual([]);
    }),
  );
});

const future = writtenAs(fc.integer({ min: NOW + YEAR / 366, max: NOW + 5 * YEAR }));
const MOVES: readonly (readonly [
  pointer: string,
  move: (submission: Submission, text: string) => Submission,
])[] = [
  ['/formedOn', (submission, text) => ({ ...submission, formedOn: text.slice(0, 10) })],
  [
    '/review/reviewedAt',
    (submission, text) => ({ ...submission, review: { ...submission.review, reviewedAt: text } }),
  ],
  [
    '/approvals/0/approvedAt',
    (submission, text) => ({
      ...submission,
      approvals: submission.approvals.map((approval, index) =>
        index === 0 ? { ...approval, approvedAt: text } : approval,
      ),
    }),
  ],
  [
    '/consulted/0/agreedAt',
    (submission, text) => ({ ...submission, consulted: [{ agency: '虚构市某局', agreedAt: text }] }),
  ],
];

it.each(MOVES)('refuses any date at %s that lies in the future, there', (pointer, move) => {
  fc.assert(
    fc.property(valid, future, (submission, text) => {
      expect(check(move(submission, text))).toContainEqual(
        expect.objectContaining({ code: 'date-in-future', pointer }),
      );
    }),
  );
});

it.each(MOVES)('refuses any text at %s that is no date, there', (pointer, move) => {
  fc.assert(
    fc.property(valid, fc.string(), (submission, text) => {
      expect(check(move(submission, text))).toContainEqual(
        expect.objectContaining({ code: 'date-invalid', pointer }),
      );
    }),
  );
});

/** The violations with each approval named by itself instead of by its place. */
const placeless = (violations: readonly Violation[], approvals: readonly Approval[]) =>
  violations
    .map(({ code, pointer }) => {
      const [, place, member] = /^\/approvals\/(\d+)\/(.+)$/.exec(pointer) ?? [];
      const where = place === undefined ? pointer : JSON.stringify([approvals[Number(place)], member]);
      return `${code} ${where}`;
    })
    .toSorted((a, b) => (a < b ? -1 : 1));

it('finds the same in whatever order the approvals stand', () => {
  const shuffled = anything.chain((submission) =>
    fc.tuple(
      fc.constant(submission),
      fc.shuffledSubarray([...submission.approvals], { minLength: submission.approvals.length }),
    ),
  );
  fc.assert(
    fc.property(shuffled, fc.boolean(), ([submission, approvals], distinctPersons) => {
      const before = placeless(check(submission, distinctPersons), submission.approvals);
      const after = placeless(check({ ...submission, approvals }, distinctPersons), approvals);
      expect(after).toEqual(before);
    }),
  );
});

it('never finds more without the policy of distinct persons than with it', () => {
  fc.assert(
    fc.property(anything, (submission) => {
      const strict = check(submission, true).map(({ code, pointer }) => code + pointer);
      for (const { code, pointer } of check(submission, false)) expect(strict).toContain(code + pointer);
      expect(strict.filter((found) => found.startsWith('date-'))).toEqual(
        check(submission, false)
          .map(({ code, pointer }) => code + pointer)
          .filter((found) => found.startsWith('date-')),
      );
    }),
  );
});

it('says what is wrong once, and how to mend it in both languages', () => {
  fc.assert(
    fc.property(anything, (submission) => {
      const violations = check(submission);
      const keys = violations.map(({ code, pointer }) => `${code} ${pointer}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { message } of violations) {
        expect(message.zh).toMatch(/。$/);
        expect(message.en).toMatch(/^[A-Z].*\.$/);
      }
    }),
  );
});
