import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { Policies } from '../configuration/policies.ts';
import { embargoWarnings } from '../domain/embargo-warning.ts';
import { emptyHistory, withEntry } from '../domain/history.ts';
import type { ChannelId, Instant, ItemId, Submission } from '../domain/item.ts';
import type { EditionContent, EditionRow, ItemRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { instantOf } from '../domain/shanghai-time.ts';
import { submissionViolations } from '../domain/submission-rules.ts';
import type { Violation } from '../domain/violation.ts';
import type { WorkingDays } from '../domain/working-days.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { NUDGE_GRACE } from './deliver.ts';
import { createDisclosureDay } from './disclosure-day.ts';
import { editionRow } from './edition-row.ts';
import { type FoundContent, findByContent } from './find-by-content.ts';
import type { ItemView } from './item-view.ts';
import { missingReferences } from './missing-references.ts';
import { type PreparedContent, prepareContent } from './prepare-content.ts';
import { differingPointers, type KnownConflict, knownConflict } from './same-content.ts';
import { titleKeys } from './title-keys.ts';
import { SIMILAR_SHOWN, viewItem } from './view-item.ts';

export type AcceptOutcome =
  | { readonly outcome: 'accepted'; readonly view: ItemView }
  | { readonly outcome: 'seen-before'; readonly view: ItemView; readonly differs: readonly string[] }
  | ({ readonly outcome: 'conflict'; readonly itemId: ItemId } & KnownConflict)
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] };

/** `by`: `token:<id>` or `oidc:<sub>`; approvals that come with it are recorded as asserted by it. */
export type AcceptItem = (submission: Submission, by: string) => Promise<AcceptOutcome>;

export interface AcceptDependencies {
  readonly ledger: Ledger;
  readonly nudges: Nudges;
  readonly objectStore: ObjectStore;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly policies: Policies;
  readonly workingDays: WorkingDays;
  readonly clock: Clock;
}

/** What an edition keeps of a submission: everything but where it goes and what was acknowledged. */
const contentOf = ({
  channels: _channels,
  acknowledge: _acknowledge,
  ...content
}: Submission): EditionContent => content;

type Conflict = Extract<AcceptOutcome, { outcome: 'conflict' }>;

/** An item that was corrected said several things: what is posted has to contradict each edition of this content. */
const conflictOf = (
  submission: Submission,
  { snapshot: { item }, editions }: Extract<FoundContent, { outcome: 'found' }>,
): Conflict | undefined => {
  const conflicts = editions.map((edition) => knownConflict(submission, { item, edition }));
  const [newest] = conflicts;
  if (newest === undefined || conflicts.includes(undefined)) return undefined;
  return { outcome: 'conflict', itemId: item.id, ...newest };
};

const CORRECTION_UNFINISHED: Violation = {
  code: 'correction-unfinished',
  pointer: '',
  message: {
    zh: '有一条信息正在更正为这些内容，而更正没有完成（可能中途出错，或者同时有其他更正）。请读取该信息，仍需更正的，把更正再提交一次；确是另一条信息的，请填写 occurrence 加以区分。',
    en: 'A correction was to bring another item to this content and did not finish: it broke off, or another correction came first. Read that item and send the correction again if it is still wanted; if this is another item, send "occurrence" to say so.',
  },
};

const unfinished = (itemId: ItemId): Conflict => ({
  outcome: 'conflict',
  itemId,
  pointers: [''],
  violation: CORRECTION_UNFINISHED,
});

const firstLook = (publishAt: string | null, now: Instant): Instant =>
  Math.max(now + NUDGE_GRACE, publishAt === null ? 0 : (instantOf(publishAt)?.instant ?? 0));

/**
 * Takes an approved item in. Commits with one conditional write of the item row, which is its own outbox, and nudges
 * its channels afterwards; the same content seen before is the same item, whatever its layout.
 */
