import { createHash } from 'node:crypto';
import { canonicalLine } from '../content/canonical-text.ts';
import type { ChannelId, Day, Instant, Kind, Origin, Sha256 } from '../item.ts';

/** What one line of a file says: an item was public on a channel, at a time. */
export interface StatedRow {
  /** By (channel, title, document number, time, url), whatever the file. */
  readonly identity: Sha256;
  readonly titleKey: string;
  readonly documentNumberKey: string | null;
  readonly channel: ChannelId;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly publishedAt: Instant;
  readonly publishedAtAsStated: string;
  readonly url: string | null;
  readonly body: string | null;
  readonly formedOn: Day | null;
  readonly kind: Kind;
  readonly origin: Origin;
  readonly unit: string | null;
  readonly area: string | null;
}

/** Adds the keys that rows are compared by: layout, width and spelling of a date make no other row. */
export const withIdentity = (
  row: Omit<StatedRow, 'identity' | 'titleKey' | 'documentNumberKey'>,
): StatedRow => {
  const titleKey = canonicalLine(row.title);
  const documentNumberKey = row.documentNumber === null ? null : canonicalLine(row.documentNumber);
  const named = ['row', 1, row.channel, titleKey, documentNumberKey, row.publishedAt, row.url];
  return {
    ...row,
    identity: createHash('sha256').update(JSON.stringify(named)).digest('hex'),
    titleKey,
    documentNumberKey,
  };
};

/** Earliest first, and always the same order of the same rows. */
export const compareRows = (
  a: Pick<StatedRow, 'publishedAt' | 'identity'>,
  b: Pick<StatedRow, 'publishedAt' | 'identity'>,
): number =>
  a.publishedAt - b.publishedAt || (a.identity < b.identity ? -1 : Number(a.identity > b.identity));
