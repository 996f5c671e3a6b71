import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import { createSettableClock, type EngineUnderTest } from '../engine-under-test.ts';
import { NOON } from '../rows.ts';

export const embeddedFolder: EngineUnderTest = {
  name: 'embedded-folder',
  open: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-contract-'));
    const clock = createSettableClock(NOON);
    let engine = await openEmbeddedEngine({ dataDir, clock });
    return {
      engine,
      clock,
      close: async () => {
        await engine.close();
        await rm(dataDir, { recursive: true, force: true });
      },
      reopen: async () => {
        await engine.close();
        engine = await openEmbeddedEngine({ dataDir, clock });
        return engine;
      },
    };
  },
};
