import type { AnnualReturn, PendingPublications, ReturnCount } from '../../domain/annual-return.ts';
import { countYear } from '../../domain/count/count-year.ts';
import type { GroupedBy } from '../../domain/count/group-standings.ts';
import type { Quarter } from '../../domain/count/period.ts';
import { unknownDays } from '../../domain/count/unknown-days.ts';
import type { Finding } from '../../domain/form/finding.ts';
import { formOf } from '../../domain/form/form-of-year.ts';
import { NO_INPUTS, type StoredInputs } from '../../domain/form/return-inputs.ts';
import type { Instant } from '../../domain/item.ts';
import { checkSections } from '../../domain/report/check-sections.ts';
import { draftSections } from '../../domain/report/draft-sections.ts';
import type { ReportFacts } from '../../domain/report/report-facts.ts';
import { yearOf } from '../../domain/shanghai-time.ts';
import type { ChannelRegister } from '../../ports/registers.ts';
import { channelsSince } from '../channels-since.ts';
import type { FillForm } from '../fill-form.ts';
import type { GatheredEvidence } from '../gather-evidence.ts';
import { kindTotals } from '../kind-totals.ts';
import { type ReturnSettings, returnChannels } from './return-settings.ts';

export interface ToCompose {
  readonly year: number;
  readonly gathered: GatheredEvidence;
  readonly excludePractice: boolean;
  readonly pending: PendingPublications;
  readonly builtAt: Instant;
  readonly builtBy: string;
}

/** What a return says, before it is decided as what it goes: all but its revision, its state and what it amends. */
export type ComposedReturn = Omit<AnnualReturn, 'revision' | 'state' | 'amendment' | 'differences'>;

export interface Composition {
  readonly composed: ComposedReturn;
  /** What people had entered. */
  readonly stored: StoredInputs | undefined;
  /** The version of last year's inputs; 0: none. */
  readonly lastYearsInputs: number;
}

const QUARTERS: readonly Quarter[] = [1, 2, 3, 4];

/** The figures from the very items that the evidence lists; form, checks and text from the figures and from what people entered. */
export const composeReturn = async (
  settings: ReturnSettings & { readonly register: ChannelRegister; readonly fillForm: FillForm },
  { year, gathered, excludePractice, pending, builtAt, builtBy }: ToCompose,
): Promise<Composition> => {
  const { register, definitions, policies, office, fillForm } = settings;
  const channels = returnChannels(settings);
  const counted = (by?: GroupedBy, quarter?: Quarter) =>
    countYear(gathered.tallies, {
      year,
      excludePractice,
      policies,
      channels: channels.map(({ id }) => id),
      ...(by !== undefined && { by }),
      ...(quarter !== undefined && { quarter }),
    });
  const { importedFrom, by: _by, groups: byKind = [], ...count } = counted('kind');
  const since = await channelsSince(register, definitions);
  const { normativeDocuments, interpretations } = kindTotals({ groups: byKind });
  const known = {
    year,
    office: { name: office.name, shortName: office.shortName },
    channels,
    count,
    unknown: unknownDays({ year, channels: count.channels, importedFrom }, since, builtAt),
    normativeDocuments,
  };
  const found = formOf(year);
  const filled = found.offered
    ? { form: found.form, ...(await fillForm(year, found.form, { ...known, interpretations })) }
    : null;
  const inputs = filled?.stored?.inputs ?? NO_INPUTS;
  const facts: ReportFacts | null = filled && {
    ...known,
    form: filled.form,
    cells: filled.cells,
    byKind,
    byArea: counted('area').groups ?? [],
    remarks: gathered.remarks,
    distinctPersons: policies.distinctPersons,
    lastYearsMeasures: filled.lastYear?.stored.inputs.measures ?? [],
    inputs,
  };
  const sections = facts === null ? [] : draftSections(facts);
  const findings = [
    ...(filled?.findings ?? []),
    ...(facts === null ? [] : checkSections({ ...facts, sections })),
    ...(filled !== null && yearOf(builtAt) <= year ? [yearNotOver(year)] : []),
  ];
  return {
    composed: {
      ...known,
      form: filled?.form ?? null,
      cells: filled?.cells ?? [],
      findings: errorsFirst(findings),
      sections,
      quarters: policies.quarterlyTables
        ? QUARTERS.map((quarter) => shown(counted(undefined, quarter)))
        : null,
      inputsVersion: filled?.stored?.version ?? 0,
      signatures: inputs.signatures,
      months: gathered.months,
      disclosureDays: gathered.disclosureDays,
      pending,
      evidence: { lines: gathered.lines, merkleRoot: gathered.merkleRoot },
      builtAt,
      builtBy,
    },
    stored: filled?.stored,
    lastYearsInputs: filled?.lastYear?.stored.version ?? 0,
  };
};

const shown = ({ importedFrom: _importedFrom, ...count }: ReturnType<typeof countYear>): ReturnCount => count;

const yearNotOver = (year: number): Finding => ({
  code: 'year-not-over',
  level: 'warning',
  cells: [],
  message: {
    zh: `${year}年的统计期间（1月1日至12月31日）尚未结束，数字还会变化。`,
    en: `The year ${year} is not over; the figures will still change.`,
  },
});

const errorsFirst = (findings: readonly Finding[]): readonly Finding[] => [
  ...findings.filter(({ level }) => level === 'error'),
  ...findings.filter(({ level }) => level === 'warning'),
];
