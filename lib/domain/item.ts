/** A SHA-256, 64 lower-case hexadecimal digits. */
export type Sha256 = string;

/** The content hash of an item's first edition: its key for ever. */
export type ItemId = Sha256;

/** A channel's id in `config/channels.json`: lower-case letters, digits and hyphens. */
export type ChannelId = string;

/** A moment, milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A day in Asia/Shanghai, `yyyy-MM-dd`. */
export type Day = string;

/** As posted: a bare day (compares by day) or a time with its zone, ISO 8601. */
export type DayOrTime = string;

export const BODY_FORMATS = ['html', 'markdown', 'text'] as const;
export type BodyFormat = (typeof BODY_FORMATS)[number];

export const KINDS = [
  'document',
  'normative-document',
  'interpretation',
  'response',
  'proposal-reply',
  'annual-report',
  'brief',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

export const ORIGINS = ['own', 'repost'] as const;
export type Origin = (typeof ORIGINS)[number];

export const IMPORTANCES = ['ordinary', 'important'] as const;
export type Importance = (typeof IMPORTANCES)[number];

export const APPROVER_ROLES = ['deputy-leader', 'leader'] as const;
export type ApproverRole = (typeof APPROVER_ROLES)[number];

export const REVIEW_CONCLUSIONS = ['public', 'partly-public', 'not-public'] as const;
export type ReviewConclusion = (typeof REVIEW_CONCLUSIONS)[number];

export const RELATION_TYPES = ['explains', 'amends', 'repeals', 'responds'] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

export interface Body {
  readonly format: BodyFormat;
  readonly content: string;
}

export interface Author {
  readonly name: string;
  readonly unit: string | null;
}

/** The secrecy review (保密审查). */
export interface Review {
  readonly reviewer: string;
  readonly conclusion: ReviewConclusion;
  readonly reviewedAt: DayOrTime;
}

export interface Approval {
  readonly role: ApproverRole;
  readonly name: string;
  readonly approvedAt: DayOrTime;
  /** Hashes of scanned approval forms; never published. */
  readonly evidence: readonly Sha256[];
}

export interface Attachment {
  readonly name: string;
  readonly sha256: Sha256;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
}

export interface Relation {
  readonly type: RelationType;
  readonly item: ItemId;
}

/** An agency that the release was coordinated with (信息发布协调机制). */
export interface Consultation {
  readonly agency: string;
  readonly agreedAt: DayOrTime;
}

/** What describes an item besides its content; a correction may change it. */
export interface Metadata {
  readonly documentNumber: string | null;
  readonly issuer: string;
  readonly unit: string | null;
  readonly formedOn: Day;
  readonly topic: string | null;
  readonly genre: string | null;
  readonly kind: Kind;
  readonly origin: Origin;
  readonly area: string | null;
  readonly importance: Importance;
  readonly relations: readonly Relation[];
  readonly consulted: readonly Consultation[];
  /** The column (栏目) of each channel, where the submitter chose one. */
  readonly columns: Readonly<Record<ChannelId, string>>;
  /** Not before this moment, where one was asked for. */
  readonly publishAt: DayOrTime | null;
}

/** What makes an item itself, besides its body: all of it goes into the content hash. */
export interface Content {
  readonly title: string;
  readonly body: Body;
  readonly attachments: readonly Attachment[];
  /** Tells two items of the same content apart, such as a monthly notice; null for none. */
  readonly occurrence: string | null;
}

/** Who wrote, reviewed and approved; nothing is published without. */
export interface Authorisation {
  readonly author: Author;
  readonly review: Review;
  readonly approvals: readonly Approval[];
}

/** An item as posted, after its shape was checked and its defaults filled in. */
export interface Submission extends Content, Metadata, Authorisation {
  readonly channels: readonly ChannelId[];
  /** Codes of warnings that the submitter has seen and accepts. */
  readonly acknowledge: readonly string[];
}
