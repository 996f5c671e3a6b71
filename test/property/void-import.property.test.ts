import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVoidImport } from '../../lib/usecases/void-import.ts';
import { type CsvRow, csvOf, openImportBench, publicOf } from '../unit/usecases/import/import-bench.ts';

const row: fc.Arbitrary<CsvRow> = fc.record({
  channel: fc.constantFrom('portal', 'provincial', 'municipal'),
  title: fc.constantFrom('（虚构）甲', '（虚构）乙'),
  documentNumber: fc.constantFrom('', '', '虚政服发〔2017〕1号'),
  publishedAt: fc.constantFrom('2016-12-20', '2017-01-05', '2017-03-01'),
  // The same text for all: a known row with another body is refused, whichever file came first.
  body: fc.constantFrom('', '（虚构）正文一。'),
});
const samePublication = ({ channel, title, documentNumber, publishedAt }: CsvRow): string =>
  [channel, title, documentNumber, publishedAt].join('|');
const rows = fc.uniqueArray(row, { selector: samePublication, minLength: 2, maxLength: 12 });

/** Rows, and which of three files state each: one or more. */
const inFiles = rows.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), { minLength: all.length, maxLength: all.length }),
  ),
);

const openVoidBench = async () => {
  const bench = await openImportBench();
  const voidImport = createVoidImport(bench.dependencies);
  const outcome = async () => ({
    public: publicOf(await bench.items()),
    2016: await bench.count(2016),
    2017: await bench.count(2017),
  });
  return { bench, voidImport, outcome };
};

describe('a voided import', () => {
  it('leaves the ledger as if its file had never come, whatever other files state', async () => {
    await fc.assert(
      fc.asyncProperty(inFiles, fc.nat({ max: 2 }), async ([all, files], voided) => {
        const { bench, voidImport, outcome } = await openVoidBench();
        const fileOf = (file: number) => all.filter((_, index) => files[index]?.includes(file));
        let number: number | null = null;
        for (const file of [0, 1, 2]) {
          if (fileOf(file).length === 0) continue;
          const report = await bench.importDone(csvOf([...fileOf(file), { title: `（虚构）文件${file}` }]));
          if (file === voided) number = report.import;
        }
        if (number !== null) await voidImport(number, { reason: '有误' }, 'token:admin');

        const other = await openVoidBench();
        for (const file of [0, 1, 2]) {
          if (file === voided || fileOf(file).length === 0) continue;
          await other.bench.importDone(csvOf([...fileOf(file), { title: `（虚构）文件${file}` }]));
        }
        expect(await outcome()).toEqual(await other.outcome());
      }),
      { numRuns: 60 },
    );
  });
});
