import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelId } from '../domain/item.ts';
import { parseReceipts } from '../domain/receipts/parse-receipts.ts';
import type { ReceiptForm } from '../domain/receipts/receipt-columns.ts';
import type { Violation } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';
import { atOnce } from './import/at-once.ts';
import { readTable } from './import/read-table.ts';
import { createMatchReceipts, type MatchedRow, type UnrecordedRow } from './match-receipts.ts';
import type { RecordReceipt, StatedReceipt } from './record-receipt.ts';
import { isRecorded } from './recorded-receipt.ts';

export interface ReceiptsReport {
  readonly rows: number;
  readonly recorded: number;
  /** Rows that tell what the ledger has already. */
  readonly unchanged: number;
  /** Rows that the platform has but does not show yet. */
  readonly notPublic: number;
  readonly unmatched: readonly UnrecordedRow[];
  readonly ambiguous: readonly UnrecordedRow[];
  readonly rejected: readonly UnrecordedRow[];
}

export type RecordReceipts = (
  channel: ChannelId,
  file: { readonly bytes: Uint8Array; readonly mediaType: string; readonly by: string },
) => Promise<
  | { readonly outcome: 'done'; readonly report: ReceiptsReport }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

/** Rows of one file; each is a few calls to the ledger, and the answer waits for all. */
const MOST_ROWS = 2000;
const AT_ONCE = 16;

const TOO_LARGE: Violation = {
  code: 'receipts-too-large',
  pointer: '',
  message: {
    zh: `一次最多登记${MOST_ROWS}行。请把文件拆成几份依次上传，结果与一次上传相同。`,
    en: `At most ${MOST_ROWS} rows at once. Split the file; the parts in any order come to the same.`,
  },
};

const USUAL: ReceiptForm = { columns: {}, publicStates: [] };

const sentence = ({ message: { zh, en } }: Violation): string => `${zh}${en}`;

/**
 * Records what a platform's export says is public, row by row, by the rules of a single receipt. A row that tells nothing
 * new writes nothing, so that the same file again, and one taken up after a crash, change nothing.
 */
export const createRecordReceipts = (dependencies: {
  readonly ledger: Ledger;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  /** Of the channels whose settings name the platform's columns. */
  readonly forms: ReadonlyMap<ChannelId, { readonly receipts: ReceiptForm }>;
  readonly recordReceipt: RecordReceipt;
}): RecordReceipts => {
  const { ledger, definitions, forms, recordReceipt } = dependencies;
  const matchReceipts = createMatchReceipts({ ledger });

  const record = async (
    channel: ChannelId,
    { row, snapshot, edition }: MatchedRow,
    by: string,
  ): Promise<'recorded' | 'unchanged' | UnrecordedRow> => {
    const delivery = snapshot.deliveries.find((each) => each.channel === channel);
    if (isRecorded(row, edition, delivery)) return 'unchanged';
    const known = delivery?.receipt ?? null;
    const receipt: StatedReceipt = {
      url: row.url ?? known?.url ?? null,
      place: row.place ?? known?.place ?? null,
      remoteId: row.remoteId ?? known?.remoteId ?? null,
      evidence: known?.evidence ?? [],
      publicAt: row.publicAt,
      edition,
    };
    const answer = await recordReceipt(snapshot.item.id, channel, receipt, by);
    if (answer.outcome === 'recorded') return 'recorded';
    const violations =
      answer.outcome === 'conflict'
        ? [answer.violation]
        : answer.outcome === 'invalid'
          ? answer.violations
          : [];
    return { row: row.row, reasons: violations.map(sentence), items: [snapshot.item.id] };
  };

  return async (channel, { bytes, mediaType, by }) => {
    if (!definitions.has(channel)) return { outcome: 'not-found' };
    const read = await readTable(bytes, mediaType);
    if (read.outcome === 'invalid') return read;
    const parsed = parseReceipts(read.table, forms.get(channel)?.receipts ?? USUAL);
    if (parsed.outcome === 'invalid') return parsed;
    if (parsed.rows.length > MOST_ROWS) return { outcome: 'invalid', violations: [TOO_LARGE] };

    const shown = parsed.rows.filter(({ isPublic }) => isPublic);
    const { matched, repeated, unmatched, ambiguous, rejected } = await matchReceipts(channel, shown, parsed);
    const refused: UnrecordedRow[] = [...rejected];
    const counts = { recorded: 0, unchanged: repeated };
    await atOnce(AT_ONCE, matched, async (row) => {
      const came = await record(channel, row, by);
      if (typeof came === 'string') counts[came] += 1;
      else refused.push(came);
    });
    return {
      outcome: 'done',
      report: {
        rows: parsed.rows.length,
        ...counts,
        notPublic: parsed.rows.length - shown.length,
        unmatched,
        ambiguous,
        rejected: refused.toSorted((a, b) => a.row - b.row),
      },
    };
  };
};
