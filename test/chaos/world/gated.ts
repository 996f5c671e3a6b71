/** How a call goes out: by its name, at its turn. */
export type Gate = <Result>(name: string, call: () => Promise<Result>) => Promise<Result>;

/** The same port with every call through the gate. */
export const gated = <Port extends object>(port: Port, name: string, gate: Gate): Port =>
  new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      const called = `${name}.${String(key)}`;
      return (...given: readonly unknown[]) => {
        const call = (): unknown => Reflect.apply(member, target, given);
        return LISTS.has(called) ? listed(gate, called, call) : gate(called, async () => call());
      };
    },
  });

/** These answer no promise but a list that comes piece by piece: it goes through the gate as one. */
const LISTS: ReadonlySet<string> = new Set(['ledger.publishedItems', 'objectStore.list']);

async function* listed(gate: Gate, name: string, call: () => unknown) {
  yield* await gate(name, async () => {
    const list: unknown = call();
    const pieces: unknown[] = [];
    if (isList(list)) for await (const piece of list) pieces.push(piece);
    return pieces;
  });
}

const isList = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
