import type { Policies } from '../configuration/policies.ts';
import type { Day, Metadata } from '../domain/item.ts';
import type { WorkingDays } from '../domain/working-days.ts';

/** The last day for an item's disclosure (条例 2019 article 26), by the limit that the office set for its topic. */
export type DisclosureDay = (content: Pick<Metadata, 'formedOn' | 'topic'>) => Day;

export const createDisclosureDay =
  ({
    policies,
    workingDays,
  }: {
    readonly policies: Policies;
    readonly workingDays: WorkingDays;
  }): DisclosureDay =>
  ({ formedOn, topic }) => {
    const { otherwise, topics } = policies.disclosureLimit;
    const limit = topic !== null && Object.hasOwn(topics, topic) ? topics[topic] : undefined;
    return workingDays.dueOn(formedOn, limit ?? otherwise).day;
  };
