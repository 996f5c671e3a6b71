import { type CountPolicies, classify } from '../domain/count/classify.ts';
import { belongsTo, type Figure as CountFigure, type FigureName } from '../domain/count/figure.ts';
import { membersOf } from '../domain/count/merge-items.ts';
import { periodOf, type Quarter } from '../domain/count/period.ts';
import type { ChannelId } from '../domain/item.ts';
import type { FormRow, ItemSnapshot } from '../domain/ledger-rows.ts';
import type { PublishedItem } from '../domain/publication.ts';
import type { Violation } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';

export type Figure = FigureName;

/** One item of a figure. */
export interface FigureItem extends ItemSnapshot {
  /** The items that a person merged with it and that were public too: the figure counts them all as this one. */
  readonly mergedWith: readonly ItemSnapshot[];
}

/** Numbers of one count; an item is listed when it is in each of them. None stands for `published`. */
export interface FigureQuery {
  readonly year: number;
  readonly quarter?: Quarter;
  readonly figure?: Figure;
  /** On exactly these channels within the period. */
  readonly region?: readonly ChannelId[];
  /** On at least these channels within the period. */
  readonly overlap?: readonly ChannelId[];
  readonly formRow?: FormRow;
  /** A condition of the caller's on top; of merged items it is enough that one meets it. */
  readonly matching?: (snapshot: ItemSnapshot) => boolean;
  /** `nextCursor` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
}

/** Opens numbers of a count into the items behind them, by the rules that made the numbers; ordered by id. */
export type ListFigure = (query: FigureQuery) => Promise<
  | {
      readonly outcome: 'listed';
      readonly items: readonly FigureItem[];
      readonly nextCursor: string | null;
    }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

/** Items read at once. */
const READS_AT_ONCE = 50;

const CURSOR = /^[0-9a-f]{64}$/;

export const createListFigure =
  ({ ledger, policies }: { readonly ledger: Ledger; readonly policies: CountPolicies }): ListFigure =>
  async (query) => {
    if (query.cursor !== undefined && !CURSOR.test(query.cursor)) {
      return { outcome: 'invalid', violations: [CURSOR_UNKNOWN] };
    }
    const items: FigureItem[] = [];
    const { matching = () => true } = query;
    const take = async (published: readonly CountedItem[]): Promise<void> => {
      const figureItems = await Promise.all(published.map((each) => figureItem(ledger, each)));
      items.push(
        ...figureItems
          .filter((found) => found !== undefined)
          .filter((found) => [found, ...found.mergedWith].some(matching)),
      );
    };
    // One more than the page shows that another follows.
    let batch: CountedItem[] = [];
    for await (const counted of itemsBehind(ledger, policies, query)) {
      batch.push(counted);
      if (batch.length < Math.min(READS_AT_ONCE, query.limit + 1 - items.length)) continue;
      await take(batch);
      batch = [];
      if (items.length > query.limit) break;
    }
    await take(batch);
    const page = items.slice(0, query.limit);
    return {
      outcome: 'listed',
      items: page,
      nextCursor: items.length > query.limit ? (page.at(-1)?.item.id ?? null) : null,
    };
  };

type CountedItem = Pick<PublishedItem, 'itemId' | 'members'>;

/** Undefined for one that cannot be read any more. */
const figureItem = async (ledger: Ledger, counted: CountedItem): Promise<FigureItem | undefined> => {
  const [snapshot, ...mergedWith] = await Promise.all(
    [counted.itemId, ...membersOf(counted).filter((id) => id !== counted.itemId)].map((id) =>
      ledger.read(id),
    ),
  );
  return snapshot && { ...snapshot, mergedWith: mergedWith.filter((found) => found !== undefined) };
};

async function* itemsBehind(
  ledger: Ledger,
  policies: CountPolicies,
  query: FigureQuery,
): AsyncGenerator<CountedItem> {
  const rules = { period: periodOf(query.year, query.quarter), policies, excludePractice: false };
  const figures = figuresOf(query);
  for await (const item of ledger.publishedItems(query.year, query.cursor)) {
    const standing = classify(item, rules);
    if (standing !== undefined && figures.every((figure) => belongsTo(standing, figure))) yield item;
  }
}

const figuresOf = ({ figure, region, overlap, formRow }: FigureQuery): readonly CountFigure[] => {
  const figures: readonly CountFigure[] = [
    ...(figure === undefined ? [] : [{ of: 'figure' as const, name: figure }]),
    ...(region === undefined ? [] : [{ of: 'region' as const, channels: region }]),
    ...(overlap === undefined ? [] : [{ of: 'overlap' as const, channels: overlap }]),
    ...(formRow === undefined ? [] : [{ of: 'form-row' as const, formRow }]),
  ];
  return figures.length > 0 ? figures : [{ of: 'figure', name: 'published' }];
};

export const CURSOR_UNKNOWN: Violation = {
  code: 'cursor-unknown',
  pointer: '/cursor',
  message: {
    zh: '翻页位置无效。请使用上一页返回的 nextCursor，或者从第一页开始。',
    en: 'This cursor is not one of ours. Send the nextCursor of the page before, or none.',
  },
};
