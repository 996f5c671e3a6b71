import type { GroupableRow } from '../../../../lib/domain/import/grouping.ts';
import { withIdentity } from '../../../../lib/domain/import/stated-row.ts';
import { instantOf } from '../../../../lib/domain/shanghai-time.ts';

/** A row from what is special about it. */
export const rowOf = ({
  publishedAt = '2017-03-01',
  contentHash = null,
  ...row
}: Partial<Omit<GroupableRow, 'publishedAt'>> & { readonly publishedAt?: string } = {}): GroupableRow => ({
  ...withIdentity({
    channel: 'portal',
    title: '（虚构）关于调整办公时间的通知',
    documentNumber: null,
    publishedAt: instantOf(publishedAt)!.instant,
    publishedAtAsStated: publishedAt,
    url: null,
    body: null,
    formedOn: null,
    kind: 'document',
    origin: 'own',
    unit: null,
    area: null,
    ...row,
  }),
  contentHash,
});
