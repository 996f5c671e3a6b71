import type { LayoutChange } from '../content/house-style-changes.ts';
import type { EditionRow } from '../ledger-rows.ts';

/** What house style has to say about an item, in the order in which a report tells of it. */
export const LAYOUT_REMARKS = [
  'layout-normalised',
  'document-number-brackets',
  'half-width-punctuation',
  'heading-levels-out-of-order',
] as const;
export type LayoutRemark = (typeof LAYOUT_REMARKS)[number];

/** How many items gave occasion to a remark; never none. */
export interface FlaggedItems {
  readonly code: LayoutRemark;
  readonly items: number;
}

/** Font, size and paragraphs of a source that were not as they should be: one remark, however many of these there were. */
const NORMALISED: ReadonlySet<string> = new Set<LayoutChange | 'formatting'>([
  'formatting',
  'indentation-by-characters',
  'empty-paragraph',
  'line-break',
  'heading-level',
]);

/**
 * The remarks on one counted item: each once, whichever of its editions carries it. A merged item's editions are those
 * of all its members. None for a sealed one, and for an import without a body.
 */
export const layoutRemarksOf = (
  editions: readonly Pick<EditionRow, 'warnings' | 'houseStyle'>[],
): readonly LayoutRemark[] => {
  const codes = new Set<string>(editions.flatMap(({ warnings }) => warnings.map(({ code }) => code)));
  if (editions.some(({ houseStyle }) => houseStyle.some(({ code }) => NORMALISED.has(code)))) {
    codes.add('layout-normalised');
  }
  return LAYOUT_REMARKS.filter((remark) => codes.has(remark));
};

/** From the number of items by code, as it is added up while items are read. */
export const flaggedItems = (tally: ReadonlyMap<LayoutRemark, number>): readonly FlaggedItems[] =>
  LAYOUT_REMARKS.flatMap((code) => {
    const items = tally.get(code) ?? 0;
    return items === 0 ? [] : [{ code, items }];
  });
