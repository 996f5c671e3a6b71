import type { Decision } from '../../domain/relations/decision.ts';
import { type Relations, relationsOf } from '../../domain/relations/relations.ts';
import type { RelationLog } from '../../ports/relation-log.ts';

/** Every decision up to now, and how things stand after them. */
export interface KnownRelations extends Relations {
  readonly decisions: readonly Decision[];
}

export type ReadRelations = () => Promise<KnownRelations>;

/** Keeps what was read: the log is only ever appended to, so only what is new has to be fetched. */
export const createReadRelations = ({ relations }: { readonly relations: RelationLog }): ReadRelations => {
  let known: KnownRelations = { decisions: [], ...relationsOf([]) };
  return async () => {
    const last = known.decisions.at(-1)?.number ?? 0;
    const added = (await relations.read(last)).filter(
      ({ number }) => number > (known.decisions.at(-1)?.number ?? 0),
    );
    if (added.length > 0) {
      const decisions = [...known.decisions, ...added];
      known = { decisions, ...relationsOf(decisions) };
    }
    return known;
  };
};
