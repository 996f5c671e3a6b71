import { SEALED } from '../../domain/sealing.ts';
import type { ImportedRow } from '../../ports/registers.ts';

/** What a seal leaves of a row: its identity, which is a hash, so that no file brings it back. The title key only tells where it stands. */
export const sealedRow = (row: ImportedRow): ImportedRow => ({
  ...row,
  title: SEALED,
  documentNumber: null,
  documentNumberKey: null,
  url: null,
  body: null,
  sealed: true,
});
