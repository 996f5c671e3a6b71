import type { Violation } from '../domain/violation.ts';
import type { ItemView } from './item-view.ts';

/** What comes of something a person says about one delivery. */
export type PersonOutcome =
  | { readonly outcome: 'recorded'; readonly view: ItemView }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };
