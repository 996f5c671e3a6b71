import type { EvidenceLine, ReturnChannel, ReturnDocuments } from '../domain/annual-return.ts';
import { type CountPolicies, type CountRules, classify, type Standing } from '../domain/count/classify.ts';
import { membersOf } from '../domain/count/merge-items.ts';
import { periodOf } from '../domain/count/period.ts';
import type { EvidenceStanding } from '../domain/evidence-standing.ts';
import type { ItemId } from '../domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { PatternTally, PublicationPattern, PublishedItem } from '../domain/publication.ts';
import { dayOf, yearOf } from '../domain/shanghai-time.ts';
import { isLate } from '../domain/working-days.ts';
import type { Ledger } from '../ports/ledger.ts';

export interface GatheredEvidence {
  /** `evidence.csv`, ordered by item and channel. */
  readonly csv: Buffer;
  /** The items behind it and no others, so that the figures made of them are those of the evidence. */
  readonly tallies: readonly PatternTally[];
}

/** Items read at once. */
const READS_AT_ONCE = 50;

/** Goes once through everything public; holds the written lines and one tally a pattern, not the items. */
export const gatherEvidence = async (
  dependencies: {
    readonly ledger: Ledger;
    readonly policies: CountPolicies;
    readonly documents: ReturnDocuments;
  },
  year: number,
  channels: readonly ReturnChannel[],
): Promise<GatheredEvidence> => {
  const { ledger, policies, documents } = dependencies;
  const rules: CountRules = { period: periodOf(year), policies, excludePractice: false };
  const tallies = new Map<string, { readonly pattern: PublicationPattern; items: number }>();
  const parts: Buffer[] = [Buffer.from(documents.evidenceHead())];

  const tell = async (items: readonly CountedItem[]): Promise<void> => {
    const snapshots = await Promise.all(
      items.map((item) => Promise.all(membersOf(item).map((itemId) => ledger.read(itemId)))),
    );
    const lines = items.flatMap(({ itemId, standing }, index) =>
      (snapshots[index] ?? []).flatMap((snapshot) =>
        snapshot === undefined ? [] : evidenceLines(snapshot, itemId, standing, year),
      ),
    );
    parts.push(Buffer.from(lines.map((line) => documents.evidenceLine(line, channels)).join('')));
  };

  let batch: CountedItem[] = [];
  for await (const item of ledger.publishedItems(year)) {
    const standing = classify(item, rules);
    if (standing === undefined) continue;
    tally(tallies, item);
    batch.push({ itemId: item.itemId, ...(item.members && { members: item.members }), standing });
    if (batch.length < READS_AT_ONCE) continue;
    await tell(batch);
    batch = [];
  }
  await tell(batch);
  return { csv: Buffer.concat(parts), tallies: [...tallies.values()] };
};

interface CountedItem extends Pick<PublishedItem, 'itemId' | 'members'> {
  readonly standing: Standing;
}

const tally = (
  tallies: Map<string, { readonly pattern: PublicationPattern; items: number }>,
  { itemId: _itemId, members: _members, ...pattern }: PublishedItem,
): void => {
  const key = JSON.stringify(pattern);
  const known = tallies.get(key);
  if (known === undefined) tallies.set(key, { pattern, items: 1 });
  else known.items += 1;
};

const evidenceLines = (
  { item, edition, deliveries }: ItemSnapshot,
  countedAs: ItemId,
  standing: Standing,
  year: number,
): readonly EvidenceLine[] =>
  deliveries
    .filter(isPublic)
    .filter((row) =>
      standing.withdrawnAsError
        ? yearOf(row.publicAt) === year
        : standing.channels.includes(row.channel) &&
          // Of merged items each has a time of its own on the same channel.
          yearOf(row.publicAt) === year &&
          row.withdrawal !== 'error',
    )
    .toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
    .map((row) => ({
      itemId: item.id,
      mergedInto: item.id === countedAs ? null : countedAs,
      number: item.number,
      title: item.title,
      documentNumber: item.documentNumber,
      kind: row.facts.kind,
      origin: row.facts.origin,
      channel: row.channel,
      url: row.receipt?.url ?? null,
      place: row.receipt?.place ?? null,
      publicAt: row.publicAt,
      basis: row.basis,
      contentHash: edition.content.body.content === '' && item.seal === null ? null : edition.contentHash,
      imported: row.importedBy !== null,
      practice: row.facts.practice,
      standing: standingOf(standing),
      withdrawn: row.withdrawal !== null,
      late: row.facts.dueOn !== null && isLate(dayOf(row.publicAt), row.facts.dueOn),
    }));

const isPublic = (row: DeliveryRow): row is DeliveryRow & { readonly publicAt: number } =>
  row.publicAt !== null;

const standingOf = ({ counted, earlier, withdrawnAsError }: Standing): EvidenceStanding => {
  if (withdrawnAsError) return 'in-error';
  if (counted) return 'counted';
  return earlier ? 'earlier' : 'repost-left-out';
};
