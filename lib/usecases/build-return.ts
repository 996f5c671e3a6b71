import { yearOf } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReturnRecord } from '../ports/registers.ts';
import type { BringAbout } from './returns/bring-about.ts';

export type BuildOutcome =
  | { readonly outcome: 'built'; readonly record: ReturnRecord }
  /** The newest draft says all that another would. */
  | { readonly outcome: 'unchanged'; readonly record: ReturnRecord }
  /** Goes on in the background; the list shows when it is there. */
  | { readonly outcome: 'running'; readonly record: ReturnRecord }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

/** Builds a draft of the year's return; who asks signs as its builder. A fault is thrown. */
export type BuildReturn = (year: number, by: string) => Promise<BuildOutcome>;

export const createBuildReturn =
  ({ bringAbout, clock }: { readonly bringAbout: BringAbout; readonly clock: Clock }): BuildReturn =>
  async (year, by) => {
    if (year > yearOf(clock.now())) return { outcome: 'invalid', violations: [yearInFuture(year)] };
    const { record, isNew } = await bringAbout({ year, by, task: { kind: 'draft' } });
    if (record.state === 'building') return { outcome: 'running', record };
    if (record.state !== 'draft') throw new Error(`a draft of ${year} ended as ${record.state}`);
    return { outcome: isNew ? 'built' : 'unchanged', record };
  };

const yearInFuture = (year: number): Violation => ({
  code: 'year-in-future',
  pointer: '/year',
  message: {
    zh: `${year}年尚未开始，不能生成年报。`,
    en: `The year ${year} has not begun; there is nothing to report.`,
  },
});
