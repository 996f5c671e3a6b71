import type { AnnualReturn, PendingPublications } from '../domain/annual-return.ts';
import type { Differences } from '../domain/return-differences.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import { DISCLOSURE_LIMIT } from './disclosure-ranges.ts';
import { layoutNotOffered } from './return-words.ts';
import { RULES_VERSION } from './rules-version.ts';

/**
 * `data.json`, in the format `gongkai-return/2` (docs/returns.md): everything that the documents show, for machines. It
 * names items by id and number; no title stands in it, so that a sealed item leaves nothing behind in it.
 */
export const returnData = (annual: AnnualReturn): string => {
  const { form, count, builtAt } = annual;
  const data = {
    format: 'gongkai-return/2',
    year: annual.year,
    revision: annual.revision,
    state: annual.state,
    amendment: annual.amendment,
    form: form === null ? null : { id: form.id, version: form.version, name: form.name, basis: form.basis },
    layout: form === null ? layoutNotOffered(annual) : null,
    rulesVersion: RULES_VERSION,
    policies: count.policies,
    office: annual.office,
    channels: annual.channels,
    builtAt: isoShanghai(builtAt),
    builtBy: annual.builtBy,
    inputsVersion: annual.inputsVersion,
    signatures: annual.signatures,
    count,
    quarters: annual.quarters,
    unknown: annual.unknown,
    normativeDocuments: annual.normativeDocuments,
    cells: cellsOf(annual),
    findings: annual.findings,
    sections: annual.sections,
    months: annual.months,
    disclosureDays: { limit: DISCLOSURE_LIMIT, days: annual.disclosureDays },
    pending: pendingOf(annual.pending),
    differences: annual.differences === null ? null : differencesOf(annual.differences),
    evidence: annual.evidence,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
};

const cellsOf = ({ form, cells }: AnnualReturn) => {
  const defined = new Map(form?.cells.map((cell) => [cell.id, cell]));
  return cells.map(({ id, value, from, proposed }) => ({
    id,
    words: defined.get(id)?.words ?? id,
    unit: defined.get(id)?.unit ?? null,
    value,
    from,
    proposed,
  }));
};

const pendingOf = ({ listed, ...figures }: PendingPublications) => ({
  ...figures,
  listed: listed.map(({ itemId, number, channel, state, since }) => ({
    itemId,
    number,
    channel,
    state,
    since: isoShanghai(since),
  })),
});

const differencesOf = ({ items, ...rest }: Differences) => ({
  ...rest,
  items: items.map(({ itemId, number, what, before, after }) => ({ itemId, number, what, before, after })),
});
