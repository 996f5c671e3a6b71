import type { Finding } from '../../domain/form/finding.ts';
import type { Violation } from '../../domain/violation.ts';
import type { FilingRefusal, ReturnBasis, ReturnRecord, ReturnTask } from '../../ports/registers.ts';
import type { ComposedReturn } from './compose-return.ts';
import type { OtherEnd } from './write-revision.ts';

export const refusedAs = (refusal: FilingRefusal): OtherEnd => ({
  state: 'refused',
  refusal,
  supersededBy: null,
});

/** Null where it may be filed. */
export const judgeFiling = (
  { acknowledge, reason }: Extract<ReturnTask, { kind: 'filing' }>,
  {
    composed,
    basis,
    amends,
  }: {
    readonly composed: ComposedReturn;
    readonly basis: ReturnBasis;
    /** What was filed last. */
    readonly amends: ReturnRecord | null;
  },
): OtherEnd | null => {
  if (amends !== null && amends.basis !== null && isSame(amends.basis, basis))
    return refusedAs({ outcome: 'conflict', violation: NOTHING_TO_AMEND });
  if (amends !== null && reason === null) return refusedAs(REASON_MISSING);
  const standing = composed.findings.filter(
    ({ level, code }) => level === 'error' || !acknowledge.includes(code),
  );
  const [first] = standing;
  if (first === undefined) return null;
  return refusedAs({ outcome: 'invalid', violations: standing.map(violationOf), findings: standing });
};

/** Nothing that a filed return shows differs, whatever has happened to the histories behind it. */
const isSame = (before: ReturnBasis, now: ReturnBasis): boolean =>
  before.figures === now.figures &&
  before.inputsVersion === now.inputsVersion &&
  before.rules === now.rules &&
  before.policies === now.policies;

const violationOf = ({ level, message }: Finding): Violation =>
  level === 'error'
    ? { code: 'finding-error', pointer: '', message }
    : { code: 'warning-not-acknowledged', pointer: '/acknowledge', message };

/** An amendment says why. */
const REASON_MISSING: FilingRefusal = {
  outcome: 'invalid',
  violations: [
    {
      code: 'reason-missing',
      pointer: '/reason',
      message: {
        zh: '本年度已经报送过，再次报送是更正，请填写更正原因。',
        en: 'The year was filed before, so this is an amendment: send the reason.',
      },
    },
  ],
  findings: [],
};

export const DRAFT_OUTDATED: Violation = {
  code: 'draft-outdated',
  pointer: '/revision',
  message: {
    zh: '生成这份草稿之后，台账、填报数据、计数规则或者本单位的设定有了变化。请重新生成草稿，核对之后再报送。',
    en: 'The ledger, the inputs, the rules or the policies have changed since this draft was built. Build it again and look at it before filing.',
  },
};

const NOTHING_TO_AMEND: Violation = {
  code: 'nothing-to-amend',
  pointer: '',
  message: {
    zh: '与上一次报送的内容相比没有变化，不需要更正。',
    en: 'Nothing has changed since the return was filed last; there is nothing to amend.',
  },
};

export const FILED_MEANWHILE: Violation = {
  code: 'filed-meanwhile',
  pointer: '',
  message: {
    zh: '另一份年报刚刚先行报送。请查看它；仍需更正的，请填写原因再次报送。',
    en: 'Another filing came first. Look at what it filed, and file again with a reason if an amendment is still wanted.',
  },
};
