import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import { type HistoryEntry, withEntry } from '../../domain/history.ts';
import type { ChannelId, Instant, ItemId } from '../../domain/item.ts';
import type {
  CountFacts,
  DeliveryRow,
  EditionRow,
  ItemRow,
  ItemSnapshot,
  Voiding,
} from '../../domain/ledger-rows.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { factsOf } from '../deliver.ts';
import { leftDelivery, statedDelivery } from './imported-delivery.ts';
import { importedContent, importedEdition, saysTheSame } from './imported-edition.ts';
import { type ImportedFacts, importedDueOn, importedFacts } from './imported-facts.ts';
import { firstOnEachChannel, type ImportedGroup, type Told, voidingWhy } from './imported-group.ts';
import { importedItem } from './imported-item.ts';
import { isLive } from './is-live.ts';

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
    if (snapshot.item.withdrawal !== null) {
      // Taken back by a person, with what was known of it then: no file changes that.
      if (told.voiding === undefined) return 'aligned';
      if ((await amendAll(dependencies, snapshot, leftDeliveries(snapshot, group, told))) === 'aligned')
        return 'aligned';
      continue;
    }
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
  // Somebody was faster, or an item was corrected to this content since the plan was made: that row counts.
  const known = await dependencies.ledger.resolve(item.id);
  return known && dependencies.ledger.read(known.itemId);
};

/** Ends those imported deliveries of an item that are meant, whatever rows say. */
export const takeBackDeliveries = async (
  dependencies: AlignDependencies,
  itemId: ItemId,
  isMeant: (delivery: DeliveryRow) => boolean,
  told: Told,
): Promise<void> => {
  for (;;) {
    const snapshot = await dependencies.ledger.read(itemId);
    if (snapshot === undefined) return;
    const meant = snapshot.deliveries.filter(isImportedAndPublic).filter(isMeant);
    const amendments = meant.map((delivery) => leave(delivery, told));
    if ((await amendAll(dependencies, snapshot, amendments)) === 'aligned') return;
  }
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
  const wasRetired = item.plan.length === 0 && item.withdrawal === null;
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
    voided: plan.length === 0 ? (voidingOf(told, recordedAt) ?? item.voided) : null,
    recordedAt,
    ...withEntry(item, {
      at: recordedAt,
      by: told.by,
      ...whatHappened(item, plan, told),
    }),
  };
  const changed = await dependencies.ledger.change(next, edition, item.generation);
  return changed === 'changed' ? next : 'stale';
};

const voidingOf = ({ voiding, by }: Told, at: Instant): Voiding | undefined =>
  voiding && { import: voiding.number, reason: voiding.reason, at, by };

const whatHappened = (
  item: ItemRow,
  plan: readonly ChannelId[],
  { voiding }: Told,
): Pick<HistoryEntry, 'what' | 'why'> => {
  const shrinks = plan.length < item.plan.length;
  if (voiding !== undefined) return { what: shrinks ? 'voided' : 'regrouped', why: voidingWhy(voiding) };
  return {
    what: shrinks ? 'regrouped' : 'imported',
    why: plan.length === 0 ? '按导入规则，其发布记录已全部归入其他信息' : null,
  };
};

const planOf = (snapshot: ItemSnapshot, group: ImportedGroup | undefined): readonly ChannelId[] => {
  const stated = group === undefined ? new Set<ChannelId>() : new Set(firstOnEachChannel(group).keys());
  const kept = snapshot.item.plan.filter((channel) => stated.has(channel) || isLive(snapshot, channel));
  // Where the pipeline had a copy and took it down, a file changes nothing: planned, it would be owed and never sent.
  const added = [...stated].filter((channel) => !isLive(snapshot, channel));
  return [...new Set([...kept, ...added])];
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
  return amendAll(dependencies, snapshot, amendments);
};

const amendAll = async (
  { ledger }: AlignDependencies,
  { item }: ItemSnapshot,
  amendments: readonly DeliveryAmendment[],
): Promise<'aligned' | 'stale'> => {
  const outcomes = await Promise.all(
    amendments.map(({ next, seenVersion }) =>
      ledger.amend(next, seenVersion, {
        generation: item.generation,
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
    .filter(isImportedAndPublic)
    .filter(({ channel }) => stated?.has(channel) !== true)
    .map((delivery) => leave(delivery, told));
};

const isImportedAndPublic = ({ importedBy, publicAt }: DeliveryRow): boolean =>
  importedBy !== null && publicAt !== null;

const leave = (delivery: DeliveryRow, told: Told): DeliveryAmendment => ({
  next: leftDelivery(delivery, told),
  seenVersion: delivery.version,
});
