import { formOf } from '../domain/form/form-of-year.ts';
import type { Violation } from '../domain/violation.ts';
import type { FilingRefusal, ReturnRecord, ReturnRegister } from '../ports/registers.ts';
import type { AcceptOutcome } from './accept-item.ts';
import type { PublicationOrder, PublishReturn } from './publish-return.ts';
import type { BringAbout } from './returns/bring-about.ts';
import { lastFiled } from './returns/filed-return.ts';

export interface FilingOrder {
  /** Of the draft that the person has looked at. */
  readonly revision: number;
  /** Codes of the warnings that they accept. */
  readonly acknowledge: readonly string[];
  /** Needed for an amendment. */
  readonly reason: string | null;
  /** Where the report is to be published, too; null: nowhere. */
  readonly publish: PublicationOrder | null;
}

export type FilingOutcome =
  /** `already-filed`: the same order had been carried out, and only the publication was left to do. */
  | {
      readonly outcome: 'filed' | 'already-filed';
      readonly record: ReturnRecord;
      /** What came of it; null where none was asked for. */
      readonly publication: AcceptOutcome | null;
    }
  | { readonly outcome: 'running'; readonly record: ReturnRecord }
  | { readonly outcome: 'not-found' }
  | FilingRefusal;

/**
 * Files a draft (报送): what is filed is built anew without practice, of a ledger that still says what the draft said.
 * Filing with a publication may be sent again: it files nothing twice, and goes on with what was left. A fault is thrown.
 */
export type FileReturn = (year: number, order: FilingOrder, by: string) => Promise<FilingOutcome>;

export const createFileReturn =
  ({
    returns,
    bringAbout,
    publishReturn,
  }: {
    readonly returns: Pick<ReturnRegister, 'list'>;
    readonly bringAbout: BringAbout;
    readonly publishReturn: PublishReturn;
  }): FileReturn =>
  async (year, { revision, acknowledge, reason, publish }, by) => {
    const records = await returns.list(year);
    const draft = records.find((record) => record.revision === revision && record.state === 'draft');
    if (draft === undefined) return { outcome: 'not-found' };
    const offered = formOf(year);
    if (!offered.offered)
      return invalid([{ code: 'form-not-offered', pointer: '/year', message: offered.reason }]);
    const filed = lastFiled(records);
    if (publish !== null && filed !== undefined && isOf(filed, revision, reason)) {
      const publication = await publishReturn(filed, publish, by);
      return { outcome: 'already-filed', record: filed, publication };
    }
    const task = { kind: 'filing', draft: revision, acknowledge: acknowledge.toSorted(), reason } as const;
    const { record } = await bringAbout({ year, by, task });
    if (record.state === 'building') return { outcome: 'running', record };
    if (record.refusal !== null) return record.refusal;
    const publication = publish === null ? null : await publishReturn(record, publish, by);
    return { outcome: 'filed', record, publication };
  };

const invalid = (violations: readonly Violation[]): FilingOutcome => ({
  outcome: 'invalid',
  violations,
  findings: [],
});

const isOf = ({ task }: ReturnRecord, draft: number, reason: string | null): boolean =>
  task.kind === 'filing' && task.draft === draft && task.reason === reason;
