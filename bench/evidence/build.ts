import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readConfiguration } from '../../lib/configuration/read-configuration.ts';
import { NO_INPUTS } from '../../lib/domain/form/return-inputs.ts';
import { openEmbeddedEngine } from '../../lib/engines/embedded/open-embedded-engine.ts';
import { systemClock } from '../../lib/ports/clock.ts';
import { returnDocuments } from '../../lib/returns/return-documents.ts';
import { createReturnBuilder } from '../../lib/usecases/create-return-builder.ts';
import { claimRevision } from '../../lib/usecases/returns/claim-revision.ts';
import { used } from './used.ts';

// A process of its own, so that its peak is that of building a return and nothing else.

const [, , dataDir = '', year = ''] = process.argv;
const engine = await openEmbeddedEngine({ dataDir, clock: systemClock });
const build = createReturnBuilder({
  engine,
  configuration: await readConfiguration(new URL('../../config', import.meta.url).pathname),
  documents: returnDocuments,
  clock: systemClock,
  secrets: { read: async () => undefined },
});
// Otherwise the second build would be found to say the same as the first.
const entered = await engine.returns.readInputs(Number(year));
await engine.returns.putInputs({
  year: Number(year),
  version: (entered?.version ?? 0) + 1,
  inputs: NO_INPUTS,
  changedAt: systemClock.now(),
  changedBy: 'token:bench',
  reason: null,
});
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const started = performance.now();
const record = await claimRevision(engine.returns, {
  year: Number(year),
  builtAt: systemClock.now(),
  builtBy: 'token:bench',
  task: { kind: 'draft' },
});
await build(record);
const seconds = (performance.now() - started) / 1000;
delay.disable();
const built = (await engine.returns.list(Number(year))).find(({ revision }) => revision === record.revision);
await engine.close();
if (built?.state !== 'draft') throw new Error(`the return ended as ${built?.state}`);
console.log(
  JSON.stringify({
    seconds,
    ...used(),
    standstill: delay.max / 1e6,
    lines: built.basis?.evidenceLines,
    revision: built.revision,
    bytes: built.files.find(({ name }) => name === 'evidence.csv')?.size,
  }),
);
