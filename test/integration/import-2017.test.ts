import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCountYear } from '../../lib/usecases/count-year.ts';
import { createOneAtATime } from '../../lib/usecases/import/one-at-a-time.ts';
import { IMPORT_MEDIA_TYPES } from '../../lib/usecases/import/read-table.ts';
import { createImportFile } from '../../lib/usecases/import-file.ts';
import { ENGINES } from '../contract/engines.ts';
import { createOpener } from '../contract/opener.ts';
import { DEFINITIONS, POLICIES, WORKING_DAYS } from '../unit/usecases/import/import-bench.ts';

const SOURCE = readFileSync(new URL('../../local/demo/publications-2017.csv', import.meta.url));
const fixture = (name: string) => readFileSync(new URL(`../fixtures/2017/${name}`, import.meta.url));

const FILES = [
  { bytes: SOURCE, mediaType: IMPORT_MEDIA_TYPES.csv },
  {
    bytes: fixture('publications-utf8-bom.csv'),
    mediaType: IMPORT_MEDIA_TYPES.csv,
  },
  { bytes: fixture('publications-gb18030.csv'), mediaType: IMPORT_MEDIA_TYPES.csv },
  { bytes: fixture('publications.xlsx'), mediaType: IMPORT_MEDIA_TYPES.xlsx },
  {
    bytes: Buffer.from(
      SOURCE.toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line, index) => ({ line, place: index === 0 ? -1 : (index * 67) % 149 }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ line }) => line)
        .join('\n'),
    ),
    mediaType: IMPORT_MEDIA_TYPES.csv,
  },
];

describe.each(ENGINES)('the 147 publications of 2017 on $name', (engineUnderTest) => {
  const open = createOpener(engineUnderTest);

  it('are 116 items, and stay so when every form of the file is imported after the other', async () => {
    const { engine, clock, settleIndexes } = await open();
    const importFile = createImportFile({
      ledger: engine.ledger,
      imports: engine.imports,
      channels: engine.channels,
      suspects: engine.suspects,
      oneAtATime: createOneAtATime(),
      definitions: DEFINITIONS,
      policies: POLICIES,
      workingDays: WORKING_DAYS,
      clock,
      inBackground: null,
    });
    const countYear = createCountYear({
      ledger: engine.ledger,
      register: engine.channels,
      clock,
      definitions: DEFINITIONS,
      policies: POLICIES,
    });
    for (const { bytes, mediaType } of [...FILES, ...FILES.slice(0, 1)]) {
      const imported = await importFile({ bytes, mediaType, by: 'token:admin', dryRun: false });
      expect(imported).toMatchObject({
        outcome: 'done',
        report: { rows: 147, items: 116, merged: 31, rejected: [], suspects: [] },
      });
      await settleIndexes();
      expect(await countYear(2017, {})).toMatchObject({
        total: 116,
        channels: { portal: 78, provincial: 7, municipal: 62 },
        regions: [
          { channels: ['portal'], items: 47 },
          { channels: ['provincial'], items: 7 },
          { channels: ['municipal'], items: 31 },
          { channels: ['municipal', 'portal'], items: 31 },
        ],
        importedDeliveries: 147,
      });
    }
  });
});
