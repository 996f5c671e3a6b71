import type { ItemId } from '../item.ts';
import type { Publication, PublishedItem } from '../publication.ts';

/**
 * What items that a person merged are to the count: one item, public wherever one of them is. It bears the lowest of their
 * ids. Kind, origin, unit and area are those of the one that knows best: published by us before imported, then the first public
 * one, then the lowest id. Undefined where none of them was public.
 */
export const mergeItems = (items: readonly PublishedItem[]): PublishedItem | undefined => {
  const ordered = items.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1));
  const [lowest, ...others] = ordered;
  if (lowest === undefined || others.length === 0) return lowest;
  const telling = ordered.toSorted(compareKnowledge)[0] ?? lowest;
  return {
    itemId: lowest.itemId,
    members: ordered.map(({ itemId }) => itemId),
    kind: telling.kind,
    origin: telling.origin,
    unit: telling.unit,
    area: telling.area,
    publications: ordered.flatMap(({ publications }) => publications).toSorted(comparePublications),
  };
};

/** The items that a published one stands for in the count. */
export const membersOf = ({
  itemId,
  members,
}: Pick<PublishedItem, 'itemId' | 'members'>): readonly ItemId[] => members ?? [itemId];

const compareKnowledge = (a: PublishedItem, b: PublishedItem): number =>
  Number(isImported(a)) - Number(isImported(b)) || compareText(firstMonth(a), firstMonth(b));

const isImported = ({ publications }: PublishedItem): boolean =>
  publications.every(({ imported }) => imported);

const firstMonth = ({ publications }: PublishedItem): string =>
  publications.map(({ month }) => month).reduce((a, b) => (a < b ? a : b), '9999');

/** The same order whichever item comes first, so that groups that look alike share a pattern. */
const comparePublications = (a: Publication, b: Publication): number =>
  compareText(a.channel, b.channel) || compareText(a.month, b.month) || compareText(keyOf(a), keyOf(b));

const keyOf = ({ late, imported, practice, withdrawal, formRow }: Publication): string =>
  JSON.stringify([late, imported, practice, withdrawal, formRow]);

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
