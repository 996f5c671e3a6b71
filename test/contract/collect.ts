/** Everything that a stream yields, in order. */
export const collect = async <Value>(stream: AsyncIterable<Value>): Promise<readonly Value[]> => {
  const values: Value[] = [];
  for await (const value of stream) values.push(value);
  return values;
};
