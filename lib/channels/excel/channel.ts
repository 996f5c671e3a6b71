import type { Answer, Channel, Copy } from '../../ports/channel.ts';
import { createManualChannel } from '../manual/channel.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import type { ExcelSettings } from './settings.ts';
import { fitsCell, LONGEST_CELL } from './sheet-xml.ts';
import { uploadCell } from './upload-cells.ts';

/** A platform that a clerk fills with a workbook: carried by hand like a `manual` channel, many items at once. */
export const createExcelChannel = ({
  settings,
  outgoing,
}: {
  readonly settings: ExcelSettings;
  readonly outgoing: OutgoingRequests;
}): Channel => {
  const manual = createManualChannel({ settings, outgoing });

  /** A cell that is cut short would publish something else than what was approved. */
  const refusal = (copy: Copy): Answer | undefined => {
    const tooMuch = Object.entries(settings.columns).find(
      ([, column]) => !fitsCell(uploadCell(column, { copy, receipt: null })),
    );
    return (
      tooMuch && {
        outcome: 'refused',
        reason: `“${tooMuch[0]}”一格放不下（最多${LONGEST_CELL}字，不含控制字符），请用发布稿人工发布后登记回执。The cell "${tooMuch[0]}" cannot hold it (at most ${LONGEST_CELL} characters, no control characters): put it up by hand from the copy sheet and report it.`,
      }
    );
  };

  return {
    ...manual,
    publish: async (copy, signal) => refusal(copy) ?? manual.publish(copy, signal),
    replace: async (copy, receipt, signal) => refusal(copy) ?? manual.replace(copy, receipt, signal),
  };
};
