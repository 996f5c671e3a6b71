import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import { withEntry } from '../../domain/history.ts';
import type { ChannelId, ItemId } from '../../domain/item.ts';
import type { CountFacts, DeliveryRow, EditionRow, ItemRow, ItemSnapshot } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { factsOf } from '../deliver.ts';
import { regroupedDelivery, statedDelivery } from './imported-delivery.ts';
import { importedContent, importedEdition, saysTheSame } from './imported-edition.ts';
import { type ImportedFacts, importedDueOn, importedFacts } from './imported-facts.ts';
import { firstOnEachChannel, type ImportedGroup, type Told } from './imported-group.ts';
import { importedItem } from './imported-item.ts';

export interface AlignDependencies extends ImportedFacts {
  readonly ledger: Ledger;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
}

/**
 * Brings an item and its imported deliveries into line with the rows that are it; undefined for an item that rows have
 * left. Reads what is and writes only what differs, so that it can be repeated after a crash at any step. What was
 * delivered live is never touched.
 */
export const alignItem = async (
  dependencies: AlignDependencies,
  itemId: ItemId,
  group: ImportedGroup | undefined,
  told: Told,
): Promise<'aligned' | 'sealed'> => {
  const { ledger } = dependencies;
  for (;;) {
    const snapshot = (await ledger.read(itemId)) ?? (await acceptImported(dependencies, group, told));
    if (snapshot === undefined) return 'aligned';
    if (snapshot.item.seal !== null) return 'sealed';
    // Taken back by a person, with what was known of it then: no file changes that.
    if (snapshot.item.withdrawal !== null) return 'aligned';
    const item = await alignItemRow(dependencies, snapshot, group, told);
    if (
      item !== 'stale' &&
      (await alignDeliveries(dependencies, { ...snapshot, item }, group, told)) === 'aligned'
    )
      return 'aligned';
  }
};

const acceptImported = async (
  dependencies: AlignDependencies,
  group: ImportedGroup | undefined,
  told: Told,
): Promise<ItemSnapshot | undefined> => {
  if (group === undefined) return undefined;
  const edition = importedEdition(group.itemId, null, importedContent(group), told);
  const item = importedItem(group, edition, importedDueOn(group, dependencies), told);
  const accepted = await dependencies.ledger.accept(item, edition);
  if (accepted === 'accepted') return { item, edition, deliveries: [] };
  // Somebody was faster, or the content is what another item was corrected to: that one's row counts.
  const known = await dependencies.ledger.resolve(item.id);
  return known && dependencies.ledger.read(known.itemId);
};

/** Live delivered, or going to be: no import changes that channel of the item. */
const isLive = ({ item, deliveries }: ItemSnapshot, channel: ChannelId): boolean => {
  const delivery = deliveries.find((row) => row.channel === channel);
  return delivery === undefined ? item.owed.includes(channel) : delivery.importedBy === null;
};

/** An imported item whose rows have all gone to others is no item of its own any more, until they come back. */
const alignItemRow = async (
  dependencies: AlignDependencies,
  snapshot: ItemSnapshot,
  group: ImportedGroup | undefined,
  told: Told,
): Promise<ItemRow | 'stale'> => {
  const { item } = snapshot;
  const plan = planOf(snapshot, group);
  const edition = nextEdition(snapshot, group, told);
  if (edition === null && new Set(plan).symmetricDifference(new Set(item.plan)).size === 0) return item;
  const wasRetired = item.plan.length === 0;
  const recordedAt = Math.max(told.now, item.recordedAt);
  const next: ItemRow = {
    ...item,
    ...(edition === null || group === undefined
      ? {}
      : {
          edition: edition.edition,
          editionKey: edition.key,
          title: edition.content.title,
          documentNumber: edition.content.documentNumber,
          dueOn: importedDueOn(group, dependencies),
        }),
    generation: item.generation + 1,
    plan,
    state: plan.length === 0 ? 'withdrawn' : wasRetired ? 'live' : item.state,
    recordedAt,
    ...withEntry(item, {
      at: recordedAt,
      by: told.by,
      what: plan.length < item.plan.length ? 'regrouped' : 'imported',
      why: plan.length === 0 ? '按导入规则，其发布记录已全部归入其他信息' : null,
    }),
  };
  const changed = await dependencies.ledger.change(next, edition, item.generation);
  return changed === 'changed' ? next : 'stale';
};

const planOf = (snapshot: ItemSnapshot, group: ImportedGroup | undefined): readonly ChannelId[] => {
  const stated = group === undefined ? new Set<ChannelId>() : new Set(firstOnEachChannel(group).keys());
  const kept = snapshot.item.plan.filter((channel) => stated.has(channel) || isLive(snapshot, channel));
  return [...new Set(kept).union(stated)];
};

/** Null where the edition is right, or is somebody's who knew more than a file does. */
const nextEdition = (
  { item, edition }: ItemSnapshot,
  group: ImportedGroup | undefined,
  told: Told,
): EditionRow | null => {
  if (group === undefined || item.importedBy === null || edition.content.approvals.length > 0) return null;
  const content = importedContent(group);
  return saysTheSame(edition.content, content) ? null : importedEdition(item.id, item, content, told);
};

const alignDeliveries = async (
  dependencies: AlignDependencies,
  snapshot: ItemSnapshot,
  group: ImportedGroup | undefined,
  told: Told,
): Promise<'aligned' | 'stale'> => {
  const amendments = [
    ...statedDeliveries(dependencies, snapshot, group, told),
    ...leftDeliveries(snapshot, group, told),
  ];
  const outcomes = await Promise.all(
    amendments.map(({ next, seenVersion }) =>
      dependencies.ledger.amend(next, seenVersion, {
        generation: snapshot.item.generation,
        owed: { is: 'none' },
      }),
    ),
  );
  return outcomes.includes('stale') ? 'stale' : 'aligned';
};

interface DeliveryAmendment {
  readonly next: DeliveryRow;
  readonly seenVersion: number;
}

const statedDeliveries = (
  dependencies: AlignDependencies,
  snapshot: ItemSnapshot,
  group: ImportedGroup | undefined,
  told: Told,
): readonly DeliveryAmendment[] => {
  if (group === undefined) return [];
  return [...firstOnEachChannel(group)].flatMap(([channel, row]) => {
    const definition = dependencies.definitions.get(channel);
    if (definition === undefined || isLive(snapshot, channel)) return [];
    const existing = snapshot.deliveries.find((delivery) => delivery.channel === channel);
    const facts = factsFor(dependencies, snapshot, group, definition);
    const next = statedDelivery(snapshot, existing, row, facts, told);
    return next === existing ? [] : [{ next, seenVersion: existing?.version ?? 0 }];
  });
};

/** An approved edition knows better than the rows of a file what the item is. */
const factsFor = (
  dependencies: AlignDependencies,
  snapshot: ItemSnapshot,
  group: ImportedGroup,
  definition: ChannelDefinition,
): CountFacts =>
  snapshot.edition.content.approvals.length > 0
    ? { ...factsOf(snapshot, definition), practice: false }
    : importedFacts(group, definition, dependencies);

const leftDeliveries = (
  { deliveries }: ItemSnapshot,
  group: ImportedGroup | undefined,
  told: Told,
): readonly DeliveryAmendment[] => {
  const stated = group === undefined ? undefined : firstOnEachChannel(group);
  return deliveries
    .filter(
      ({ channel, importedBy, publicAt }) =>
        importedBy !== null && publicAt !== null && stated?.has(channel) !== true,
    )
    .map((delivery) => ({ next: regroupedDelivery(delivery, told), seenVersion: delivery.version }));
};