export const createAcceptItem = (dependencies: AcceptDependencies): AcceptItem => {
  const { ledger, nudges, objectStore, definitions, policies, workingDays, clock } = dependencies;
  const knownChannels = new Set(definitions.keys());
  const isPractice = (channel: ChannelId): boolean => definitions.get(channel)?.practice ?? false;

  const dueOn = createDisclosureDay({ policies, workingDays });

  const newItem = (submission: Submission, edition: EditionRow, now: Instant, by: string): ItemRow => ({
    id: edition.contentHash,
    number: null,
    generation: 1,
    state: 'live',
    editionKey: edition.key,
    edition: 1,
    contentHash: edition.contentHash,
    title: submission.title,
    documentNumber: submission.documentNumber,
    plan: submission.channels,
    owed: submission.channels,
    dueAt: firstLook(submission.publishAt, now),
    acceptedAt: now,
    recordedAt: now,
    dueOn: dueOn(submission),
    importedBy: null,
    voided: null,
    withdrawal: null,
    seal: null,
    ...withEntry(emptyHistory({ itemId: edition.contentHash, channel: null }), {
      at: now,
      by,
      what: 'accepted',
      why: null,
    }),
  });

  const send = (itemId: ItemId, channels: readonly ChannelId[], publishAt: string | null): Promise<void> => {
    const embargo = publishAt === null ? 0 : (instantOf(publishAt)?.instant ?? 0);
    if (embargo > clock.now()) return Promise.resolve();
    return nudges.send(channels.map((channel) => ({ itemId, channel })));
  };

  const similarTo = (submission: Submission) => ledger.findSimilar(titleKeys(submission), SIMILAR_SHOWN + 1);

  /** Adds channels to an item that is there already; an import that is posted now gets the posted edition with its approvals. */
  const joinKnown = async (
    submission: Submission,
    prepared: PreparedContent,
    known: ItemSnapshot,
    by: string,
  ): Promise<'joined' | 'stale'> => {
    const { item } = known;
    const added = submission.channels.filter((channel) => !item.plan.includes(channel));
    if (added.length === 0) return 'joined';
    const now = Math.max(clock.now(), item.recordedAt);
    const edition =
      item.importedBy !== null && known.edition.content.approvals.length === 0
        ? editionRow(contentOf(submission), prepared, item, { itemId: item.id, by, now, reason: null })
        : null;
    // Of the edition that goes out: a re-post that states another time is told so, and changes nothing.
    const { publishAt } = (edition ?? known.edition).content;
    const next: ItemRow = {
      ...item,
      generation: item.generation + 1,
      ...(item.voided === null ? {} : { state: 'live' as const, voided: null }),
      ...(edition === null
        ? {}
        : { edition: edition.edition, editionKey: edition.key, dueOn: dueOn(submission) }),
      plan: [...item.plan, ...added],
      owed: [...new Set([...item.owed, ...added])],
      dueAt: Math.min(item.dueAt ?? Number.MAX_SAFE_INTEGER, firstLook(publishAt, now)),
      recordedAt: now,
      ...withEntry(item, { at: now, by, what: 'planned', why: added.join(', ') }),
    };
    const changed = await ledger.change(next, edition, item.generation);
    if (changed === 'changed') await send(item.id, added, publishAt);
    return changed === 'changed' ? 'joined' : 'stale';
  };

  /** The content of a corrected item is that of an earlier or of its present edition: what is added shows the present one. */
  const seenBefore = async (
    submission: Submission,
    prepared: PreparedContent,
    by: string,
  ): Promise<AcceptOutcome> => {
    for (;;) {
      const found = await findByContent(ledger, prepared.contentHash);
      if (found === undefined) throw new Error(`content ${prepared.contentHash} exists but cannot be read`);
      if (found.outcome === 'unfinished') return unfinished(found.itemId);
      const conflict = conflictOf(submission, found);
      if (conflict !== undefined) return conflict;
      const { snapshot: known } = found;
      if ((await joinKnown(submission, prepared, known, by)) === 'stale') continue;
      const [now, similar] = await Promise.all([ledger.read(known.item.id), similarTo(submission)]);
      const view = viewItem(now ?? known, similar, clock.now(), isPractice);
      return { outcome: 'seen-before', view, differs: differingPointers(submission, prepared.html, known) };
    }
  };

  return async (submission, by) => {
    const now = clock.now();
    const broken = submissionViolations(submission, { now, policy: policies, knownChannels });
    const read = prepareContent(submission);
    const prepared = { ...read, warnings: [...read.warnings, ...embargoWarnings(submission, now)] };
    if (broken.length > 0 || prepared.violations.length > 0) {
      return { outcome: 'invalid', violations: [...broken, ...prepared.violations] };
    }
    const missing = await missingReferences({ ledger, objectStore }, submission);
    if (missing.length > 0) return { outcome: 'invalid', violations: missing };

    const unacknowledged = prepared.warnings.filter(({ code }) => !submission.acknowledge.includes(code));
    if (unacknowledged.length > 0) {
      // A re-post of known content needs no acknowledgement: it was given when the item went in.
      if ((await ledger.resolve(prepared.contentHash)) === undefined) {
        return { outcome: 'invalid', violations: unacknowledged };
      }
      return seenBefore(submission, prepared, by);
    }

    const account = { itemId: prepared.contentHash, by, now, reason: null };
    const edition = editionRow(contentOf(submission), prepared, null, account);
    const item = newItem(submission, edition, now, by);
    if ((await ledger.accept(item, edition)) === 'exists') return seenBefore(submission, prepared, by);
    const [similar] = await Promise.all([
      similarTo(submission),
      send(item.id, item.plan, submission.publishAt),
    ]);
    const view = viewItem({ item, edition, deliveries: [] }, similar, now, isPractice);
    return { outcome: 'accepted', view };
  };
};
