/** The words that one of two texts has and the other has not, or has less often, in the order of the text, each once. */
export interface DifferingWords {
  readonly onlyInFirst: readonly string[];
  readonly onlyInSecond: readonly string[];
}

/** Words shown of either side: enough to decide by. */
const MOST = 20;
/** Characters of a text that are compared. */
const LONGEST = 50_000;

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

export const differingWords = (first: string, second: string): DifferingWords => {
  const [a, b] = [wordsOf(first), wordsOf(second)];
  return { onlyInFirst: surplus(a, b), onlyInSecond: surplus(b, a) };
};

const wordsOf = (text: string): readonly string[] =>
  Array.from(WORDS.segment(text.slice(0, LONGEST)))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);

const surplus = (words: readonly string[], others: readonly string[]): readonly string[] => {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  const more = new Set<string>();
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) more.add(word);
    else left.set(word, count - 1);
  }
  return [...more].slice(0, MOST);
};
