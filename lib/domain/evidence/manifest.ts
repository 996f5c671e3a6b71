import type { Amendment, ReturnState, SealedFile } from '../annual-return.ts';
import type { FormId } from '../form/form.ts';
import type { Instant, Sha256 } from '../item.ts';

/** The names of the files that seal a revision. */
export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig';
export const SIGNING_KEY_FILE = 'signing-key.pem';
export const CHECKSUMS_FILE = 'SHA256SUMS';
/** There once an item of the revision was sealed: what of its files was taken out, when. */
export const SEALINGS_FILE = 'sealed.json';

/** What `manifest.json` (清单) ties together. Every rendered document prints the SHA-256 of the manifest. */
export interface Manifest {
  readonly year: number;
  readonly revision: number;
  readonly state: ReturnState;
  readonly amendment: Amendment | null;
  readonly builtAt: Instant;
  /** Null where the layout of the year is not offered. */
  readonly form: { readonly id: FormId; readonly version: number } | null;
  /** Version of the counting rules (docs/counting.md). */
  readonly rulesVersion: number;
  /** Whatever the rules and the policies are, they are named by the SHA-256 of their canonical JSON. */
  readonly rules: unknown;
  readonly policies: unknown;
  readonly inputsVersion: number;
  readonly evidence: { readonly lines: number; readonly merkleRoot: Sha256 };
  /** `evidence.csv`, `data.json` and `inputs.json`. */
  readonly files: readonly SealedFile[];
}

/** A signature of `manifest.json`, to be written beside it. */
export interface ManifestSignature {
  readonly algorithm: 'ed25519' | 'sm2-sm3';
  /** `manifest.sig`: the bare signature; of SM2 in DER. */
  readonly signature: Uint8Array;
  /** `signing-key.pem`: the public key, SubjectPublicKeyInfo. */
  readonly publicKey: string;
}

/** One sealing of a file of a revision, as `sealed.json` tells it, oldest first. */
export interface FileSealing {
  readonly file: string;
  readonly before: Sha256;
  readonly after: Sha256;
  /** `2026-11-03T10:00:00+08:00` */
  readonly at: string;
  /** Lines whose words were taken out. */
  readonly lines: number;
}
