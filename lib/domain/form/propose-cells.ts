import type { ChannelId } from '../item.ts';
import type { FormRow } from '../ledger-rows.ts';
import type { CellId, CellValue } from './cell-value.ts';
import type { FormId } from './form.ts';

/** Of a year's count what a form can take over. */
export interface KnownFigures {
  readonly count: { readonly total: number; readonly formRows: Readonly<Partial<Record<FormRow, number>>> };
  /** The configured channels. */
  readonly channels: readonly { readonly id: ChannelId; readonly formRow: FormRow }[];
  readonly unknown: readonly { readonly channel: ChannelId; readonly nothingKnown: boolean }[];
  /** Counted normative documents. */
  readonly normativeDocuments: number;
  /** Counted interpretations (解读). */
  readonly interpretations: number;
}

/** The ledger's cells of a form; what it does not know is left out. */
export type Proposal = Readonly<Record<CellId, CellValue>>;

/**
 * What the ledger knows of a form's cells. A channel of which nothing is known gives no 0: a row of such channels only is
 * blank, and so are the totals where nothing is known of any channel. Documents made but not published and everything
 * about applications are not in the ledger, so `form-2021` has no cell that it could fill for certain.
 */
export const proposeCells = (form: FormId, known: KnownFigures): Proposal =>
  form === 'form-2021' ? {} : proposeStatistics(known);

const proposeStatistics = (known: KnownFigures): Proposal => {
  const { count, normativeDocuments, interpretations } = known;
  const blank = new Set(known.unknown.filter((days) => days.nothingKnown).map(({ channel }) => channel));
  const channels = known.channels.filter(({ id }) => !blank.has(id));
  const inAll = (items: number): CellValue => (items === 0 && channels.length === 0 ? null : items);
  const inRow = (formRow: FormRow): CellValue =>
    count.formRows[formRow] ?? (channels.some((channel) => channel.formRow === formRow) ? 0 : null);
  return {
    '1.1': inAll(count.total),
    '1.1.a': inAll(normativeDocuments),
    '1.2.1': inRow('gazette'),
    '1.2.2': inRow('website'),
    '1.2.3': inRow('weibo'),
    '1.2.4': inRow('wechat'),
    '1.2.5': inRow('other'),
    '2.2.3': inAll(interpretations),
  };
};
