import type { Approval, Consultation, Metadata, Review } from './item.ts';
import { type NamedDate, namedDate } from './named-date.ts';

/** A bare day and no time: deadlines are counted from it. */
export const formationDate = ({ formedOn: text }: Pick<Metadata, 'formedOn'>): NamedDate =>
  namedDate({
    pointer: '/formedOn',
    form: 'day',
    text,
    name: { zh: '成文日期', en: 'The date of formation' },
  });

export const reviewDate = ({ reviewedAt: text }: Review): NamedDate =>
  namedDate({
    pointer: '/review/reviewedAt',
    form: 'day-or-time',
    text,
    name: { zh: '保密审查时间', en: 'The time of the secrecy review' },
  });

export const consultationDate = ({ agreedAt: text }: Consultation, index: number): NamedDate =>
  namedDate({
    pointer: `/consulted/${index}/agreedAt`,
    form: 'day-or-time',
    text,
    name: { zh: `第${index + 1}个协调单位的同意时间`, en: `The time at which agency ${index + 1} agreed` },
  });

export const approvalDate = ({ approvedAt: text }: Approval, index: number): NamedDate =>
  namedDate({
    pointer: `/approvals/${index}/approvedAt`,
    form: 'day-or-time',
    text,
    name: { zh: `第${index + 1}项审批的时间`, en: `The time of approval ${index + 1}` },
  });
