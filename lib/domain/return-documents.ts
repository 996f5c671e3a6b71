import type { AnnualReturn, RenderedFile, ReturnChannel, SealedFile } from './annual-return.ts';
import type { EvidenceLine, WrittenLine } from './evidence/evidence-line.ts';
import type { Manifest, ManifestSignature } from './evidence/manifest.ts';

/** How the files of a return are written. Equal models are equal bytes. */
export interface ReturnDocuments {
  /** The first line of `evidence.csv`, byte order mark included. */
  evidenceHead(): string;
  evidenceLine(line: EvidenceLine, channels: readonly ReturnChannel[]): WrittenLine;
  /** `data.json`: everything that the rendered files show. */
  data(annual: AnnualReturn): string;
  /** `manifest.json` */
  manifest(manifest: Manifest): string;
  /** `manifest.sig` and `signing-key.pem`. Throws a RangeError for a key that is none. */
  sign(manifest: Uint8Array, privateKey: string): ManifestSignature;
  /** `SHA256SUMS` */
  checksums(files: readonly Pick<SealedFile, 'name' | 'sha256'>[]): string;
  /** In the order of writing. */
  readonly rendered: readonly RenderedFile[];
  /** Version of the counting rules (docs/counting.md). */
  readonly rulesVersion: number;
}
