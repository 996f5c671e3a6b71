import type { ConfirmationResult } from '../domain/confirmation.ts';
import { bodyAddresses } from '../domain/content/body-addresses.ts';
import { canonicalText } from '../domain/content/canonical-text.ts';
import { compareCopy, type ExpectedCopy, showsCopy } from '../domain/content/compare-copy.ts';
import { parseBody } from '../domain/content/parse-body.ts';
import type { EditionRow } from '../domain/ledger-rows.ts';
import type { Moment } from '../domain/shanghai-time.ts';
import type { PublicCopy } from '../ports/channel.ts';

export interface Judgement {
  readonly result: ConfirmationResult;
  readonly detail: string | null;
  /** What the page states; only of a copy that is as it should be. */
  readonly publicAt: Moment | null;
}

/** The item's editions, the committed one first, each read when it is asked for. */
export type Editions = AsyncIterable<EditionRow>;

const judged = (result: ConfirmationResult, detail: string | null = null): Judgement => ({
  result,
  detail,
  publicAt: null,
});

const SEALED = judged(
  'unreadable',
  '内容已封存，无法比对。The content is sealed; there is nothing to compare with.',
);

/** House style keeps the canonical form, so the copy that left is what it is compared with. */
const expectedOf = ({ content, html }: EditionRow): ExpectedCopy => {
  const parsed = parseBody({ format: 'html', content: html });
  return { title: content.title, body: canonicalText(parsed), addresses: bodyAddresses(parsed) };
};

/** A call that was given up may have reached the channel late: then an edition stands there that was replaced. */
const olderEdition = async (
  editions: Editions,
  copy: PublicCopy & { readonly outcome: 'read' },
): Promise<number | null> => {
  let isFirst = true;
  for await (const edition of editions) {
    if (!isFirst && compareCopy(expectedOf(edition), copy).outcome === 'same') return edition.edition;
    isFirst = false;
  }
  return null;
};

/** Is a public copy as the committed edition has it? */
export const judgeShown = async (
  committed: EditionRow,
  editions: Editions,
  copy: PublicCopy,
): Promise<Judgement> => {
  if (copy.outcome === 'unreadable') return judged('unreadable', copy.reason);
  if (copy.outcome === 'missing') return judged('missing', '公众打不开这个网页，或者网页已不存在。');
  const comparison = compareCopy(expectedOf(committed), copy);
  if (comparison.outcome === 'nothing-expected') return SEALED;
  if (comparison.outcome === 'same') return { ...judged('same'), publicAt: copy.publicAt };
  const older = await olderEdition(editions, copy);
  return older === null
    ? judged('altered', comparison.difference)
    : judged('altered', `网页上是第${older}版，应为第${committed.edition}版。`);
};

/** Is a copy that was taken down gone, whichever edition of it? */
export const judgeHidden = async (editions: Editions, copy: PublicCopy): Promise<Judgement> => {
  if (copy.outcome === 'unreadable') return judged('unreadable', copy.reason);
  if (copy.outcome === 'missing') return judged('same');
  let compared = false;
  for await (const edition of editions) {
    const shows = showsCopy(expectedOf(edition), copy);
    if (shows === true)
      return judged('reappeared', `已撤下的信息（第${edition.edition}版）仍能在网页上读到。`);
    compared ||= shows === false;
  }
  return compared ? judged('same') : SEALED;
};
