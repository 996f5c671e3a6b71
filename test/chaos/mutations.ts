import type { DeliveryRow } from '../../lib/domain/ledger-rows.ts';
import type { Ledger } from '../../lib/ports/ledger.ts';
import type { Bend } from './world/open-world.ts';

const withLedger =
  (bend: (sound: Ledger) => Partial<Ledger>): Bend =>
  (engine) => {
    const bent: Partial<Ledger> = bend(engine.ledger);
    const ledger = new Proxy(engine.ledger, {
      get: (target, key) => Reflect.get(Object.hasOwn(bent, key) ? bent : target, key),
    });
    return { ...engine, ledger };
  };

export interface Mutation {
  readonly name: string;
  /** What the product would do wrong. */
  readonly what: string;
  readonly bend: Bend;
}

/** So far off that no run gets there. */
const NEVER = Date.parse('2999-01-01T00:00:00Z');

/** The state of a delivery whose last call came to nothing, taken for one that never happened. */
const forgotten = (row: DeliveryRow): DeliveryRow =>
  row.state === 'unknown' || row.state === 'sending'
    ? { ...row, state: row.receipt === null ? 'none' : 'published', lease: null, lookUps: 0 }
    : row;

/** The ledger as if nobody had ever put it back. */
const FIRST_EPOCH = { number: 1, begunAt: null };

/** Bugs that such a pipeline is known to have had; a thousand runs must find each. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'settle-ignores-the-generation',
    what: 'A settled call takes the channel out of what is owed, although the item has changed since.',
    bend: withLedger((sound) => ({
      settle: async (next, token, change) => {
        const current = await sound.read(next.itemId);
        return sound.settle(next, token, {
          ...change,
          generation: current?.item.generation ?? change.generation,
        });
      },
    })),
  },
  {
    name: 'claim-without-token',
    what: 'A delivery that another worker holds is claimed all the same.',
    bend: withLedger((sound) => ({
      claim: async (next, seenVersion) => {
        const outcome = await sound.claim(next, seenVersion);
        if (outcome === 'claimed') return outcome;
        const current = await sound.read(next.itemId);
        const row = current?.deliveries.find(({ channel }) => channel === next.channel);
        return sound.claim({ ...next, version: (row?.version ?? 0) + 1 }, row?.version ?? 0);
      },
    })),
  },
  {
    name: 'look-up-skipped',
    what: 'After a lost answer the copy is sent again without asking whether the first arrived.',
    bend: withLedger((sound) => ({
      read: async (itemId) => {
        const snapshot = await sound.read(itemId);
        return snapshot && { ...snapshot, deliveries: snapshot.deliveries.map(forgotten) };
      },
    })),
  },
  {
    name: 'tick-clears-due-at',
    what: 'The tick that has sent its nudges takes the item off the list of what is due.',
    bend: withLedger((sound) => ({
      moveDue: async (itemId, seenDueAt, dueAt) => {
        const current = await sound.read(itemId);
        return sound.moveDue(itemId, current?.item.dueAt ?? seenDueAt, dueAt === null ? null : NEVER);
      },
    })),
  },
  {
    name: 'redirect-without-condition',
    what: 'A correction takes words that are another item’s.',
    bend: withLedger((sound) => ({
      redirect: async (contentHash, to) => {
        await sound.redirect(contentHash, to);
        return { outcome: 'redirected' };
      },
    })),
  },
  {
    name: 'answer-before-commit',
    what: 'The API says that an item is accepted before it is.',
    bend: withLedger((sound) => ({
      accept: async (item, edition) => {
        sound.accept(item, edition).catch(() => undefined);
        return 'accepted';
      },
    })),
  },
  {
    name: 'restore-without-epoch',
    what: 'A ledger that was put back works on as if it knew all that channels hold.',
    bend: withLedger(() => ({ epoch: async () => FIRST_EPOCH })),
  },
];
