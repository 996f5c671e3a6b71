import { DatabaseSync } from 'node:sqlite';
import { threadId } from 'node:worker_threads';
import { assembleEngine } from '../../../lib/engines/embedded/assemble-engine.ts';
import { createPublicationCount } from '../../../lib/engines/embedded/count-publications.ts';
import { createMemoryStore } from '../../../lib/engines/embedded/memory-store.ts';
import { openDatabase } from '../../../lib/engines/embedded/open-database.ts';
import { createLocalReader } from '../../../lib/engines/embedded/publication-reader.ts';
import type { Clock } from '../../../lib/ports/clock.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { type Gate, gated } from './gated.ts';
import type { OpenStore, PutBack } from './store.ts';

/** As `npm run restore` has it where nobody says otherwise. */
const SKIPPED_NUMBERS = 1000;

let names = 0;

/** A ledger in memory that another connection of this process finds by its name; threads share a process. */
const newName = (): string => {
  names += 1;
  return `file:ledger-${threadId}-${names}?mode=memory&cache=shared`;
};

/** The copy is there as long as it is open. */
const copyOf = (database: DatabaseSync): DatabaseSync => {
  const name = newName();
  const copy = new DatabaseSync(name);
  database.prepare('VACUUM INTO ?').run(name);
  return copy;
};

const openLedger = (clock: Clock, name: string) => {
  const database = openDatabase(name);
  const reader = createLocalReader(createPublicationCount(database));
  const { close, ...engine } = assembleEngine(database, { clock }, reader);
  return {
    engine,
    database,
    close: async () => {
      await close();
      database.close();
    },
  };
};

/**
 * A call of the ledger is one transaction, so a process dies before it or after it, never within. Objects outlive a ledger
 * that is put back: what only the older folder has goes into the new one.
 */
export const openEmbeddedStore: OpenStore = async (clock) => {
  const objectStore = createMemoryStore();
  let ledger = openLedger(clock, ':memory:');
  const copies: DatabaseSync[] = [];
  let engine: Engine = { ...ledger.engine, objectStore };
  return {
    get engine() {
      return engine;
    },
    exclusive: true,
    engineFor: (gate) => gatedEngine(engine, gate),
    catchUp: async () => undefined,
    backUp: async (): Promise<PutBack> => {
      const copy = copyOf(ledger.database);
      copies.push(copy);
      return async () => {
        const { number: above } = await engine.ledger.epoch();
        await ledger.close();
        const name = newName();
        const keptOpen = new DatabaseSync(name);
        copy.prepare('VACUUM INTO ?').run(name);
        ledger = openLedger(clock, name);
        keptOpen.close();
        engine = { ...ledger.engine, objectStore };
        await engine.ledger.beginEpoch({ at: clock.now(), skipNumbers: SKIPPED_NUMBERS, above });
      };
    },
    close: async () => {
      for (const copy of copies) copy.close();
      await ledger.close();
    },
  };
};

const gatedEngine = (engine: Engine, gate: Gate): Engine => ({
  ...engine,
  ledger: gated(engine.ledger, 'ledger', gate),
  channels: gated(engine.channels, 'channels', gate),
  imports: gated(engine.imports, 'imports', gate),
  returns: gated(engine.returns, 'returns', gate),
  relations: gated(engine.relations, 'relations', gate),
  suspects: gated(engine.suspects, 'suspects', gate),
  objectStore: gated(engine.objectStore, 'objectStore', gate),
});
