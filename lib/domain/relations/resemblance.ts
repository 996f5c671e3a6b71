import { createHash } from 'node:crypto';
import { canonicalLine } from '../content/canonical-text.ts';
import type { Day, ItemId } from '../item.ts';
import type { ItemSnapshot } from '../ledger-rows.ts';
import { dayOf } from '../shanghai-time.ts';
import { bandsOf, runsOf, similarityOf } from './runs.ts';
import type { Resemblance } from './suspect.ts';

/** Days between two items of one title, or of nearly one text, that may still be the same: as an import has it. */
const NEARBY_DAYS = 30;
/** From here on two texts are nearly one. */
const NEAR_TEXT = 0.8;
/** Below, two texts under one title are two texts: 会议通知 of this week and of the last. */
const OTHER_TEXT = 0.5;

const DAY_MILLISECONDS = 86_400_000;

/** What two items are compared by. */
export interface Likeness {
  readonly itemId: ItemId;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly occurrence: string | null;
  /** Days since 1970 of the day that it was formed, or first public, or accepted: the first of these that is known. */
  readonly day: number;
  /** Of its text; empty where there is none, or it is too short to tell anything. */
  readonly runs: ReadonlySet<number>;
  /** Items that it says it explains, amends, repeals or responds to. */
  readonly related: readonly ItemId[];
}

export const likenessOf = ({ item, edition, deliveries }: ItemSnapshot): Likeness => {
  const { title, documentNumber, occurrence, formedOn, relations } = edition.content;
  const firstPublic = Math.min(...deliveries.map(({ publicAt }) => publicAt ?? Number.POSITIVE_INFINITY));
  const known = Number.isFinite(firstPublic) ? dayOf(firstPublic) : dayOf(item.acceptedAt);
  return {
    itemId: item.id,
    title: canonicalLine(title),
    documentNumber: documentNumber === null ? null : canonicalLine(documentNumber),
    occurrence,
    day: dayNumber(formedOn === '' ? known : formedOn.slice(0, 10)),
    runs: runsOf(canonicalLine(edition.text)),
    related: relations.map((relation) => relation.item),
  };
};

const dayNumber = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS);

/**
 * What an item can be found by: its document number whatever the day, its title and the bands of its text among those of about its
 * day. `leaves` stay with the item, `seeks` are those of others that may resemble it.
 */
export const tracesOf = (
  likeness: Likeness,
): { readonly leaves: readonly number[]; readonly seeks: readonly number[] } => {
  const { title, documentNumber, runs } = likeness;
  const stretch = Math.floor(likeness.day / (NEARBY_DAYS + 1));
  const dated = [['title', title], ...(bandsOf(runs) ?? []).map((band, index) => ['text', index, band])];
  const inStretch = (at: number) => dated.map((name) => traceOf([...name, at]));
  const numbered = documentNumber === null ? [] : [traceOf(['number', documentNumber])];
  return {
    leaves: [...numbered, ...inStretch(stretch)],
    seeks: [...numbered, ...[stretch, stretch - 1, stretch + 1].flatMap(inStretch)],
  };
};

/** 48 bits: a number that is exact everywhere. */
const traceOf = (name: readonly (string | number)[]): number =>
  createHash('sha256').update(JSON.stringify(name)).digest().readUIntBE(0, 6);

/** What makes two items suspect of being one; undefined where nothing does, or somebody said that they are not. */
export const resemblanceOf = (
  a: Likeness,
  b: Likeness,
): { readonly reasons: readonly Resemblance[]; readonly similarity: number | null } | undefined => {
  if (a.related.includes(b.itemId) || b.related.includes(a.itemId)) return undefined;
  if (a.documentNumber !== null && b.documentNumber !== null && a.documentNumber !== b.documentNumber)
    return undefined;
  const similarity = a.runs.size === 0 || b.runs.size === 0 ? null : similarityOf(a.runs, b.runs);
  if (similarity === 1 && a.occurrence !== b.occurrence) return undefined;
  const nearby = Math.abs(a.day - b.day) <= NEARBY_DAYS;
  const reasons: Resemblance[] = [];
  if (a.documentNumber !== null && a.documentNumber === b.documentNumber)
    reasons.push('same-document-number');
  // Of two without a text an import has decided already whether they are one.
  const isOneText = similarity === null ? a.runs.size + b.runs.size > 0 : similarity >= OTHER_TEXT;
  if (nearby && a.title === b.title && isOneText) reasons.push('same-title');
  if (nearby && similarity !== null && similarity >= NEAR_TEXT) reasons.push('near-text');
  return reasons.length === 0 ? undefined : { reasons, similarity };
};
