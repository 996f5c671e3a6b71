import type { Receipt } from '../domain/ledger-rows.ts';
import type { ReceiptForm } from '../domain/receipts/receipt-columns.ts';
import type { Copy } from './channel.ts';

/** One item in a file that a clerk uploads to a platform. */
export interface UploadRow {
  readonly copy: Copy;
  /** Of the copy that the platform shows already; null for a new one. */
  readonly receipt: Receipt | null;
}

/** A platform's upload template, and how its export is read. */
export interface UploadForm {
  /** Rows that one file may have. */
  readonly mostRows: number;
  /** The file as xlsx, the same bytes for the same rows. Throws a RangeError for more rows than it may have. */
  toWorkbook(rows: readonly UploadRow[]): Uint8Array;
  readonly receipts: ReceiptForm;
}
