import { isDeepStrictEqual } from 'node:util';
import type { CellValue } from '../domain/form/cell-value.ts';
import { judgeInputs } from '../domain/form/judge-inputs.ts';
import { NO_INPUTS, type ReturnInputs, type StoredInputs } from '../domain/form/return-inputs.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReturnRegister } from '../ports/registers.ts';
import { formForInputs } from './form-for-inputs.ts';

export interface InputsOrder {
  /** The whole of it: what is left out is no longer entered. */
  readonly inputs: ReturnInputs;
  /** The version that was read; null: whatever stands there. */
  readonly ifVersion: number | null;
  readonly reason: string | null;
}

/** Keeps what people entered for a year's return as its next version; who enters it signs for it. */
export type PutReturnInputs = (
  year: number,
  order: InputsOrder,
  by: string,
) => Promise<
  | { readonly outcome: 'recorded' | 'unchanged'; readonly version: number }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

/**
 * The same as what stands there makes no new version, whatever version the caller had read, so that an answer that was lost can be asked
 * for again.
 */
export const createPutReturnInputs =
  ({
    returns,
    clock,
  }: {
    readonly returns: Pick<ReturnRegister, 'readInputs' | 'putInputs'>;
    readonly clock: Clock;
  }): PutReturnInputs =>
  async (year, { inputs: given, ifVersion, reason }, by) => {
    const offered = formForInputs(year, clock.now());
    if ('outcome' in offered) return offered;
    const violations = judgeInputs(offered.form, given);
    if (violations.length > 0) return { outcome: 'invalid', violations };
    const inputs = withoutBlanks(given);
    for (;;) {
      const newest = await returns.readInputs(year);
      const version = newest?.version ?? 0;
      if (isDeepStrictEqual(newest?.inputs ?? NO_INPUTS, inputs)) return { outcome: 'unchanged', version };
      if (ifVersion !== null && ifVersion !== version) return inputsStale(newest);
      const next = { year, version: version + 1, inputs, changedAt: clock.now(), changedBy: by, reason };
      if ((await returns.putInputs(next)) === 'written') {
        return { outcome: 'recorded', version: next.version };
      }
    }
  };

/** A blank enters nothing, so it is kept as a cell that was left out; -0 is 0. */
const withoutBlanks = (inputs: ReturnInputs): ReturnInputs => ({
  ...inputs,
  cells: Object.fromEntries(
    Object.entries(inputs.cells)
      .filter(([, value]) => value !== null)
      .map(([id, value]): [string, CellValue] => [id, value === 0 ? 0 : value]),
  ),
});

const inputsStale = (
  newest: StoredInputs | undefined,
): { readonly outcome: 'conflict'; readonly violation: Violation } => ({
  outcome: 'conflict',
  violation: {
    code: 'inputs-stale',
    pointer: '/ifVersion',
    message:
      newest === undefined
        ? {
            zh: '本年的填报数据还没有任何版次，本次没有保存。请把 ifVersion 填为 0。',
            en: 'Nothing was entered for the year yet, and nothing of this was stored. Send ifVersion 0.',
          }
        : {
            zh: `填报数据已由 ${newest.changedBy} 改为第${newest.version}版，本次没有保存。请重新读取，核对后再提交。`,
            en: `${newest.changedBy} has changed the inputs to version ${newest.version}, and nothing of this was stored. Read them again, check, and send this anew.`,
          },
  },
});
