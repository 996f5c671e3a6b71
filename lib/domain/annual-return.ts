import type { YearCount } from './count/count-year.ts';
import type { UnknownDays } from './count/unknown-days.ts';
import type { EvidenceLine, WrittenLine } from './evidence/evidence-line.ts';
import type { FilledCell } from './form/filled-cell.ts';
import type { Finding } from './form/finding.ts';
import type { Form } from './form/form.ts';
import type { ReturnInputs } from './form/return-inputs.ts';
import type { ChannelId, Instant, ItemId, Sha256 } from './item.ts';
import type { FormRow } from './ledger-rows.ts';
import type { ReportSection } from './report/section.ts';
import type { Differences } from './return-differences.ts';

export interface ReturnChannel {
  readonly id: ChannelId;
  readonly name: string;
  readonly formRow: FormRow;
  readonly practice: boolean;
}

/** A draft (草稿) changes nothing; a filed return (已报送) is what the office answers for. */
export type ReturnState = 'draft' | 'filed';

/** That a filed return takes the place of one filed before (第n次更正). */
export interface Amendment {
  /** 1 for the first amendment of the year. */
  readonly number: number;
  /** The filed revision before it. */
  readonly amends: number;
  readonly reason: string;
}

/** A count as the return shows it: of the year, or of a quarter of it. */
export type ReturnCount = Omit<YearCount, 'importedFrom'>;

/** Items that first became public on a channel, by month of the year: January first, always twelve. */
export interface ChannelMonths {
  readonly channel: ChannelId;
  readonly items: readonly number[];
}

/** How many items took so many working days from formation to their first publication; 0: the same day. */
export interface DisclosureDays {
  readonly workingDays: number;
  readonly items: number;
}

export const PENDING_STATES = ['handed-over', 'unconfirmed', 'parked', 'owed'] as const;
/**
 * Why the figures may still change: with an editor or a clerk (已报送), public but never read back (未核验), refused or of
 * unknown outcome (待人工处理), or not yet brought to its channel (待同步).
 */
export type PendingState = (typeof PENDING_STATES)[number];

/** It bears no title, so that sealing an item never touches a return: number and id lead to it, and /waiting names it. */
export interface PendingPublication {
  readonly itemId: ItemId;
  readonly number: string | null;
  readonly channel: ChannelId;
  readonly state: PendingState;
  readonly since: Instant;
}

/** What was still under way when the return was built. */
export interface PendingPublications {
  readonly handedOver: number;
  readonly unconfirmed: number;
  readonly parked: number;
  readonly owed: number;
  /** The longest-waiting of them, at most `PENDING_LISTED`; none in a filed return. */
  readonly listed: readonly PendingPublication[];
}

/** Pending publications that a draft names. */
export const PENDING_LISTED = 200;

/** What a year's return says, before any layout: every file of a revision is made of this. */
export interface AnnualReturn {
  readonly year: number;
  readonly revision: number;
  readonly state: ReturnState;
  /** Null for a draft, and for what is filed first. */
  readonly amendment: Amendment | null;
  /** Null where the layout of the year is not offered (2019, 2020): then there are count, evidence and overlaps only. */
  readonly form: Form | null;
  readonly office: { readonly name: string; readonly shortName: string };
  /** Configured ones in their order. */
  readonly channels: readonly ReturnChannel[];
  readonly count: ReturnCount;
  /** The four of them where the office keeps quarterly tables; else null. */
  readonly quarters: readonly ReturnCount[] | null;
  /** What the figures leave out because nobody told the ledger; never printed as 0. */
  readonly unknown: readonly UnknownDays[];
  /** Counted normative documents (行政规范性文件); those made but not published are not in the ledger. */
  readonly normativeDocuments: number;
  /** The version of what people entered; 0: nothing yet. */
  readonly inputsVersion: number;
  readonly signatures: ReturnInputs['signatures'];
  /** In the order of the form; none where there is no form. */
  readonly cells: readonly FilledCell[];
  /** Errors first. */
  readonly findings: readonly Finding[];
  readonly sections: readonly ReportSection[];
  /** A channel each, in the order of `channels`, then others that occur. */
  readonly months: readonly ChannelMonths[];
  /** By days, ascending; items of this ledger only, since an import does not tell the day of formation for certain. */
  readonly disclosureDays: readonly DisclosureDays[];
  readonly pending: PendingPublications;
  /** Of an amendment; else null. */
  readonly differences: Differences | null;
  readonly evidence: { readonly lines: number; readonly merkleRoot: Sha256 };
  readonly builtAt: Instant;
  readonly builtBy: string;
}

/** The file of a return that lists every publication behind its figures. */
export const EVIDENCE_FILE = 'evidence.csv';

/** Where the files of returns stand in the object store, a folder a year. */
export const RETURNS_FOLDER = 'returns/';

/** Where the files of a year's returns stand in the object store, a folder a revision. */
export const returnsFolder = (year: number): `returns/${number}/` => `${RETURNS_FOLDER}${year}/`;

/** A written file, as another names it. */
export interface SealedFile {
  readonly name: string;
  readonly sha256: Sha256;
  readonly size: number;
}

/** The files of a return. Each names those written before it by hash, so that none can be exchanged unnoticed. */
export interface ReturnDocuments {
  /** The first line of `evidence.csv`, byte order mark included. */
  evidenceHead(): string;
  evidenceLine(line: EvidenceLine, channels: readonly ReturnChannel[]): WrittenLine;
  /** `data.json` */
  data(annual: AnnualReturn, evidence: SealedFile): string;
  /** `report.html` */
  report(annual: AnnualReturn, sealed: readonly SealedFile[]): string;
}

/** A file that is made of the model after the manifest was written, and prints the manifest's SHA-256. */
export interface RenderedFile {
  readonly name: string;
  readonly mediaType: string;
  render(annual: AnnualReturn, manifestSha256: Sha256): Uint8Array | Promise<Uint8Array>;
}
