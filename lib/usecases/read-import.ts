import { isoShanghai } from '../domain/shanghai-time.ts';
import type { ImportRecord, ImportRegister } from '../ports/registers.ts';

/** An import as administrators see it; times are ISO 8601 in Asia/Shanghai. */
export interface ImportView
  extends Pick<ImportRecord, 'state' | 'by' | 'rows' | 'items' | 'merged' | 'rejected' | 'suspects'> {
  readonly import: number;
  /** SHA-256 of the file's bytes. */
  readonly file: string;
  readonly at: string;
  readonly voided: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly rows: number | null;
  } | null;
}

/** Undefined for a number that no import has. */
export type ReadImport = (number: number) => Promise<ImportView | undefined>;

export const createReadImport =
  ({ imports }: { readonly imports: ImportRegister }): ReadImport =>
  async (number) => {
    const record = await imports.read(number);
    if (record === undefined) return undefined;
    const { number: _number, at, voided, ...rest } = record;
    return {
      ...rest,
      import: number,
      at: isoShanghai(at),
      voided: voided && { ...voided, at: isoShanghai(voided.at) },
    };
  };
