import type { Instant } from './item.ts';
import type { DeliveryRow, ItemRow } from './ledger-rows.ts';

/** What went out in error was never published: it has no time that a later copy would keep. */
export const firstPublicAt = ({
  publicAt,
  withdrawal,
}: Pick<DeliveryRow, 'publicAt' | 'withdrawal'>): Instant | null =>
  withdrawal === 'error' ? null : publicAt;

/** Where the history is too long to tell, not before what it still tells of. */
const republishedAt = ({ history, acceptedAt }: Pick<ItemRow, 'history' | 'acceptedAt'>): Instant =>
  (history.findLast(({ what }) => what === 'republished') ?? history[0])?.at ?? acceptedAt;

/**
 * The first public time stays for ever. A channel's own clock is believed only between `notBefore` and now; where the copy
 * first went out in error, what the channel says of that time is no time of what is published now.
 */
export const publicTimeByChannel = (
  row: Pick<DeliveryRow, 'publicAt' | 'withdrawal'>,
  item: Pick<ItemRow, 'history' | 'acceptedAt'>,
  said: { readonly publicAt: Instant | null; readonly notBefore: Instant; readonly now: Instant },
): Partial<Pick<DeliveryRow, 'publicAt' | 'basis'>> => {
  if (firstPublicAt(row) !== null) return {};
  const { publicAt, notBefore, now } = said;
  const isOfTheError = publicAt !== null && row.withdrawal === 'error' && publicAt < republishedAt(item);
  const stated = publicAt === null || isOfTheError ? now : publicAt;
  return { publicAt: Math.min(Math.max(stated, notBefore), now), basis: 'channel' };
};
