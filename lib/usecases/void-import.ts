import type { Violation } from '../domain/violation.ts';
import type { ImportRecord } from '../ports/registers.ts';
import { atOnce } from './import/at-once.ts';
import { MOST_ROWS_AT_ONCE, TITLES_AT_ONCE } from './import/import-bounds.ts';
import { voidTitle } from './import/void-title.ts';
import type { ImportDependencies } from './import-file.ts';

/** What became of a voided import. */
export interface VoidReport {
  readonly import: number;
  readonly state: 'voided';
  /** Rows that no other import holds: forgotten, so that a corrected file can bring them. */
  readonly forgotten: number;
}

export type VoidOutcome =
  | { readonly outcome: 'done'; readonly report: VoidReport }
  /** Goes on in the background; voiding again tells whether it is complete, or takes it up where a crash left it. */
  | { readonly outcome: 'running'; readonly import: number }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export type VoidImport = (
  number: number,
  order: { readonly reason: string },
  by: string,
) => Promise<VoidOutcome>;

/**
 * Takes an import back: what only it said was never public as far as the ledger knows, items that only it brought are voided,
 * and its rows may come again. What another import states, and what was delivered live, stays; histories keep all.
 */
export const createVoidImport = (dependencies: ImportDependencies): VoidImport => {
  const { imports, clock, oneAtATime, inBackground } = dependencies;
  const running = new Map<number, Promise<VoidReport>>();

  const carryOut = async (
    number: number,
    order: { readonly reason: string },
    by: string,
  ): Promise<VoidReport> => {
    const record = await imports.read(number);
    if (record === undefined) throw new Error(`import ${number} is gone`);
    const voided = record.voided ?? { by, at: clock.now(), reason: order.reason.trim(), rows: null };
    await imports.write({ ...record, state: 'voiding', voided });
    const told = {
      by: voided.by,
      now: Math.max(voided.at, clock.now()),
      voiding: { number, reason: voided.reason },
    };
    let forgotten = 0;
    await atOnce(TITLES_AT_ONCE, await imports.titleKeysOf(number), async (titleKey) => {
      const rows = await voidTitle(dependencies, titleKey, told);
      forgotten += rows;
    });
    // Read again: a seal may have taken words out of the record meanwhile.
    const latest = (await imports.read(number)) ?? record;
    await imports.write({ ...latest, state: 'voided', voided: { ...voided, rows: forgotten } });
    return { import: number, state: 'voided', forgotten };
  };

  /** Sent again meanwhile, the order waits for the same work. An import under way is waited for. */
  const start = (number: number, order: { readonly reason: string }, by: string): Promise<VoidReport> => {
    const work = oneAtATime(() => carryOut(number, order, by)).finally(() => running.delete(number));
    running.set(number, work);
    return work;
  };

  return async (number, order, by) => {
    if (order.reason.trim() === '') return { outcome: 'invalid', violations: [REASON_NEEDED] };
    const record = await imports.read(number);
    if (record === undefined) return { outcome: 'not-found' };
    if (record.state === 'voided') return { outcome: 'conflict', violation: voidedAlready(record) };
    const work = running.get(number) ?? start(number, order, by);
    if (record.rows <= MOST_ROWS_AT_ONCE || inBackground === null)
      return { outcome: 'done', report: await work };
    inBackground(work);
    return { outcome: 'running', import: number };
  };
};

const REASON_NEEDED: Violation = {
  code: 'reason-needed',
  pointer: '/reason',
  message: { zh: '请写明作废的原因。', en: 'Say why the import is taken back.' },
};

const voidedAlready = ({ number }: ImportRecord): Violation => ({
  code: 'voided',
  pointer: '',
  message: {
    zh: `导入批次${number}已经作废，不能重复作废。更正后的文件可以直接导入。`,
    en: `Import ${number} is void already. A corrected file can simply be imported.`,
  },
});
