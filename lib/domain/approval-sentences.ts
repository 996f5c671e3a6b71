import type { Importance, ReviewConclusion } from './item.ts';
import type { Sentence } from './violation.ts';

const NEEDED: Readonly<Record<Importance, { readonly item: Sentence; readonly approver: Sentence }>> = {
  ordinary: {
    item: { zh: '一般信息', en: 'Ordinary information' },
    approver: { zh: '分管领导或主要领导', en: 'a deputy leader or the leader' },
  },
  important: {
    item: { zh: '重要信息', en: 'Important information' },
    approver: { zh: '主要领导', en: 'the leader' },
  },
};

export const approvalMissing = (importance: Importance): Sentence => {
  const { approver } = NEEDED[importance];
  return {
    zh: `没有审批记录，未经审批的信息不得公开。请补充${approver.zh}的审批。`,
    en: `There is no approval, and nothing is published without one. Add the approval of ${approver.en}.`,
  };
};

export const approvalInsufficient = (importance: Importance): Sentence => {
  const { item, approver } = NEEDED[importance];
  return {
    zh: `${item.zh}须经${approver.zh}审批，现有审批的级别不够。请补充${approver.zh}的审批。`,
    en: `${item.en} needs the approval of ${approver.en}, and none of the approvals is of that rank. Add it.`,
  };
};

export const APPROVER_IS_AUTHOR: Sentence = {
  zh: '审批人与作者是同一人，作者不能审批自己的信息。请由其他有权审批的领导审批，并删去此项。',
  en: 'The approver is the author, and nobody approves their own information. Have another leader approve it and remove this approval.',
};

export const NOT_PUBLIC: Readonly<Record<Exclude<ReviewConclusion, 'public'>, Sentence>> = {
  'partly-public': {
    zh: '保密审查结论为部分公开，而提交的内容必须就是可以公开的部分。请删去不予公开的内容，重新审查，结论为公开后再提交。',
    en: 'The secrecy review found only part of it public, and what is submitted has to be that part. Take out the rest, have it reviewed again, and submit it when the conclusion is public.',
  },
  'not-public': {
    zh: '保密审查结论为不予公开，本条信息不得发布。情况有变的，请重新审查，结论为公开后再提交。',
    en: 'The secrecy review found it not public, so it must not be published. If that has changed, have it reviewed again, and submit it when the conclusion is public.',
  },
};

export const reviewAfterApproval = (date: string): Sentence => ({
  zh: `保密审查（${date}）晚于审批，应当先审查、后审批。请在审查之后重新审批；日期填错的，请更正。`,
  en: `The secrecy review (${date}) is after the approval, and has to come first. Have the item approved again after the review, or correct a mistaken date.`,
});

export const formationAfterApproval = (date: string): Sentence => ({
  zh: `成文日期（${date}）晚于审批，审批时信息尚未形成。请在成文之后重新审批；日期填错的，请更正。`,
  en: `The date of formation (${date}) is after the approval: there was nothing to approve yet. Have the item approved again after its formation, or correct a mistaken date.`,
});
