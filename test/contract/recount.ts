import type { ItemId } from '../../lib/domain/item.ts';
import type { DeliveryRow } from '../../lib/domain/ledger-rows.ts';
import type { PublishedItem } from '../../lib/domain/publication.ts';
import { dayOf, yearOf } from '../../lib/domain/shanghai-time.ts';

type PublicRow = DeliveryRow & { readonly publicAt: number };

/** What an engine should say of these delivery rows, by the plainest way there is. */
export const recount = (rows: readonly DeliveryRow[], throughYear: number): readonly PublishedItem[] => {
  const byItem = new Map<ItemId, PublicRow[]>();
  for (const row of rows) {
    const { publicAt } = row;
    if (publicAt === null || yearOf(publicAt) > throughYear) continue;
    const known = byItem.get(row.itemId) ?? [];
    byItem.set(row.itemId, [...known, { ...row, publicAt }]);
  }
  return [...byItem].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => publishedItem(group));
};

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
