import { SUSPICION_REASONS, type Suspicion } from '../../domain/import/grouping.ts';
import type { ChannelId, ItemId } from '../../domain/item.ts';
import type { ItemSnapshot, ItemState } from '../../domain/ledger-rows.ts';
import type { Decision, DecisionKind, ItemPair } from '../../domain/relations/decision.ts';
import { pairKey } from '../../domain/relations/decision.ts';
import { type DifferingWords, differingWords } from '../../domain/relations/differing-words.ts';
import type { Resemblance, Suspect } from '../../domain/relations/suspect.ts';
import { isoShanghai } from '../../domain/shanghai-time.ts';

export const SUSPECT_STATES = ['open', 'merged', 'apart'] as const;
export type SuspectState = (typeof SUSPECT_STATES)[number];

/** One of the two, as much of it as a person needs to recognise it. */
export interface SuspectItemView {
  readonly id: ItemId;
  readonly number: string | null;
  readonly title: string;
  readonly documentNumber: string | null;
  readonly issuer: string | null;
  readonly formedOn: string | null;
  readonly state: ItemState;
  readonly imported: boolean;
  readonly acceptedAt: string;
  readonly publications: readonly {
    readonly channel: ChannelId;
    readonly publicAt: string;
    readonly url: string | null;
  }[];
}

export interface DecisionView {
  readonly decision: DecisionKind;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** Two items that may be one, or that somebody decided about. */
export interface SuspectView {
  readonly items: readonly [SuspectItemView, SuspectItemView];
  readonly state: SuspectState;
  /** Why they are suspect; none for two that nobody suspected before a person named them. */
  readonly reasons: readonly { readonly code: Suspicion | Resemblance; readonly message: string }[];
  /** 0 to 1, to two places; null where one of them has no text. */
  readonly similarity: number | null;
  /** Words that differ, title included; null where one of them has no text. */
  readonly differs: DifferingWords | null;
  /** All decisions about the two, oldest first. */
  readonly decisions: readonly DecisionView[];
}

const REASONS: Readonly<Record<Suspicion | Resemblance, string>> = {
  ...SUSPICION_REASONS,
  'same-document-number': '发文字号相同',
  'same-title': '标题相同，日期相近',
  'near-text': '正文几乎相同，日期相近',
};

/** Of a suspect, or of a pair that only people spoke of. */
export type SuspectedPair = Pick<Suspect, 'items'> & Partial<Pick<Suspect, 'reasons' | 'similarity'>>;

export const suspectView = (
  suspect: SuspectedPair,
  [first, second]: readonly [ItemSnapshot, ItemSnapshot],
  state: SuspectState,
  decisions: readonly Decision[],
): SuspectView => {
  const { similarity = null, reasons = [] } = suspect;
  return {
    items: [itemView(first), itemView(second)],
    state,
    reasons: reasons.map((code) => ({ code, message: REASONS[code] })),
    similarity: similarity === null ? null : Math.round(similarity * 100) / 100,
    differs: hasText(first) && hasText(second) ? differingWords(wordsOf(first), wordsOf(second)) : null,
    decisions: decisionsOn(suspect.items, decisions).map(({ decision, at, by, reason }) => ({
      decision,
      at: isoShanghai(at),
      by,
      reason,
    })),
  };
};

const decisionsOn = (items: ItemPair, decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter((decision) => pairKey(decision.items) === pairKey(items));

const hasText = ({ edition }: ItemSnapshot): boolean => edition.text !== '';

const wordsOf = ({ edition }: ItemSnapshot): string => `${edition.content.title}\n${edition.text}`;

const stated = (text: string): string | null => (text === '' ? null : text);

const itemView = ({ item, edition, deliveries }: ItemSnapshot): SuspectItemView => ({
  id: item.id,
  number: item.number,
  title: item.title,
  documentNumber: item.documentNumber,
  issuer: stated(edition.content.issuer),
  formedOn: stated(edition.content.formedOn),
  state: item.state,
  imported: item.importedBy !== null,
  acceptedAt: isoShanghai(item.acceptedAt),
  publications: deliveries.flatMap(({ channel, publicAt, receipt }) =>
    publicAt === null ? [] : [{ channel, publicAt: isoShanghai(publicAt), url: receipt?.url ?? null }],
  ),
});
