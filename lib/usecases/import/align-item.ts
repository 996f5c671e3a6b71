import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import type { ChannelId, ItemId } from '../../domain/item.ts';
import type { CountFacts, DeliveryRow, ItemRow, ItemSnapshot } from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { factsOf } from '../deliver.ts';
import {
  firstOnEachChannel,
  type ImportedFacts,
  type ImportedGroup,
  importedDueOn,
  importedEdition,
  importedFacts,
  importedItem,
  regroupedDelivery,
  statedDelivery,
  type Told,
} from './imported-rows.ts';

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
): Promise<void> => {
  const { ledger } = dependencies;
  for (;;) {
    const snapshot = (await ledger.read(itemId)) ?? (await acceptImported(dependencies, group, told));
    if (snapshot === undefined) return;
    const item = await alignPlan(ledger, snapshot, group, told);
    if (
      item !== 'stale' &&
      (await alignDeliveries(dependencies, { ...snapshot, item }, group, told)) === 'aligned'
    )
      return;
  }
};

const acceptImported = async (
  dependencies: AlignDependencies,
  group: ImportedGroup | undefined,
  told: Told,
): Promise<ItemSnapshot | undefined> => {
  if (group === undefined) return undefined;
  const edition = importedEdition(group, told);
  const item = importedItem(group, edition, importedDueOn(group, dependencies), told);
  const accepted = await dependencies.ledger.accept(item, edition);
  // Somebody was faster: their row counts.
  return accepted === 'exists' ? await dependencies.ledger.read(item.id) : { item, edition, deliveries: [] };
};

/** Live delivered, or going to be: no import changes that channel of the item. */
const isLive = ({ item, deliveries }: ItemSnapshot, channel: ChannelId): boolean => {
  const delivery = deliveries.find((row) => row.channel === channel);
  return delivery === undefined ? item.owed.includes(channel) : delivery.importedBy === null;
};

/** An imported item whose rows have all gone to others is no item of its own any more, until they come back. */
const alignPlan = async (
  ledger: Ledger,
  snapshot: ItemSnapshot,
  group: ImportedGroup | undefined,
  { by, now }: Told,
): Promise<ItemRow | 'stale'> => {
  const { item } = snapshot;
  const stated = group === undefined ? new Set<ChannelId>() : new Set(firstOnEachChannel(group).keys());
  const kept = item.plan.filter((channel) => stated.has(channel) || isLive(snapshot, channel));
  const plan = [...new Set([...kept, ...stated])];
  if (plan.length === item.plan.length && plan.every((channel) => item.plan.includes(channel))) return item;
  const wasRetired = item.plan.length === 0;
  const recordedAt = Math.max(now, item.recordedAt);
  const next: ItemRow = {
    ...item,
    generation: item.generation + 1,
    plan,
    state: plan.length === 0 ? 'withdrawn' : wasRetired ? 'live' : item.state,
    recordedAt,
    history: [
      ...item.history,
      {
        at: recordedAt,
        by,
        what: plan.length < item.plan.length ? 'regrouped' : 'imported',
        why: plan.length === 0 ? '按导入规则，其发布记录已全部归入其他信息' : null,
      },
    ],
  };
  return (await ledger.change(next, null, item.generation)) === 'changed' ? next : 'stale';
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
