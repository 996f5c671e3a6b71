import type { EvidenceStanding } from '../evidence-standing.ts';
import type { ChannelId, Day, Instant, ItemId, Kind, Origin, Sha256 } from '../item.ts';
import type { FormRow, PublicTimeBasis, WithdrawalMark } from '../ledger-rows.ts';

/** One publication behind the figures, an item on a channel, with all that an independent recount needs. */
export interface EvidenceLine {
  readonly itemId: ItemId;
  /** The item as which a person's merge has it counted; null where it stands for itself. */
  readonly mergedInto: ItemId | null;
  readonly number: string | null;
  readonly title: string;
  readonly documentNumber: string | null;
  /** As the item is counted: of merged items alike on all their lines. */
  readonly kind: Kind;
  readonly origin: Origin;
  readonly channel: ChannelId;
  readonly formRow: FormRow;
  readonly url: string | null;
  readonly place: string | null;
  readonly publicAt: Instant;
  readonly basis: PublicTimeBasis | null;
  /** When the item as it is counted could first be read anywhere, what was in error left aside: in an earlier year it counted there. */
  readonly firstPublicAt: Instant;
  /** The last day for its disclosure; null where the day of formation is not known. */
  readonly dueOn: Day | null;
  /** The day on which reading the copy back last found it the same; null where it never was, or was otherwise since. */
  readonly confirmedOn: Day | null;
  /** Null for an item of which an import knew no body. */
  readonly contentHash: Sha256 | null;
  readonly imported: boolean;
  readonly practice: boolean;
  readonly standing: EvidenceStanding;
  readonly withdrawal: WithdrawalMark | null;
  readonly late: boolean;
  /** Heads of the item's and the delivery's histories when the line was written. */
  readonly itemHead: Sha256;
  readonly deliveryHead: Sha256;
  /** Goes into the hash of the words, and away with them; null for an item that is sealed. */
  readonly salt: string | null;
}

/** Headings of `evidence.csv`, in the order of its columns: the names by which its cells are read back. */
export const EVIDENCE_HEADINGS = {
  number: '编号',
  title: '标题',
  documentNumber: '发文字号',
  kind: '类别',
  origin: '来源',
  channel: '渠道代码',
  channelName: '渠道',
  formRow: '统计表行',
  urlOrPlace: '网址或地点',
  publicAt: '公开时间',
  basis: '时间依据',
  firstPublicAt: '首次公开时间',
  dueOn: '公开期限',
  confirmedOn: '核验相符日期',
  standing: '本年计数',
  late: '逾期',
  withdrawal: '已撤下',
  registered: '登记方式',
  practice: '演练',
  contentHash: '内容指纹',
  itemId: '信息标识',
  mergedInto: '合并计入',
  itemHead: '信息记录指纹',
  deliveryHead: '渠道记录指纹',
  salt: '文字盐值',
  wordsHash: '文字指纹',
} as const;
export type EvidenceColumn = keyof typeof EVIDENCE_HEADINGS;

/** What says something of the item: hashed with a salt, and taken out when the item is sealed. */
export const WORD_COLUMNS = [
  'title',
  'documentNumber',
  'urlOrPlace',
] as const satisfies readonly EvidenceColumn[];

/** A line as it is written. */
export interface WrittenLine {
  /** Of `evidence.csv`, its end included. */
  readonly text: string;
  /** What the Merkle root covers of it: the line without its words and their salt. */
  readonly covered: string;
}
