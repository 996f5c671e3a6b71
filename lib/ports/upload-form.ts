import type { Receipt } from '../domain/ledger-rows.ts';
import type { Copy } from './channel.ts';

/** One item in a file that a clerk uploads to a platform. */
export interface UploadRow {
  readonly copy: Copy;
  /** Of the copy that the platform shows already; null for a new one. */
  readonly receipt: Receipt | null;
}

/** A platform's upload template. */
export interface UploadForm {
  /** Rows that one file may have. */
  readonly mostRows: number;
  /** The file as xlsx, the same bytes for the same rows. Throws a RangeError for more rows than it may have. */
  fill(rows: readonly UploadRow[]): Uint8Array;
}
