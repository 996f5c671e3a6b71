import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import { withEntry } from '../domain/history.ts';
import type { ChannelId } from '../domain/item.ts';
import type { EditionContent, EditionRow, ItemRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { owedAfterChange } from '../domain/owed-after-change.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Nudges } from '../ports/nudges.ts';
import { NUDGE_GRACE } from './deliver.ts';
import type { DisclosureDay } from './disclosure-day.ts';
import { editionRow } from './edition-row.ts';
import type { ItemView } from './item-view.ts';
import type { PreparedContent } from './prepare-content.ts';
import { createPresentItem } from './present-item.ts';
import { GENERATION_STALE, type RevisionConflict, sameContentAs } from './revision-conflicts.ts';

export interface ReviseDependencies {
  readonly ledger: Ledger;
  readonly nudges: Nudges;
  readonly definitions: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly disclosureDay: DisclosureDay;
  readonly clock: Clock;
}

/** A change of what should be, judged and found sound. */
export interface SoundRevision {
  /** What the next edition says; null where only the plan changes. */
  readonly next: { readonly content: EditionContent; readonly prepared: PreparedContent } | null;
  readonly plan: readonly ChannelId[];
  /** Members of the item row that change besides. */
  readonly besides?: Pick<ItemRow, 'state' | 'withdrawal'>;
  readonly by: string;
  /** A word of the glossary, for the history. */
  readonly what: string;
  readonly reason: string;
}

export type Revise = (
  snapshot: ItemSnapshot,
  revision: SoundRevision,
) => Promise<{ readonly outcome: 'revised'; readonly view: ItemView } | RevisionConflict>;

/** The reason, and what became of the plan: a row tells only where it stands now. */
const account = (reason: string, before: readonly ChannelId[], plan: readonly ChannelId[]): string => {
  const added = plan.filter((channel) => !before.includes(channel));
  const removed = before.filter((channel) => !plan.includes(channel));
  return [
    reason,
    ...(added.length > 0 ? [`增加渠道：${added.join('、')}`] : []),
    ...(removed.length > 0 ? [`取消渠道：${removed.join('、')}`] : []),
  ].join('；');
};

/**
 * Commits a change of what an item says or where it goes, by one conditional write of its row, and nudges every channel
 * that is planned or may have a copy. Before that write only what nobody finds without it is written: the edition, and
 * the redirect of its content. Whoever comes second at the same generation is refused and changes nothing.
 */
export const createRevise = (dependencies: ReviseDependencies): Revise => {
  const { ledger, nudges, disclosureDay, clock } = dependencies;
  const present = createPresentItem(dependencies);

  /** The item's own id leads to it without a redirect, and so does the content that it has now. */
  const claimContent = async (item: ItemRow, edition: EditionRow): Promise<RevisionConflict | undefined> => {
    if (edition.contentHash === item.id || edition.contentHash === item.contentHash) return undefined;
    const to = { itemId: item.id, editionKey: edition.key };
    const redirected = await ledger.redirect(edition.contentHash, to);
    return redirected.outcome === 'taken' ? sameContentAs(redirected.by) : undefined;
  };

  return async ({ item, deliveries }, { next, plan, besides, by, what, reason }) => {
    const now = Math.max(clock.now(), item.recordedAt);
    const edition =
      next && editionRow(next.content, next.prepared, item, { itemId: item.id, by, now, reason });
    const taken = edition && (await claimContent(item, edition));
    if (taken) return taken;
    const owed = owedAfterChange(item, deliveries, plan);
    const row: ItemRow = {
      ...item,
      ...(edition && {
        editionKey: edition.key,
        edition: edition.edition,
        contentHash: edition.contentHash,
        title: edition.content.title,
        documentNumber: edition.content.documentNumber,
        dueOn: disclosureDay(edition.content),
      }),
      ...besides,
      generation: item.generation + 1,
      plan,
      owed,
      dueAt: now + NUDGE_GRACE,
      recordedAt: now,
      ...withEntry(item, { at: now, by, what, why: account(reason, item.plan, plan) }),
    };
    const changed = await ledger.change(row, edition, item.generation);
    if (changed === 'changed') await nudges.send(owed.map((channel) => ({ itemId: item.id, channel })));
    const after = await ledger.read(item.id);
    if (after === undefined) throw new Error(`item ${item.id} is gone from the ledger`);
    // The same request at the same moment, sent twice, is one edition: then the other one brought it.
    const isOurs = changed === 'changed' || (edition !== null && after.item.editionKey === edition.key);
    return isOurs ? { outcome: 'revised', view: await present(after) } : GENERATION_STALE;
  };
};
