/** Faults that an engine could have, each of which the suite must find. */
export const DEFECTS = [
  'condition-ignored',
  'settle-without-token',
  'owed-cleared-on-stale-generation',
  'index-trusted',
  'answer-before-commit',
] as const;
export type Defect = (typeof DEFECTS)[number];

export const isDefect = (text: string): text is Defect => DEFECTS.some((defect) => defect === text);
