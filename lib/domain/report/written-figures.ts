import { numbersIn } from './numbers-in-text.ts';
import type { Phrase } from './phrase.ts';

/** A place where a text states a figure. */
export interface WrittenFigure {
  readonly index: number;
  readonly length: number;
  readonly value: number;
  /** The figures that it may mean, at least one: several, where two are told of in the same words. */
  readonly phrases: readonly Phrase[];
}

/** Longer than any words around a number. */
const REACH = 1000;

/** Half-width and full-width forms are one, and blanks say nothing. */
const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');

/** What may stand between the words and the number: 共, 为, 了 … */
const FILLERS = /(?:共计|合计|总计|共|约|为|了|有|达|是|:)+$/u;
const withoutFillers = (text: string): string => text.replace(FILLERS, '');

interface Words {
  readonly phrase: Phrase;
  readonly before: string;
  readonly after: string;
}

/** Finds what texts state about some figures; a number of another year or of a part of the year is none of them. */
export const createFigureReader = (
  phrases: readonly Phrase[],
  year: number,
): ((paragraph: string) => readonly WrittenFigure[]) => {
  const known = Map.groupBy(
    phrases.flatMap((phrase) =>
      phrase.contexts.map(
        ({ before, after }): Words => ({ phrase, before: withoutFillers(bare(before)), after: bare(after) }),
      ),
    ),
    ({ after }) => after.slice(0, 1),
  );

  const meant = (left: string, right: string): readonly Phrase[] => {
    const fitting = (known.get(right.slice(0, 1)) ?? []).filter(
      ({ before, after }) => right.startsWith(after) && left.endsWith(before),
    );
    const longest = Math.max(...fitting.map(weight));
    return fitting.filter((words) => weight(words) === longest).map(({ phrase }) => phrase);
  };

  const counted = (paragraph: string): readonly WrittenFigure[] =>
    numbersIn(paragraph).flatMap(({ index, length, value }) => {
      const left = withoutFillers(bare(paragraph.slice(Math.max(0, index - REACH), index)));
      const right = bare(paragraph.slice(index + length, index + length + REACH));
      const phrasesMeant = meant(left, right);
      return phrasesMeant.length === 0 ? [] : [{ index, length, value, phrases: phrasesMeant }];
    });

  const none = (paragraph: string): readonly WrittenFigure[] =>
    phrases.flatMap((phrase) =>
      phrase.none === undefined
        ? []
        : Array.from(paragraph.matchAll(phrase.none), ({ 0: said, index }) => ({
            index,
            length: said.length,
            value: 0,
            phrases: [phrase],
          })),
    );

  return (paragraph) =>
    [...counted(paragraph), ...none(paragraph)]
      .filter(({ index }) => isOfTheYear(paragraph.slice(Math.max(0, index - REACH), index), year))
      .toSorted((a, b) => a.index - b.index);
};

const weight = ({ before, after }: Words): number => before.length + after.length;

const isOfTheYear = (before: string, year: number): boolean => {
  const sentence = bare(before.slice(before.search(/[^。；;！!？?\n]*$/u)));
  const named = Array.from(sentence.matchAll(/([12]\d{3})年/gu)).at(-1)?.[1];
  const clause = sentence.slice(sentence.search(/[^,、:(]*$/u));
  return (named === undefined || Number(named) === year) && !OTHER_TIMES.test(clause);
};

/** Of a clause that tells of another time; what is carried over from last year is this year's figure. */
const OTHER_TIMES = /(?:上年|上一年|去年|同期|前年)(?!结转|度结转)|季度|上半年|下半年|月份|\d月(?!\d+日)/u;
