import type { EvidenceStanding } from '../domain/evidence-standing.ts';

/** How an item stands to the count of the year. */
export const STANDING_WORDS: Readonly<Record<EvidenceStanding, string>> = {
  counted: '计入',
  earlier: '上年已公开，不计入',
  'repost-left-out': '转载，按口径不计入',
  'in-error': '误发撤下，不计入',
};
