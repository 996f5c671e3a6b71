import { isDeepStrictEqual } from 'node:util';
import { withEntry } from '../domain/history.ts';
import type { ChannelId } from '../domain/item.ts';
import type { EditionRow, ItemRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import { owedAfterChange } from '../domain/owed-after-change.ts';
import type { Violation } from '../domain/violation.ts';
import type { AcceptDependencies } from './accept-item.ts';
import { NUDGE_GRACE } from './deliver.ts';
import { createDisclosureDay } from './disclosure-day.ts';
import { editionRow } from './edition-row.ts';
import type { ItemView } from './item-view.ts';
import { judgeRevision, type Revision } from './judge-revision.ts';
import { createPresentItem } from './present-item.ts';
import {
  GENERATION_STALE,
  type RevisionConflict,
  type RevisionRefusal,
  sameContentAs,
} from './revision-conflicts.ts';
import { reasonNeeded } from './revision-reason.ts';

/** What a person orders, with the reason for it. */
export interface RevisionOrder extends Revision {
  readonly reason: string;
}

/** What becomes of an order besides what it says. */
export interface RevisionTerms<What extends string> {
  /** What review and approval have to be like, once it is known whether the public reads something else. */
  readonly renewal: (wordsChanged: boolean) => readonly Violation[];
  /** The plan changes alone: no edition is written. */
  readonly planOnly?: boolean;
  /** Members of the item row that change besides. */
  readonly besides?: Pick<ItemRow, 'state' | 'withdrawal'>;
  readonly by: string;
  /** A word of the glossary, for the history, and for what came of it. */
  readonly what: What;
}

export type Revise = <What extends string>(
  snapshot: ItemSnapshot,
  order: RevisionOrder,
  terms: RevisionTerms<What>,
) => Promise<{ readonly outcome: What; readonly view: ItemView } | RevisionRefusal>;

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
 * Judges a change of what an item says or where it goes, commits it by one conditional write of its row, and nudges every
 * channel that is planned or may have a copy. Before that write only what nobody finds without it is written: the
 * edition, and the redirect of its content. Whoever comes second at the same generation is refused and changes nothing.
 */
export const createRevise = (dependencies: AcceptDependencies): Revise => {
  const { ledger, nudges, clock } = dependencies;
  const disclosureDay = createDisclosureDay(dependencies);
  const present = createPresentItem(dependencies);

  /** The item's own id leads to it without a redirect, and so does the content that it has now. */
  const claimContent = async (item: ItemRow, edition: EditionRow): Promise<RevisionConflict | undefined> => {
    if (edition.contentHash === item.id || edition.contentHash === item.contentHash) return undefined;
    const to = { itemId: item.id, editionKey: edition.key };
    const redirected = await ledger.redirect(edition.contentHash, to);
    return redirected.outcome === 'taken' ? sameContentAs(redirected.by) : undefined;
  };

  return async (snapshot, order, { renewal, planOnly = false, besides, by, what }) => {
    const { item, deliveries } = snapshot;
    const { reason } = order;
    const needed = (wordsChanged: boolean) => [...reasonNeeded(reason), ...renewal(wordsChanged)];
    const judged = await judgeRevision(dependencies, snapshot, order, needed, clock.now());
    if (judged.outcome === 'invalid') return judged;
    const plan = order.channels ?? item.plan;
    const now = Math.max(clock.now(), item.recordedAt);
    const edition = planOnly
      ? null
      : editionRow(judged.content, judged.prepared, item, { itemId: item.id, by, now, reason });
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
    // The same request at the same moment, sent twice, is one edition for one plan: then the other one brought it.
    const isOurs =
      changed === 'changed' ||
      (after.item.editionKey === edition?.key && isDeepStrictEqual(after.item.plan, plan));
    return isOurs ? { outcome: what, view: await present(after) } : GENERATION_STALE;
  };
};
