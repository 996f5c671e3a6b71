import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { FilledCell } from '../domain/form/filled-cell.ts';
import type { Finding } from '../domain/form/finding.ts';
import type { Form, FormCell } from '../domain/form/form.ts';
import { NO_INPUTS, type ReturnInputs } from '../domain/form/return-inputs.ts';
import type { ChannelId } from '../domain/item.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { Violation } from '../domain/violation.ts';
import type { Clock } from '../ports/clock.ts';
import type { CountYear } from './count-year.ts';
import type { FilledForm, FillForm } from './fill-form.ts';
import { formForInputs } from './form-for-inputs.ts';
import { kindTotals } from './kind-totals.ts';

/** A cell with everything that helps to fill it in. */
export type CellView = FilledCell &
  Pick<FormCell, 'table' | 'part' | 'words' | 'unit' | 'decimals'> & {
    /** What stood there last year. */
    readonly lastYear: FilledCell['value'];
  };

/** A year's inputs as the API shows them; times are ISO 8601 in Asia/Shanghai. */
export interface ReturnInputsView {
  readonly year: number;
  readonly form: Pick<Form, 'id' | 'version' | 'name' | 'basis' | 'sections'>;
  /** 0: nobody has entered anything yet. */
  readonly version: number;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  readonly reason: string | null;
  readonly inputs: ReturnInputs;
  readonly cells: readonly CellView[];
  readonly findings: readonly Finding[];
  /** Null where nothing was entered for the year before. */
  readonly lastYear: {
    readonly year: number;
    readonly version: number;
    readonly measures: readonly string[];
  } | null;
}

/** Shows what was entered for a year's return, every cell of its form, and what does not fit. */
export type ReadReturnInputs = (
  year: number,
) => Promise<
  | { readonly outcome: 'found'; readonly view: ReturnInputsView }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

export interface ReadReturnInputsDependencies {
  readonly countYear: CountYear;
  readonly fillForm: FillForm;
  readonly definitions: ReadonlyMap<ChannelId, Pick<ChannelDefinition, 'id' | 'formRow'>>;
  readonly clock: Clock;
}

export const createReadReturnInputs =
  ({ countYear, fillForm, definitions, clock }: ReadReturnInputsDependencies): ReadReturnInputs =>
  async (year) => {
    const offered = formForInputs(year, clock.now());
    if ('outcome' in offered) return offered;
    const { form } = offered;
    const count = await countYear(year, { by: 'kind' });
    const filled = await fillForm(year, form, {
      count,
      channels: [...definitions.values()],
      unknown: count.unknown,
      ...kindTotals(count),
    });
    return { outcome: 'found', view: viewOf(year, form, filled) };
  };

const viewOf = (
  year: number,
  form: Form,
  { stored, cells, findings, lastYear }: FilledForm,
): ReturnInputsView => {
  const known = new Map(form.cells.map((cell) => [cell.id, cell]));
  const before = new Map(lastYear?.cells?.map(({ id, value }) => [id, value]));
  const { id, version, name, basis, sections } = form;
  return {
    year,
    form: { id, version, name, basis, sections },
    version: stored?.version ?? 0,
    changedAt: stored === undefined ? null : isoShanghai(stored.changedAt),
    changedBy: stored?.changedBy ?? null,
    reason: stored?.reason ?? null,
    inputs: stored?.inputs ?? NO_INPUTS,
    cells: cells.flatMap((filled): readonly CellView[] => {
      const cell = known.get(filled.id);
      if (cell === undefined) return [];
      const { table, part, words, unit, decimals } = cell;
      return [{ ...filled, table, part, words, unit, decimals, lastYear: before.get(filled.id) ?? null }];
    }),
    findings,
    lastYear:
      lastYear === undefined
        ? null
        : {
            year: lastYear.stored.year,
            version: lastYear.stored.version,
            measures: lastYear.stored.inputs.measures,
          },
  };
};
