import type { CountRules, Standing } from '../count/classify.ts';
import type { EvidenceStanding } from '../evidence-standing.ts';
import type { ItemId } from '../item.ts';
import { dayOf, yearOf } from '../shanghai-time.ts';
import { isLate } from '../working-days.ts';
import type { EvidenceLine } from './evidence-line.ts';
import type { EvidencedDelivery, EvidencedItem, EvidencedMember } from './evidenced-item.ts';
import { saltOf } from './words-hash.ts';

/** The lines of one item, as it stands in the year of the rules: ordered by member and channel. */
export const evidenceLines = (
  { published, members }: EvidencedItem,
  standing: Standing,
  { period, excludePractice }: CountRules,
): readonly EvidenceLine[] => {
  const year = Number(period.first.slice(0, 4));
  const isReal = ({ facts, imported, withdrawal }: EvidencedDelivery): boolean =>
    (!excludePractice || !facts.practice || imported) &&
    (standing.withdrawnAsError || withdrawal !== 'error');
  const isShown = ({ channel, publicAt }: EvidencedDelivery): boolean =>
    yearOf(publicAt) === year && (standing.withdrawnAsError || standing.channels.includes(channel));
  const real = members.map((member) => ({ member, deliveries: member.deliveries.filter(isReal) }));
  const firstPublicAt = real
    .flatMap(({ deliveries }) => deliveries.map(({ publicAt }) => publicAt))
    .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const item = {
    countedAs: published.itemId,
    kind: published.kind,
    origin: published.origin,
    standing: standingOf(standing),
    firstPublicAt,
  };
  return real.flatMap(({ member, deliveries }) =>
    deliveries.filter(isShown).map((delivery) => evidenceLine(item, member, delivery)),
  );
};

interface CountedItem extends Pick<EvidenceLine, 'kind' | 'origin' | 'standing' | 'firstPublicAt'> {
  readonly countedAs: ItemId;
}

const evidenceLine = (
  { countedAs, kind, origin, standing, firstPublicAt }: CountedItem,
  { sealed, editionKey, ...member }: EvidencedMember,
  { facts, ...delivery }: EvidencedDelivery,
): EvidenceLine => ({
  itemId: member.itemId,
  mergedInto: member.itemId === countedAs ? null : countedAs,
  number: member.number,
  title: member.title,
  documentNumber: member.documentNumber,
  kind,
  origin,
  channel: delivery.channel,
  formRow: facts.formRow,
  url: sealed ? null : delivery.url,
  place: sealed ? null : delivery.place,
  publicAt: delivery.publicAt,
  basis: delivery.basis,
  firstPublicAt,
  dueOn: facts.dueOn,
  confirmedOn: delivery.confirmedAt === null ? null : dayOf(delivery.confirmedAt),
  contentHash: member.bodyless && !sealed ? null : member.contentHash,
  imported: delivery.imported,
  practice: facts.practice,
  standing,
  withdrawal: delivery.withdrawal,
  late: facts.dueOn !== null && isLate(dayOf(delivery.publicAt), facts.dueOn),
  itemHead: member.historyHead,
  deliveryHead: delivery.historyHead,
  salt: sealed ? null : saltOf(editionKey, delivery.channel),
});

const standingOf = ({ counted, earlier, withdrawnAsError }: Standing): EvidenceStanding => {
  if (withdrawnAsError) return 'in-error';
  if (counted) return 'counted';
  return earlier ? 'earlier' : 'repost-left-out';
};
