import type { Kind, Origin } from '../item.ts';

/** What a cell of the column 类别 may say. */
export const KIND_WORDS: ReadonlyMap<string, Kind> = new Map([
  ['文件', 'document'],
  ['规范性文件', 'normative-document'],
  ['行政规范性文件', 'normative-document'],
  ['解读', 'interpretation'],
  ['政策解读', 'interpretation'],
  ['回应', 'response'],
  ['回应关切', 'response'],
  ['建议提案答复', 'proposal-reply'],
  ['年报', 'annual-report'],
  ['年度报告', 'annual-report'],
  ['简报', 'brief'],
  ['其他', 'other'],
  ['document', 'document'],
  ['normative-document', 'normative-document'],
  ['interpretation', 'interpretation'],
  ['response', 'response'],
  ['proposal-reply', 'proposal-reply'],
  ['annual-report', 'annual-report'],
  ['brief', 'brief'],
  ['other', 'other'],
]);

/** What a cell of the column 来源 may say. */
export const ORIGIN_WORDS: ReadonlyMap<string, Origin> = new Map([
  ['本单位', 'own'],
  ['转载', 'repost'],
  ['转发', 'repost'],
  ['own', 'own'],
  ['repost', 'repost'],
]);
