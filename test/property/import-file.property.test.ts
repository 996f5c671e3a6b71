import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/ports/engine.ts';
import type { ImportDependencies } from '../../lib/usecases/import-file.ts';
import { type CsvRow, csvOf, openImportBench, publicOf } from '../unit/usecases/import/import-bench.ts';

/** Few titles, numbers, bodies, channels and days, so that rows meet in every way. */
const row: fc.Arbitrary<CsvRow> = fc.record({
  channel: fc.constantFrom('portal', 'provincial', 'municipal'),
  title: fc.constantFrom('（虚构）甲', '(虚构) 甲', '（虚构）乙'),
  documentNumber: fc.constantFrom('', '', '虚政服发〔2017〕1号', '虚政服发[2017]1号', '虚政服发〔2017〕2号'),
  publishedAt: fc.constantFrom('2016-12-20', '2017-01-05', '2017-01-05 09:30', '2017-03-01'),
  body: fc.constantFrom('', '', '（虚构）正文一。', '<p>(虚构)正文一。</p>', '（虚构）正文二。'),
  formedOn: fc.constantFrom('', '2016-12-01'),
});

/** Of rows that say the same publication twice only one: of two with different bodies the file would be refused. */
const samePublication = ({ channel, title, documentNumber, publishedAt }: CsvRow): string =>
  [channel, title, documentNumber, publishedAt].join('|').replaceAll(/[\s（()）〔〕[\]]/gu, '');
const rows = fc.uniqueArray(row, { selector: samePublication, minLength: 1, maxLength: 12 });

const inFiles = rows.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.shuffledSubarray(all, { minLength: all.length }),
    fc.array(fc.nat({ max: 2 }), { minLength: all.length, maxLength: all.length }),
  ),
);

const outcomeOf = async (files: readonly (readonly CsvRow[])[]) => {
  const bench = await openImportBench();
  for (const file of files) if (file.length > 0) await bench.importDone(csvOf(file));
  return {
    public: publicOf(await bench.items()),
    2016: await bench.count(2016),
    2017: await bench.count(2017),
  };
};

describe('an import', () => {
  it('comes to the same whatever the order of rows and the files they are spread over', async () => {
    await fc.assert(
      fc.asyncProperty(inFiles, async ([all, shuffled, files]) => {
        const spread = [0, 1, 2].map((file) => shuffled.filter((_, index) => files[index] === file));
        expect(await outcomeOf(spread)).toEqual(await outcomeOf([all]));
      }),
      { numRuns: 150 },
    );
  });

  it('counts every row as a publication of exactly one item', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const bench = await openImportBench();
        const { items, merged } = await bench.importDone(csvOf(all));
        expect(items + merged).toBe(all.length);
        const published = publicOf(await bench.items());
        expect(new Set(published.map(({ id }) => id)).size).toBe(items);
        for (const { channel } of all) expect(published.map((shown) => shown.channel)).toContain(channel);
      }),
      { numRuns: 100 },
    );
  });

  it('that died at any write is completed by sending the file again', async () => {
    await fc.assert(
      fc.asyncProperty(inFiles, fc.nat({ max: 40 }), async ([all, shuffled, files], writes) => {
        const earlier = shuffled.filter((_, index) => files[index] === 0);
        let left = Number.POSITIVE_INFINITY;
        const bench = await openImportBench((engine) =>
          failing(engine, () => {
            left -= 1;
            if (left < 0) throw new Error('the process dies here');
          }),
        );
        if (earlier.length > 0) await bench.importDone(csvOf(earlier));
        left = writes;
        await bench.importDone(csvOf(all)).catch(() => undefined);
        left = Number.POSITIVE_INFINITY;
        await bench.importDone(csvOf(all));
        expect(publicOf(await bench.items())).toEqual((await outcomeOf([all])).public);
      }),
      { numRuns: 150 },
    );
  });
});

/** The engine, with something that happens before each write. */
const failing = ({ ledger, imports }: Engine, before: () => void): Partial<ImportDependencies> => ({
  ledger: {
    ...ledger,
    accept: async (...parameters) => {
      before();
      return await ledger.accept(...parameters);
    },
    change: async (...parameters) => {
      before();
      return await ledger.change(...parameters);
    },
    amend: async (...parameters) => {
      before();
      return await ledger.amend(...parameters);
    },
  },
  imports: {
    ...imports,
    begin: async (...parameters) => {
      before();
      return await imports.begin(...parameters);
    },
    write: async (...parameters) => {
      before();
      await imports.write(...parameters);
    },
    putRow: async (...parameters) => {
      before();
      await imports.putRow(...parameters);
    },
  },
});
