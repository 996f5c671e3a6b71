import type { TestOffice } from './office.ts';

/** The process dies here. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

type Ports = Pick<TestOffice['accepting'], 'ledger' | 'nudges' | 'objectStore'>;

/** Runs before each call of a port; may put it off, or throw. */
export type Gate = (call: string) => Promise<void>;

const gated = <Port extends object>(port: Port, gate: Gate): Port =>
  new Proxy(port, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]): Promise<unknown> => {
        await gate(String(name));
        return Reflect.apply(member, target, given);
      };
    },
  });

export const gatedPorts = ({ ledger, nudges, objectStore }: Ports, gate: Gate): Ports => ({
  ledger: gated(ledger, gate),
  nudges: gated(nudges, gate),
  objectStore: gated(objectStore, gate),
});

/** Dies after so many port calls: what they wrote stands, and nothing follows. */
export const dyingAfter = (calls: number): Gate => {
  let left = calls;
  return () => {
    left -= 1;
    return left < 0 ? Promise.reject(new CutOff(`after ${calls} port calls`)) : Promise.resolve();
  };
};
