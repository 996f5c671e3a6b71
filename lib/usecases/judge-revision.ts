import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { Policies } from '../configuration/policies.ts';
import { embargoWarnings } from '../domain/embargo-warning.ts';
import type { ChannelId, Instant, Submission } from '../domain/item.ts';
import { type ItemChanges, withChanges } from '../domain/item-changes.ts';
import type { EditionContent, ItemSnapshot } from '../domain/ledger-rows.ts';
import { submissionViolations } from '../domain/submission-rules.ts';
import type { Violation } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { missingReferences } from './missing-references.ts';
import { type PreparedContent, prepareContent } from './prepare-content.ts';

/** What a person wants an item to say, and where, in place of what it says now. */
export interface Revision {
  readonly changes: ItemChanges;
  /** The complete new plan; null leaves it as it is. */
  readonly channels: readonly ChannelId[] | null;
  /** Codes of warnings that were seen and are accepted. */
  readonly acknowledge: readonly string[];
}

export type JudgedRevision =
  | { readonly outcome: 'sound'; readonly content: EditionContent; readonly prepared: PreparedContent }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

export interface JudgeDependencies {
  readonly ledger: Ledger;
  readonly objectStore: ObjectStore;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly policies: Policies;
}

/** The columns of channels that the new plan leaves out stay with the content: the plan may come back. */
const asSubmitted = (
  content: EditionContent,
  plan: readonly ChannelId[],
  { changes, acknowledge }: Revision,
): Submission => ({
  ...content,
  columns:
    changes.columns ??
    Object.fromEntries(Object.entries(content.columns).filter(([channel]) => plan.includes(channel))),
  channels: plan,
  acknowledge,
});

/**
 * Holds the whole item, as it would be, to every rule of a submission, all broken ones at once. `renewal` says what
 * review and approval have to be like, once it is known whether the public reads something else.
 */
export const judgeRevision = async (
  { ledger, objectStore, definitions, policies }: JudgeDependencies,
  { item, edition }: ItemSnapshot,
  revision: Revision,
  renewal: (wordsChanged: boolean) => readonly Violation[],
  now: Instant,
): Promise<JudgedRevision> => {
  const { changes, channels, acknowledge } = revision;
  const content = withChanges(edition.content, changes);
  const plan = channels ?? item.plan;
  const submission = asSubmitted(content, plan, revision);
  // A plan that nobody touches may name a channel that the configuration has lost since.
  const knownChannels = new Set([...definitions.keys(), ...(channels === null ? item.plan : [])]);
  const read = prepareContent(content);
  // Hashes of different versions cannot be compared.
  const before = edition.contentVersion === read.contentVersion ? edition : prepareContent(edition.content);
  const wordsChanged = read.contentHash !== before.contentHash;
  const violations = [
    ...submissionViolations(submission, { now, policy: policies, knownChannels }),
    ...read.violations,
    ...renewal(wordsChanged),
  ];
  if (violations.length > 0) return { outcome: 'invalid', violations };
  const missing = await missingReferences({ ledger, objectStore }, submission);
  if (missing.length > 0) return { outcome: 'invalid', violations: missing };
  const sameEmbargo = changes.publishAt === undefined || changes.publishAt === edition.content.publishAt;
  const prepared = {
    ...read,
    warnings: [...read.warnings, ...(sameEmbargo ? [] : embargoWarnings(submission, now))],
  };
  // What was acknowledged of the same words need not be again.
  const accepted = new Set([
    ...acknowledge,
    ...(wordsChanged ? [] : edition.warnings.map(({ code }) => code)),
  ]);
  const unacknowledged = prepared.warnings.filter(({ code }) => !accepted.has(code));
  return unacknowledged.length > 0
    ? { outcome: 'invalid', violations: unacknowledged }
    : { outcome: 'sound', content, prepared };
};
