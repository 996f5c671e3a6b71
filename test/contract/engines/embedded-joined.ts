import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  joinEmbeddedEngine,
  openEmbeddedEngine,
} from '../../../lib/engines/embedded/open-embedded-engine.ts';
import type { Clock } from '../../../lib/ports/clock.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import { createSettableClock, type EngineUnderTest } from '../engine-under-test.ts';
import { NOON } from '../rows.ts';

/** An epoch begins before anybody joins, and both have read then which it is. */
const OF_THE_FIRST: ReadonlySet<string | symbol> = new Set(['epoch', 'beginEpoch']);

/** Asks one and the other in turn, so that whatever one of them remembers wrongly shows. */
const alternating = <Part extends object>(one: Part, other: Part): Part => {
  let calls = 0;
  return new Proxy(one, {
    get: (_, name) => {
      const asked = calls % 2 === 0 || OF_THE_FIRST.has(name) ? one : other;
      const method: unknown = Reflect.get(asked, name);
      if (typeof method !== 'function') return method;
      calls += 1;
      return method;
    },
  });
};

const openBoth = async (dataDir: string, clock: Clock) => {
  const first = await openEmbeddedEngine({ dataDir, clock });
  if (first.share === null) throw new Error('an engine in a folder can be shared');
  const joined = joinEmbeddedEngine(first.share, { clock });
  const engine: Engine = {
    ledger: alternating(first.ledger, joined.ledger),
    channels: alternating(first.channels, joined.channels),
    imports: alternating(first.imports, joined.imports),
    tokens: alternating(first.tokens, joined.tokens),
    unreadable: alternating(first.unreadable, joined.unreadable),
    returns: alternating(first.returns, joined.returns),
    relations: alternating(first.relations, joined.relations),
    suspects: alternating(first.suspects, joined.suspects),
    objectStore: alternating(first.objectStore, joined.objectStore),
  };
  return {
    engine,
    close: async () => {
      await joined.close();
      await first.close();
    },
  };
};

/** The two connections of the single-machine server, one of which its deliveries have in a thread of their own. */
export const embeddedJoined: EngineUnderTest = {
  name: 'embedded-joined',
  open: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'gongkai-contract-'));
    const clock = createSettableClock(NOON);
    let both = await openBoth(dataDir, clock);
    return {
      engine: both.engine,
      clock,
      close: async () => {
        await both.close();
        await rm(dataDir, { recursive: true, force: true });
      },
      reopen: async () => {
        await both.close();
        both = await openBoth(dataDir, clock);
        return both.engine;
      },
    };
  },
};
