/**
 * Merges streams that are each in order into one, holding one row of each. Of equal rows the earlier stream's comes
 * first. Ends every stream when the consumer stops early.
 */
export async function* mergeOrdered<Row>(
  streams: readonly AsyncIterable<Row>[],
  compare: (a: Row, b: Row) => number,
): AsyncGenerator<Row> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()));
    for (;;) {
      const first = indexOfFirst(heads, compare);
      const head = heads[first];
      const iterator = iterators[first];
      if (head === undefined || head.done === true || iterator === undefined) return;
      yield head.value;
      heads[first] = await iterator.next();
    }
  } finally {
    await Promise.all(iterators.map(async (iterator) => iterator.return?.()));
  }
}

const indexOfFirst = <Row>(
  heads: readonly IteratorResult<Row>[],
  compare: (a: Row, b: Row) => number,
): number => {
  let first = -1;
  let least: IteratorResult<Row> | undefined;
  heads.forEach((head, index) => {
    if (head.done === true) return;
    if (least === undefined || least.done === true || compare(head.value, least.value) < 0) {
      first = index;
      least = head;
    }
  });
  return first;
};
