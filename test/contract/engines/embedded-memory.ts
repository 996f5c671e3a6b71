import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import { createSettableClock, type EngineUnderTest } from '../engine-under-test.ts';
import { NOON } from '../rows.ts';

export const embeddedMemory: EngineUnderTest = {
  name: 'embedded-memory',
  open: async () => {
    const clock = createSettableClock(NOON);
    const engine = await openEmbeddedEngine({ dataDir: ':memory:', clock });
    return { engine, clock, close: () => engine.close() };
  },
};
