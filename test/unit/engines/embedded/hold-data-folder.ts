import { openEmbeddedEngine } from '../../../../lib/engines/embedded/open-embedded-engine.ts';

// Run by a test as another process: opens the folder given, says so, and holds it until it is killed.
const dataDir = process.argv[2] ?? '';
try {
  await openEmbeddedEngine({ dataDir, clock: { now: () => 0 } });
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
}
