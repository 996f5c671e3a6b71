import type { Amendment } from '../domain/annual-return.ts';
import type { Finding } from '../domain/form/finding.ts';
import type { StoredInputs } from '../domain/form/return-inputs.ts';
import type { History } from '../domain/history.ts';
import type { ChannelId, Instant, ItemId, Kind, Origin, Sha256 } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';

/** Who stopped a channel, since when and why. */
export interface Pause {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** What the pipeline remembers of a channel as a whole; its history tells of the pauses, by whom and why. */
export interface ChannelState extends History {
  readonly channel: ChannelId;
  /** Condition of the next write; 0: never written. */
  readonly version: number;
  /** When the first live (not imported) copy became public there: imports dated later are refused. */
  readonly liveSince: Instant | null;
  /** The breaker: open until then, after so many attempts in a row that never reached the channel. */
  readonly outage: { readonly since: Instant; readonly until: Instant; readonly failures: number } | null;
  readonly lastSuccessAt: Instant | null;
  /** Nothing is sent there and nothing asked of it until a person lets it go on. */
  readonly paused: Pause | null;
}

export interface ChannelRegister {
  /** A channel never written about has version 0 and nothing else. */
  read(channel: ChannelId): Promise<ChannelState>;
  write(next: ChannelState, seenVersion: number): Promise<'written' | 'stale'>;
}

/** One line of an imported file, after reading. Its identity is (channel, title, document number, time, url), whatever the file. */
export interface ImportedRow {
  readonly identity: Sha256;
  readonly titleKey: string;
  readonly documentNumberKey: string | null;
  readonly channel: ChannelId;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly publishedAt: Instant;
  /** As the file states it: a bare day stays one. */
  readonly publishedAtAsStated: string;
  readonly url: string | null;
  readonly body: string | null;
  readonly formedOn: string | null;
  readonly kind: Kind;
  readonly origin: Origin;
  readonly unit: string | null;
  readonly area: string | null;
  /** Number of the import that brought it first, of those that still hold it. */
  readonly importedBy: number;
  /** Numbers of all imports whose files state it, in order; never empty. */
  readonly holders: readonly number[];
  /** The item it is part of. */
  readonly itemId: ItemId;
  /** Its item was sealed: only its identity tells it still, so that no file brings it back. */
  readonly sealed: boolean;
}

export interface ImportRecord {
  readonly number: number;
  /** SHA-256 of the file's bytes. */
  readonly file: Sha256;
  readonly by: string;
  readonly at: Instant;
  /** `voiding`: a person took it back, and it is not complete. */
  readonly state: 'running' | 'done' | 'voiding' | 'voided';
  readonly rows: number;
  readonly items: number;
  readonly merged: number;
  readonly rejected: readonly { readonly row: number; readonly reasons: readonly string[] }[];
  readonly suspects: readonly {
    readonly title: string;
    readonly items: readonly ItemId[];
    readonly reason: string;
  }[];
  /** Who took it back and why; null while it holds. */
  readonly voided: {
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
    /** Rows that no other import holds, forgotten by the run that completed it; null while it is not complete. */
    readonly rows: number | null;
  } | null;
}

export interface ImportRegister {
  /** Takes the next number for a file, or finds the record the file already has; a voided one is no longer that of its file. */
  begin(
    file: Sha256,
    by: string,
    at: Instant,
  ): Promise<{ readonly outcome: 'begun' | 'known'; readonly record: ImportRecord }>;
  write(record: ImportRecord): Promise<void>;
  read(number: number): Promise<ImportRecord | undefined>;
  /** All rows ever imported under a title key, sealed ones too, consistent. */
  rows(titleKey: string): Promise<readonly ImportedRow[]>;
  /** Puts the row, or moves a known one to another item. Of a sealed row nothing is kept that could be read, its title key included. */
  putRow(row: ImportedRow): Promise<void>;
  /** Title keys of the rows that an import holds, each once; those of sealed rows are not known any more. */
  titleKeysOf(number: number): Promise<readonly string[]>;
  /** The row was never imported, as far as later imports are concerned. */
  forgetRow(row: Pick<ImportedRow, 'titleKey' | 'identity'>): Promise<void>;
}

export const ROLES = ['submitter', 'operator', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token; tokens are random and long, so no slow hash is needed. */
  readonly hash: Sha256;
  readonly roles: readonly Role[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revokedAt: Instant | null;
}

export interface TokenRegister {
  find(hash: Sha256): Promise<TokenRecord | undefined>;
  list(): Promise<readonly TokenRecord[]>;
  /** Creates or replaces by id. */
  put(record: TokenRecord): Promise<void>;
}

/** A queue message that could not be read: kept with its bytes, never retried, never dropped in silence. */
export interface UnreadableMessage {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly source: string;
  readonly body: string;
  readonly problem: string;
}

export interface UnreadableRegister {
  put(message: UnreadableMessage): Promise<void>;
  list(
    cursor: string | null,
    limit: number,
  ): Promise<{ readonly rows: readonly UnreadableMessage[]; readonly nextCursor: string | null }>;
}

/** What a revision was made of: with all of it equal, a build would come to the same. */
export interface ReturnBasis {
  /** Merkle root over the lines of the evidence. */
  readonly evidenceRoot: Sha256;
  readonly evidenceLines: number;
  readonly inputsVersion: number;
  /** SHA-256 of the rules: of the count's and of the form's version. */
  readonly rules: Sha256;
  /** SHA-256 of the office's policies and of how channels fill the form. */
  readonly policies: Sha256;
  /** SHA-256 of what of the evidence figures are made of; it stays when only histories go on. */
  readonly figures: Sha256;
  /** SHA-256 of what else is shown: what was pending or unknown, and the year before. */
  readonly surroundings: Sha256;
}

/** What a builder is to do; it stands in the record, so that another process can take it over. */
export type ReturnTask =
  | { readonly kind: 'draft' }
  | {
      readonly kind: 'filing';
      /** The draft that is to be filed. */
      readonly draft: number;
      /** Codes of the warnings that the person accepts. */
      readonly acknowledge: readonly string[];
      readonly reason: string | null;
    };

/** Why a filing came to nothing. */
export type FilingRefusal =
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | {
      readonly outcome: 'invalid';
      readonly violations: readonly Violation[];
      /** The errors that stand, and the warnings that nobody has acknowledged. */
      readonly findings: readonly Finding[];
    };

export interface ReturnFile {
  readonly name: string;
  readonly key: string;
  readonly sha256: Sha256;
  readonly size: number;
  /** Hashes that the file had before items in it were sealed, and until when; oldest first. */
  readonly before: readonly { readonly sha256: Sha256; readonly until: Instant }[];
}

export const RETURN_RECORD_STATES = ['building', 'draft', 'filed', 'refused', 'superseded'] as const;

/**
 * One revision of a year's return: where its files are and what they hash to. Write-once by (year, revision), but for
 * a builder's own end and for items that are sealed.
 */
export interface ReturnRecord {
  readonly year: number;
  readonly revision: number;
  /**
   * `building`: a builder has taken the number, and works or died. `refused`: a filing that was not to be.
   * `superseded`: another revision stands for it: an older draft that it would only repeat, or a newer one, because
   * files stood in its folder already. Neither of the last two has a file that counts.
   */
  readonly state: (typeof RETURN_RECORD_STATES)[number];
  /** When the building began; every file says the same. */
  readonly builtAt: Instant;
  readonly builtBy: string;
  readonly task: ReturnTask;
  readonly files: readonly ReturnFile[];
  /** Null until it is built, and for returns of the first releases. */
  readonly basis: ReturnBasis | null;
  /** Null like `basis`. */
  readonly manifestSha256: Sha256 | null;
  /** Of what is filed after another; else null. */
  readonly amendment: Amendment | null;
  readonly refusal: FilingRefusal | null;
  readonly supersededBy: number | null;
}

export interface ReturnRegister {
  /** Puts the record if its revision is new. */
  put(record: ReturnRecord): Promise<'written' | 'exists'>;
  /** Puts the record in place of that of its revision: by its builder, or after a file of it was sealed. Never makes it `filed`. */
  replace(record: ReturnRecord): Promise<void>;
  /**
   * Puts a filed record in place of that of its revision, if no other revision is the year's first return, or its
   * amendment of that number. `taken`: another is, and nothing shows of this one.
   */
  file(record: ReturnRecord): Promise<'filed' | 'taken'>;
  /** All revisions of a year, oldest first. */
  list(year: number): Promise<readonly ReturnRecord[]>;
  /** Puts a version of a year's inputs if its number is new. Versions are only ever added. */
  putInputs(stored: StoredInputs): Promise<'written' | 'exists'>;
  /** A version of what people entered for a year, the newest where none is named, consistent. */
  readInputs(year: number, version?: number): Promise<StoredInputs | undefined>;
}
