import * as z from 'zod';
import type { Instant } from '../../domain/item.ts';
import type { Copy } from '../../ports/channel.ts';

const ArticleRecord = z.object({
  key: z.string(),
  generation: z.int(),
  edition: z.int(),
  copyHash: z.string(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  issuer: z.string(),
  unit: z.string().nullable(),
  formedOn: z.string(),
  topic: z.string().nullable(),
  genre: z.string().nullable(),
  area: z.string().nullable(),
  column: z.string(),
  /** When it first became public here, whatever was corrected or withdrawn since. */
  publicAt: z.number(),
  /** When the public last saw a change; null while it is as first published. */
  updatedAt: z.number().nullable(),
  attachments: z.array(
    z.object({ name: z.string(), sha256: z.string(), mediaType: z.string(), size: z.number() }),
  ),
});
/** What the site knows of an article. It stands in the article's own page, so that page and record cannot differ. */
export type ArticleRecord = Readonly<z.infer<typeof ArticleRecord>>;

const WithdrawalRecord = z.object({
  key: z.string(),
  generation: z.int(),
  publicAt: z.number(),
  withdrawnAt: z.number(),
});
/** What the site keeps of an article that was withdrawn: nothing of its content. */
export type WithdrawalRecord = Readonly<z.infer<typeof WithdrawalRecord>>;

/** Names of the meta tags that carry the records. */
export const ARTICLE_META = 'gongkai-article';
export const WITHDRAWAL_META = 'gongkai-withdrawal';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const recordIn = (page: Uint8Array, name: string): unknown => {
  // The head comes first and is short; the body may be megabytes.
  const head = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
  const end = head.indexOf('</head>');
  const text = head.subarray(0, end === -1 ? 0 : end).toString('utf8');
  const content = new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(text)?.[1];
  if (content === undefined) return undefined;
  return JSON.parse(content.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity));
};

/** What stands at an article's address: the article, or the notice that it was withdrawn. */
export type SiteRecord =
  | { readonly is: 'article'; readonly record: ArticleRecord }
  | { readonly is: 'withdrawal'; readonly record: WithdrawalRecord };

/** Does the page say that its article was withdrawn? False for a page that is not ours. */
export const isWithdrawalNotice = (page: Uint8Array): boolean =>
  recordIn(page, WITHDRAWAL_META) !== undefined;

/** The record in a page of ours; throws for a page that is not. */
export const siteRecordIn = (page: Uint8Array): SiteRecord => {
  const withdrawal = recordIn(page, WITHDRAWAL_META);
  return withdrawal === undefined
    ? { is: 'article', record: ArticleRecord.parse(recordIn(page, ARTICLE_META)) }
    : { is: 'withdrawal', record: WithdrawalRecord.parse(withdrawal) };
};

export const articleRecordOf = (
  copy: Copy,
  { column, publicAt, updatedAt }: { column: string; publicAt: Instant; updatedAt: Instant | null },
): ArticleRecord => ({
  key: copy.itemId,
  generation: copy.generation,
  edition: copy.edition,
  copyHash: copy.copyHash,
  title: copy.title,
  documentNumber: copy.documentNumber,
  issuer: copy.issuer,
  unit: copy.unit,
  formedOn: copy.formedOn,
  topic: copy.topic,
  genre: copy.genre,
  area: copy.area,
  column,
  publicAt,
  updatedAt,
  attachments: copy.attachments.map(({ name, sha256, mediaType, size }) => ({
    name,
    sha256,
    mediaType,
    size,
  })),
});
