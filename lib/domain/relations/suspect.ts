import type { Suspicion } from '../import/grouping.ts';
import type { Instant } from '../item.ts';
import type { ItemPair } from './decision.ts';

export const RESEMBLANCES = ['same-document-number', 'same-title', 'near-text'] as const;
/** What two items have in common that makes them suspect. */
export type Resemblance = (typeof RESEMBLANCES)[number];

/** Two items that may be the same; a person decides. */
export interface Suspect {
  readonly items: ItemPair;
  /** Found by comparing the two, or by an import that kept their rows apart. */
  readonly reasons: readonly (Resemblance | Suspicion)[];
  /** Share of equal runs of characters, 0 to 1; null where one of them has no text. */
  readonly similarity: number | null;
  /** When the later of the two was accepted: its place in the list, the same whoever finds it and however often. */
  readonly since: Instant;
}
