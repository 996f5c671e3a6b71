import { countYear } from '../../../../lib/domain/count/count-year.ts';
import { fillCells } from '../../../../lib/domain/form/fill-cells.ts';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { formOf } from '../../../../lib/domain/form/form-of-year.ts';
import { proposeCells } from '../../../../lib/domain/form/propose-cells.ts';
import type { ReturnInputs } from '../../../../lib/domain/form/return-inputs.ts';
import { totalOfKind } from '../../../../lib/domain/report/ledger-phrases.ts';
import type { ReportFacts } from '../../../../lib/domain/report/report-facts.ts';
import type { Tallied } from '../../returns/annual-of.ts';
import { patternOf } from '../count/pattern-of.ts';

const CHANNELS = [
  { id: 'portal', name: '门户网站', formRow: 'website' },
  { id: 'provincial', name: '山东政务服务网', formRow: 'website' },
  { id: 'municipal', name: '市级信息公开平台', formRow: 'website' },
] as const;

export interface Told {
  readonly year?: number;
  readonly tallied?: readonly Tallied[];
  readonly cells?: ReturnInputs['cells'];
  readonly sections?: ReturnInputs['sections'];
  readonly measures?: readonly string[];
  readonly over?: Partial<ReportFacts>;
}

/** What the report of an invented office is drafted from. */
export const factsOf = ({
  year = 2017,
  tallied = [],
  cells = {},
  sections = {},
  measures = [],
  over = {},
}: Told = {}): ReportFacts => {
  const offered = formOf(year);
  if (!offered.offered) throw new Error(`no form for ${year}`);
  const { form } = offered;
  const tallies = tallied.map(({ items, on, pattern = {} }) => ({
    items,
    pattern: patternOf(
      on.map((publication) =>
        typeof publication === 'string' ? { channel: publication, month: `${year}-05` } : publication,
      ),
      pattern,
    ),
  }));
  const counted = (by: 'kind' | 'area') =>
    countYear(tallies, {
      year,
      by,
      policies: { countReposts: true },
      channels: CHANNELS.map(({ id }) => id),
    });
  const count = counted('kind');
  const byKind = count.groups ?? [];
  const unknown = over.unknown ?? [];
  const proposal = proposeCells(form.id, {
    count,
    channels: CHANNELS,
    unknown,
    normativeDocuments: totalOfKind({ byKind }, 'normative-document'),
    interpretations: totalOfKind({ byKind }, 'interpretation'),
  });
  return {
    year,
    office: { name: '虚构市政务服务中心管理办公室', shortName: '中心管理办公室' },
    channels: CHANNELS,
    count,
    unknown,
    form,
    cells: fillCells(form, cells, proposal),
    byKind,
    byArea: counted('area').groups ?? [],
    remarks: [],
    distinctPersons: true,
    lastYearsMeasures: [],
    inputs: { sections, measures },
    ...over,
  };
};

/** No application, review, lawsuit or fee: what an office enters where there was none. */
export const NOTHING_APPLIED_FOR: ReturnInputs['cells'] = Object.fromEntries(
  FORM_2014.cells.filter(({ id }) => /^[345](?:\.|$)|^7$/.test(id)).map(({ id }) => [id, 0]),
);
