import type { ItemId } from '../../lib/domain/item.ts';
import type { DeliveryRow } from '../../lib/domain/ledger-rows.ts';
import type { PublishedItem } from '../../lib/domain/publication.ts';
import type { Decision } from '../../lib/domain/relations/decision.ts';
import { dayOf, yearOf } from '../../lib/domain/shanghai-time.ts';

type PublicRow = DeliveryRow & { readonly publicAt: number };

/** What an engine should say of these delivery rows, by the plainest way there is. */
export const recount = (
  rows: readonly DeliveryRow[],
  throughYear: number,
  decisions: readonly Decision[] = [],
): readonly PublishedItem[] => {
  const label = labelsOf(decisions);
  const byGroup = new Map<ItemId, Map<ItemId, PublicRow[]>>();
  for (const row of rows) {
    const { publicAt } = row;
    if (publicAt === null || yearOf(publicAt) > throughYear) continue;
    const group = label(row.itemId);
    const items = byGroup.get(group) ?? new Map<ItemId, PublicRow[]>();
    items.set(row.itemId, [...(items.get(row.itemId) ?? []), { ...row, publicAt }]);
    byGroup.set(group, items);
  }
  return [...byGroup.values()]
    .map((items) => together([...items.values()].map(publishedItem)))
    .toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
};

/** Which items are one: each pair that stands merged shares the lower name, until no name changes any more. */
export const labelsOf = (decisions: readonly Decision[]): ((itemId: ItemId) => ItemId) => {
  const last = new Map<string, Decision>();
  for (const decision of decisions) last.set(decision.items.join(), decision);
  const merges = [...last.values()].filter(({ decision }) => decision === 'merge');
  const names = new Map<ItemId, ItemId>();
  const nameOf = (itemId: ItemId): ItemId => names.get(itemId) ?? itemId;
  for (let changed = true; changed; ) {
    changed = false;
    for (const { items } of merges) {
      const lower = items.map(nameOf).toSorted()[0] ?? items[0];
      for (const itemId of items) {
        if (nameOf(itemId) === lower) continue;
        names.set(itemId, lower);
        changed = true;
      }
    }
  }
  return nameOf;
};

/** The first month in which it was public anywhere. */
const firstMonthOf = ({ publications }: PublishedItem): string =>
  publications.map((each) => each.month).toSorted()[0] ?? '';

/** One item of several: live ones know better than imported ones, earlier ones better than later ones. */
const together = (items: readonly PublishedItem[]): PublishedItem => {
  const [first, ...rest] = items.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
  if (first === undefined) throw new Error('a group without items');
  if (rest.length === 0) return first;
  const live = items.filter(({ publications }) => publications.some(({ imported }) => !imported));
  const knowing = live.length > 0 ? live : items;
  const earliest = knowing.map(firstMonthOf).toSorted()[0];
  const telling = knowing
    .filter((item) => firstMonthOf(item) === earliest)
    .toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1))[0];
  if (telling === undefined) throw new Error('a group of which nobody knows anything');
  const { kind, origin, unit, area } = telling;
  const publications = [first, ...rest].flatMap((item) => item.publications);
  return {
    itemId: first.itemId,
    members: [first, ...rest].map(({ itemId }) => itemId),
    kind,
    origin,
    unit,
    area,
    publications: publications.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  };
};

const sortKey = ({
  channel,
  month,
  late,
  imported,
  practice,
  withdrawal,
  formRow,
}: PublishedItem['publications'][number]) =>
  JSON.stringify([channel, month, JSON.stringify([late, imported, practice, withdrawal, formRow])]);

const publishedItem = (group: readonly PublicRow[]): PublishedItem => {
  const ordered = group.toSorted((a, b) => (a.channel < b.channel ? -1 : 1));
  const newest = Math.max(...ordered.map(({ generation }) => generation));
  const leading = ordered.find(({ generation }) => generation === newest);
  if (leading === undefined) throw new Error('an item without a public delivery');
  const { kind, origin, unit, area } = leading.facts;
  return {
    itemId: leading.itemId,
    kind,
    origin,
    unit,
    area,
    publications: ordered.map(({ channel, publicAt, importedBy, withdrawal, facts }) => ({
      channel,
      month: dayOf(publicAt).slice(0, 7),
      late: facts.dueOn !== null && dayOf(publicAt) > facts.dueOn,
      imported: importedBy !== null,
      practice: facts.practice,
      withdrawal,
      formRow: facts.formRow,
    })),
  };
};
