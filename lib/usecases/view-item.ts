import type { ChannelId, Instant } from '../domain/item.ts';
import type { DeliveryRow, ItemRow, ItemSnapshot, Voiding } from '../domain/ledger-rows.ts';
import { dayOf, isoShanghai } from '../domain/shanghai-time.ts';
import { isLate } from '../domain/working-days.ts';
import type { SimilarItem } from '../ports/ledger.ts';
import type { ConfirmationView, DeliveryView, ItemView, SimilarView, WithdrawalView } from './item-view.ts';

/** How many items of the same title or document number an answer names. */
export const SIMILAR_SHOWN = 10;

const time = (instant: Instant | null): string | null => (instant === null ? null : isoShanghai(instant));

const UNTOUCHED = {
  state: 'none',
  generation: 0,
  edition: 0,
  attempts: 0,
  nextAttemptAt: null,
  reason: null,
  receipt: null,
  publicAt: null,
  basis: null,
  confirmation: null,
  confirmAt: null,
  withdrawal: null,
  takingDown: false,
  imported: false,
} as const;

const confirmationView = ({ confirmation }: DeliveryRow): ConfirmationView | null => {
  if (confirmation === null) return null;
  const { result, at, since, detail } = confirmation;
  return { result, at: isoShanghai(at), since: isoShanghai(since), detail };
};

const deliveryView = (channel: ChannelId, row: DeliveryRow | undefined, practice: boolean): DeliveryView => {
  if (row === undefined) return { channel, ...UNTOUCHED, practice };
  const { state, generation, edition, attempts, reason, receipt, basis, facts } = row;
  return {
    channel,
    state,
    generation,
    edition,
    attempts,
    nextAttemptAt: time(row.nextAttemptAt),
    reason,
    receipt,
    publicAt: time(row.publicAt),
    basis,
    confirmation: confirmationView(row),
    confirmAt: time(row.confirmAt),
    withdrawal: row.withdrawal,
    takingDown: row.takingDown && row.state !== 'withdrawn',
    practice: facts.practice,
    imported: row.importedBy !== null,
  };
};

/** When the public could first read the item anywhere; null while it cannot. */
const firstPublicAt = (deliveries: readonly DeliveryRow[]): Instant | null =>
  deliveries.reduce<Instant | null>(
    (first, { publicAt }) => (publicAt === null ? first : Math.min(first ?? publicAt, publicAt)),
    null,
  );

export const isItemLate = (item: ItemRow, deliveries: readonly DeliveryRow[], now: Instant): boolean =>
  item.dueOn !== null && isLate(dayOf(firstPublicAt(deliveries) ?? now), item.dueOn);

/** Set only while it holds: what was taken back may have been posted, or imported, since. */
export const voidingOf = ({ state, voided }: ItemRow): Voiding | null =>
  state === 'withdrawn' ? voided : null;

/** Every planned channel has its line, attempted or not; a channel that is planned no more keeps it, if anything ever happened there. */
export const deliveryViews = (
  { item, deliveries }: { readonly item: ItemRow; readonly deliveries: readonly DeliveryRow[] },
  isPractice: (channel: ChannelId) => boolean,
): DeliveryView[] => {
  const rows = new Map(deliveries.map((row) => [row.channel, row]));
  const kept = deliveries.filter(({ state, history }) => state !== 'none' || history.length > 0);
  const channels = new Set([...item.plan, ...kept.map(({ channel }) => channel)]);
  return [...channels].map((channel) => deliveryView(channel, rows.get(channel), isPractice(channel)));
};

const voidingView = (item: ItemRow): ItemView['voided'] => {
  const voiding = voidingOf(item);
  return voiding && { ...voiding, at: isoShanghai(voiding.at) };
};

const similarView = ({ itemId, title, documentNumber }: SimilarItem): SimilarView => ({
  id: itemId,
  title,
  documentNumber,
});

const withdrawalView = ({ withdrawal }: ItemRow): WithdrawalView | null =>
  withdrawal && { ...withdrawal, at: isoShanghai(withdrawal.at) };

const sealView = ({ seal }: ItemRow): ItemView['seal'] =>
  seal && { at: isoShanghai(seal.at), by: seal.by, reason: seal.reason, erasedAt: time(seal.erasedAt) };

export const viewItem = (
  snapshot: ItemSnapshot,
  similar: readonly SimilarItem[],
  now: Instant,
  isPractice: (channel: ChannelId) => boolean,
): ItemView => {
  const { item, edition, deliveries } = snapshot;
  return {
    id: item.id,
    number: item.number,
    contentHash: item.contentHash,
    edition: item.edition,
    generation: item.generation,
    state: item.state,
    voided: voidingView(item),
    withdrawal: withdrawalView(item),
    seal: sealView(item),
    channels: item.plan,
    owed: item.owed,
    dueOn: item.dueOn,
    late: isItemLate(item, deliveries, now),
    // What is sealed is called like everything else that is.
    similar: (item.seal === null ? similar : [])
      .filter(({ itemId }) => itemId !== item.id)
      .slice(0, SIMILAR_SHOWN)
      .map(similarView),
    warnings: edition.warnings,
    houseStyle: edition.houseStyle,
    deliveries: deliveryViews(snapshot, isPractice),
  };
};
