import type { Sentence } from '../../lib/domain/violation.ts';

/** `problem`: the server does not start, or loses something. `warning`: it works, and somebody should see to it. */
export type Level = 'sound' | 'warning' | 'problem';

export interface Finding {
  readonly level: Level;
  /** What was looked at: 数据目录, 台账, … */
  readonly about: string;
  readonly says: Sentence;
}

export const sound = (about: string, zh: string, en: string): Finding => ({
  level: 'sound',
  about,
  says: { zh, en },
});
export const warning = (about: string, zh: string, en: string): Finding => ({
  level: 'warning',
  about,
  says: { zh, en },
});
export const problem = (about: string, zh: string, en: string): Finding => ({
  level: 'problem',
  about,
  says: { zh, en },
});
