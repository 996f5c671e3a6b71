import type { YearCount } from './count/count-year.ts';
import type { UnknownDays } from './count/unknown-days.ts';
import type { ChannelId, Instant, ItemId, Kind, Origin, Sha256 } from './item.ts';
import type { FormRow, PublicTimeBasis } from './ledger-rows.ts';

export interface ReturnChannel {
  readonly id: ChannelId;
  readonly name: string;
  readonly formRow: FormRow;
  readonly practice: boolean;
}

/** What a year's return says, before any layout. */
export interface AnnualReturn {
  readonly year: number;
  readonly revision: number;
  readonly office: { readonly name: string; readonly shortName: string };
  /** Configured ones in their order. */
  readonly channels: readonly ReturnChannel[];
  readonly count: Omit<YearCount, 'importedFrom'>;
  /** What the figures leave out because nobody told the ledger; never printed as 0. */
  readonly unknown: readonly UnknownDays[];
  /** Counted normative documents (行政规范性文件); those made but not published are not in the ledger. */
  readonly normativeDocuments: number;
  readonly builtAt: Instant;
  readonly builtBy: string;
}

/** Why an item is in the evidence of a year. */
export type EvidenceStanding = 'counted' | 'earlier' | 'repost-left-out' | 'in-error';

/** One publication behind the figures: an item on a channel. */
/** The file of a return that lists every publication behind its figures. */
export const EVIDENCE_FILE = 'evidence.csv';

/** Where the files of a year's returns stand in the object store, a folder a revision. */
export const returnsFolder = (year: number): `returns/${number}/` => `returns/${year}/`;

/** Where in it stand an item's words, and its id. */
export const EVIDENCE_HEADINGS = { title: '标题', documentNumber: '发文字号', itemId: '信息标识' } as const;

export interface EvidenceLine {
  readonly itemId: ItemId;
  /** The item as which a person's merge has it counted; null where it stands for itself. */
  readonly mergedInto: ItemId | null;
  readonly number: string | null;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly kind: Kind;
  readonly origin: Origin;
  readonly channel: ChannelId;
  readonly url: string | null;
  readonly place: string | null;
  readonly publicAt: Instant;
  readonly basis: PublicTimeBasis | null;
  /** Null for an item of which an import knew no body. */
  readonly contentHash: Sha256 | null;
  readonly imported: boolean;
  readonly practice: boolean;
  readonly standing: EvidenceStanding;
  readonly withdrawn: boolean;
  readonly late: boolean;
}

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
  evidenceLine(line: EvidenceLine, channels: readonly ReturnChannel[]): string;
  /** `data.json` */
  data(annual: AnnualReturn, evidence: SealedFile): string;
  /** `report.html` */
  report(annual: AnnualReturn, sealed: readonly SealedFile[]): string;
}
