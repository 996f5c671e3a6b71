import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import type { Policies } from '../../configuration/policies.ts';
import type { Day } from '../../domain/item.ts';
import type { CountFacts } from '../../domain/ledger-rows.ts';
import type { WorkingDays } from '../../domain/working-days.ts';
import { firstStated, type ImportedGroup } from './imported-group.ts';

/** What the deadline of an import is worked out from. */
export interface ImportedFacts {
  readonly workingDays: WorkingDays;
  readonly policies: Policies;
}

/** The last day for disclosure, where a row states when the item was formed. */
export const importedDueOn = (group: ImportedGroup, { workingDays, policies }: ImportedFacts): Day | null => {
  const formedOn = firstStated(group, 'formedOn');
  return formedOn === null ? null : workingDays.dueOn(formedOn, policies.disclosureLimit.otherwise).day;
};

/** What the count needs. An import was real, whatever its channel is used for today. */
export const importedFacts = (
  group: ImportedGroup,
  definition: ChannelDefinition,
  facts: ImportedFacts,
): CountFacts => ({
  kind: group.rows[0].kind,
  origin: group.rows[0].origin,
  unit: firstStated(group, 'unit'),
  area: firstStated(group, 'area'),
  dueOn: importedDueOn(group, facts),
  formRow: definition.formRow,
  practice: false,
});
