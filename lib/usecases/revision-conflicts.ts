import type { ItemId } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Violation } from '../domain/violation.ts';

export interface RevisionConflict {
  readonly outcome: 'conflict';
  readonly violation: Violation;
  /** Another item that stands in the way. */
  readonly itemId?: ItemId;
}

/** Why nothing came of what a person wanted of an item. */
export type RevisionRefusal =
  | { readonly outcome: 'not-found' }
  | RevisionConflict
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

const conflict = (code: string, pointer: string, zh: string, en: string): RevisionConflict => ({
  outcome: 'conflict',
  violation: { code, pointer, message: { zh, en } },
});

/** Somebody changed the item after the caller had read it, or at the same time. */
export const GENERATION_STALE = conflict(
  'generation-stale',
  '',
  '该信息已被他人改动，本次没有作任何改动。请重新读取该信息，核对后再提交。',
  'The item was changed by somebody else, and nothing of this was done. Read it again, check, and send this anew.',
);

export const WITHDRAWN = conflict(
  'withdrawn',
  '',
  '该信息已撤下，不能更正。需要再次公开的，请重新审查、审批后重新发布（republication）。',
  'The item is withdrawn and cannot be corrected. To make it public again, have it reviewed and approved anew and publish it again ("republication").',
);

export const NOT_WITHDRAWN = conflict(
  'not-withdrawn',
  '',
  '该信息没有撤下，无须重新发布。需要改动的，请更正（editions）。',
  'The item is not withdrawn, so there is nothing to publish again. To change it, send a correction ("editions").',
);

export const SEALED = conflict(
  'sealed',
  '',
  '该信息已封存，其内容已经清除，不能更正，也不能重新发布。',
  'The item is sealed: what it said is erased, and it can neither be corrected nor published again.',
);

const IMPORTED = conflict(
  'imported',
  '',
  '这是导入的历史记录，未经本系统审批。需要改动的，请先按原内容提交这条信息（附审查和审批），或者更正导入文件后由管理员重新导入。',
  'This is imported history, which nobody approved here. To change it, post the item as it is with review and approvals first, or correct it by an import.',
);

/** What an import brought says no more than a file did, until somebody posts it with its approvals. */
export const refuseImported = ({ edition }: ItemSnapshot): RevisionConflict | undefined =>
  edition.content.approvals.length === 0 ? IMPORTED : undefined;

export const sameContentAs = (itemId: ItemId): RevisionConflict => ({
  ...conflict(
    'same-content-other-item',
    '/body/content',
    '改动后的内容与台账中的另一条信息相同，同一内容只能是一条信息。两者确为同一条信息的，请合并；确是两条信息的，请填写 occurrence 加以区分。',
    'With this change the content would be that of another item, and the same content is one item. If both are the same, merge them; if they are two, tell them apart by "occurrence".',
  ),
  itemId,
});
