import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { type Gate, gated } from './gated.ts';
import type { OpenStore } from './store.ts';

/** A call of the ledger is one transaction, so a process dies before it or after it, never within. */
export const openEmbeddedStore: OpenStore = async (clock) => {
  const engine = await openEmbeddedEngine({ dataDir: ':memory:', clock });
  return {
    engine,
    exclusive: true,
    engineFor: (gate) => gatedEngine(engine, gate),
    catchUp: async () => undefined,
    close: () => engine.close(),
  };
};

const gatedEngine = (engine: Engine, gate: Gate): Engine => ({
  ...engine,
  ledger: gated(engine.ledger, 'ledger', gate),
  channels: gated(engine.channels, 'channels', gate),
  imports: gated(engine.imports, 'imports', gate),
  returns: gated(engine.returns, 'returns', gate),
  objectStore: gated(engine.objectStore, 'objectStore', gate),
});
