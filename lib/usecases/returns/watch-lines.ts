import { createHash } from 'node:crypto';
import { PENDING_LISTED, type PendingPublication, type ReturnChannel } from '../../domain/annual-return.ts';
import type { EvidenceLine } from '../../domain/evidence/evidence-line.ts';
import type { Sha256 } from '../../domain/item.ts';
import type { ReturnDocuments } from '../../domain/return-documents.ts';
import { monthOf } from '../../domain/shanghai-time.ts';

/** What is noted of the lines as they are written. */
export interface LineWatch {
  /** To be handed to whoever writes the lines. */
  readonly documents: Pick<ReturnDocuments, 'evidenceHead' | 'evidenceLine'>;
  /**
   * SHA-256 of what figures are made of, line by line. Titles, addresses, days of confirmation and heads of histories are
   * not in it.
   */
  readonly linesHash: () => Sha256;
  /** Public copies with an address that nobody has read back yet, or that were last found otherwise. */
  readonly unconfirmed: () => { readonly count: number; readonly listed: readonly PendingPublication[] };
}

export const watchLines = (documents: Pick<ReturnDocuments, 'evidenceHead' | 'evidenceLine'>): LineWatch => {
  const figures = createHash('sha256');
  let count = 0;
  let listed: PendingPublication[] = [];

  const note = (line: EvidenceLine): void => {
    figures.update(`${JSON.stringify(figuresOf(line))}\n`);
    if (!isUnconfirmed(line)) return;
    count += 1;
    listed.push({
      itemId: line.itemId,
      number: line.number,
      channel: line.channel,
      state: 'unconfirmed',
      since: line.publicAt,
    });
    // Cut now and then, so that however many there are, few are held.
    if (listed.length > 4 * PENDING_LISTED) listed = longestWaiting(listed);
  };

  return {
    documents: {
      evidenceHead: () => documents.evidenceHead(),
      evidenceLine: (line: EvidenceLine, channels: readonly ReturnChannel[]) => {
        note(line);
        return documents.evidenceLine(line, channels);
      },
    },
    linesHash: () => figures.copy().digest('hex'),
    unconfirmed: () => ({ count, listed: longestWaiting(listed) }),
  };
};

/** In an order that does not depend on that of finding them. */
export const longestWaiting = (pending: readonly PendingPublication[]): PendingPublication[] =>
  pending
    .toSorted((a, b) => a.since - b.since || compare(a.itemId, b.itemId) || compare(a.channel, b.channel))
    .slice(0, PENDING_LISTED);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const figuresOf = (line: EvidenceLine): readonly unknown[] => [
  line.itemId,
  line.mergedInto,
  line.channel,
  monthOf(line.publicAt),
  line.formRow,
  line.kind,
  line.origin,
  line.standing,
  line.withdrawal,
  line.late,
  line.imported,
  line.practice,
];

/** An import is history that nobody reads back, and a place has no page. */
const isUnconfirmed = ({ imported, url, withdrawal, confirmedOn }: EvidenceLine): boolean =>
  !imported && url !== null && withdrawal === null && confirmedOn === null;
