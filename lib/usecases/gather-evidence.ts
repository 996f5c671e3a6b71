import { createHash } from 'node:crypto';
import type {
  ChannelMonths,
  DisclosureDays,
  ReturnChannel,
  ReturnDocuments,
} from '../domain/annual-return.ts';
import { type CountPolicies, type CountRules, classify } from '../domain/count/classify.ts';
import { periodOf } from '../domain/count/period.ts';
import { evidenceLines } from '../domain/evidence/evidence-lines.ts';
import { createMerkleTree } from '../domain/evidence/merkle.ts';
import type { Sha256 } from '../domain/item.ts';
import type { PatternTally, PublicationPattern, PublishedItem } from '../domain/publication.ts';
import type { FlaggedItems } from '../domain/report/layout-remarks.ts';
import type { WorkingDays } from '../domain/working-days.ts';
import type { Ledger } from '../ports/ledger.ts';
import { createEvidenceFigures } from './evidence-figures.ts';

export interface EvidenceDependencies {
  readonly ledger: Pick<Ledger, 'evidence'>;
  readonly policies: CountPolicies;
  readonly documents: Pick<ReturnDocuments, 'evidenceHead' | 'evidenceLine'>;
  readonly workingDays: Pick<WorkingDays, 'between'>;
}

export interface EvidenceRequest {
  readonly year: number;
  /** Configured ones in their order. */
  readonly channels: readonly ReturnChannel[];
  /** Leave live deliveries of practice channels out, as a filed return does. */
  readonly excludePractice: boolean;
}

/** What was found while the evidence was written. */
export interface GatheredEvidence {
  readonly lines: number;
  readonly merkleRoot: Sha256;
  /** Of the file. */
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
  /** The items behind it and no others, so that the figures made of them are those of the evidence; without the unit. */
  readonly tallies: readonly PatternTally[];
  /** A channel each, in the order of `channels`, then others that occur. */
  readonly months: readonly ChannelMonths[];
  /** By days, ascending; of counted items of this ledger. */
  readonly disclosureDays: readonly DisclosureDays[];
  /** What house style had to say about counted items. */
  readonly remarks: readonly FlaggedItems[];
}

export interface EvidenceStream {
  /** `evidence.csv`, ordered by item as counted, item and channel; to be read once. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Throws before the chunks were read to their end. */
  readonly gathered: () => GatheredEvidence;
}

/** Characters of a chunk, about. */
const CHUNK = 256 * 1024;

/** Goes once through everything public, as the chunks are read; holds one tally a pattern, not the items. */
export const gatherEvidence = (
  dependencies: EvidenceDependencies,
  { year, channels, excludePractice }: EvidenceRequest,
): EvidenceStream => {
  const { ledger, policies, documents, workingDays } = dependencies;
  const rules: CountRules = { period: periodOf(year), policies, excludePractice };
  const tallies = new Map<string, { readonly pattern: PublicationPattern; items: number }>();
  const figures = createEvidenceFigures(channels, workingDays);
  const tree = createMerkleTree();
  const file = createHash('sha256');
  let size = 0;
  let gathered: GatheredEvidence | undefined;

  const sealed = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    file.update(bytes);
    size += bytes.length;
    return bytes;
  };

  async function* write(): AsyncGenerator<Uint8Array> {
    let text = documents.evidenceHead();
    for await (const item of ledger.evidence(year)) {
      const standing = classify(item.published, rules);
      if (standing === undefined) continue;
      tally(tallies, item.published);
      const lines = evidenceLines(item, standing, rules);
      figures.take(item, standing, lines);
      for (const line of lines) {
        const written = documents.evidenceLine(line, channels);
        tree.add(written.covered);
        text += written.text;
      }
      if (text.length < CHUNK) continue;
      yield sealed(text);
      text = '';
    }
    yield sealed(text);
    gathered = {
      lines: tree.leaves(),
      merkleRoot: tree.root(),
      sha256: file.digest('hex'),
      size,
      tallies: [...tallies.values()],
      ...figures.result(),
    };
  }

  return {
    chunks: write(),
    gathered: () => {
      if (gathered === undefined) throw new Error('the evidence was not read to its end');
      return gathered;
    },
  };
};

/** Patterns without the unit, by which no figure of a return is grouped: so they stay few. The text tells of areas. */
const tally = (
  tallies: Map<string, { readonly pattern: PublicationPattern; items: number }>,
  { kind, origin, area, publications }: PublishedItem,
): void => {
  let key = `${kind} ${origin} ${JSON.stringify(area)}`;
  for (const { channel, month, late, imported, practice, withdrawal, formRow } of publications) {
    key += ` ${channel} ${month} ${late} ${imported} ${practice} ${withdrawal} ${formRow}`;
  }
  const known = tallies.get(key);
  if (known !== undefined) known.items += 1;
  else tallies.set(key, { pattern: { kind, origin, unit: null, area, publications }, items: 1 });
};
