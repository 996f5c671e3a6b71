import type { EvidenceStanding } from '../evidence-standing.ts';
import type { Kind } from '../item.ts';
import type { WithdrawalMark } from '../ledger-rows.ts';

// What cells of `evidence.csv` show. They are read back by these words: one that is changed no longer finds itself in
// returns that were built before.

/** How an item stands to the count of the year. */
export const STANDING_WORDS: Readonly<Record<EvidenceStanding, string>> = {
  counted: '计入',
  earlier: '上年已公开，不计入',
  'repost-left-out': '转载，按口径不计入',
  'in-error': '误发撤下，不计入',
};

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  document: '文件',
  'normative-document': '行政规范性文件',
  interpretation: '解读',
  response: '回应',
  'proposal-reply': '建议提案答复',
  'annual-report': '年报',
  brief: '简报',
  other: '其他',
};

export const WITHDRAWAL_WORDS: Readonly<Record<WithdrawalMark, string>> = {
  withdrawn: '撤下',
  error: '误发撤下',
};
