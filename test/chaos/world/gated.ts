/** How a call goes out: by its name, at its turn. */
export type Gate = <Result>(name: string, call: () => Promise<Result>) => Promise<Result>;

/**
 * The same port with every call through the gate, but for what answers no promise (the readers of long lists, which the
 * checks use and no decision rests on).
 */
export const gated = <Port extends object>(port: Port, name: string, gate: Gate): Port =>
  new Proxy(port, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return (...given: readonly unknown[]) => {
        if (LISTS.has(`${name}.${String(key)}`)) return Reflect.apply(member, target, given);
        return gate(`${name}.${String(key)}`, async () => Reflect.apply(member, target, given));
      };
    },
  });

const LISTS: ReadonlySet<string> = new Set(['ledger.publishedItems', 'objectStore.list']);
