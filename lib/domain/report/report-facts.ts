import type { YearCount } from '../count/count-year.ts';
import type { GroupFigures } from '../count/group-standings.ts';
import type { UnknownDays } from '../count/unknown-days.ts';
import type { FilledCell } from '../form/filled-cell.ts';
import type { Form } from '../form/form.ts';
import type { ReturnInputs } from '../form/return-inputs.ts';
import type { ChannelId } from '../item.ts';
import type { FlaggedItems } from './layout-remarks.ts';

/** What a year's publications come to, as far as sentences tell of it. */
export interface PublicationFacts {
  readonly year: number;
  readonly office: { readonly shortName: string };
  /** Configured ones in their order. */
  readonly channels: readonly { readonly id: ChannelId; readonly name: string }[];
  readonly count: Omit<YearCount, 'importedFrom'>;
  readonly unknown: readonly UnknownDays[];
}

/** All that a report's text is drafted from; no item's title is in it, so that sealing an item never touches a report. */
export interface ReportFacts extends PublicationFacts {
  readonly office: { readonly name: string; readonly shortName: string };
  readonly form: Pick<Form, 'id' | 'sections' | 'cells'>;
  readonly cells: readonly FilledCell[];
  /** The count's groups by kind. */
  readonly byKind: readonly GroupFigures[];
  /** The count's groups by area (重点领域). */
  readonly byArea: readonly GroupFigures[];
  /** Of the counted items, how many gave occasion to each remark. */
  readonly remarks: readonly FlaggedItems[];
  /** The office's rule that nobody approves what they wrote. */
  readonly distinctPersons: boolean;
  /** What last year's inputs promised; none where there were no inputs. */
  readonly lastYearsMeasures: readonly string[];
  readonly inputs: Pick<ReturnInputs, 'sections' | 'measures'>;
}
