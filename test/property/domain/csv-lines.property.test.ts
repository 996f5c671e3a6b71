import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTE_ORDER_MARK, csvLine } from '../../../lib/domain/csv-line.ts';
import { csvCells, csvLines } from '../../../lib/domain/evidence/csv-lines.ts';
import { tableLines } from '../../../local/verify/table-lines.ts';

const cell = fc.string({ unit: fc.constantFrom('字', '"', ',', '\r', '\n', '\r\n', 'a', '=', "'", '𠮷') });
const table = fc.record({
  lines: fc.array(fc.array(fc.option(cell), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
  size: fc.integer({ min: 1, max: 40 }),
});

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('a table', () => {
  it('is cut into the lines that it was written in, wherever its chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ lines, size }) => {
        const written = lines.map((cells) => csvLine(cells));
        const text = BYTE_ORDER_MARK + written.join('');
        const read: string[] = [];
        for await (const some of csvLines(inChunks(Buffer.from(text), size))) read.push(...some);
        expect([read[0]?.slice(1), ...read.slice(1)]).toEqual(written);
        expect(read[0]?.startsWith(BYTE_ORDER_MARK)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('gives back its cells, to the verifier as well', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ lines, size }) => {
        const written = lines.map((cells) => csvLine(cells));
        const text = BYTE_ORDER_MARK + written.join('');
        const cells = written.map((line) => csvCells(line));
        const verified: (readonly string[])[] = [];
        for await (const some of tableLines(inChunks(Buffer.from(text), size))) verified.push(...some);
        expect(cells.map((line) => line.map((each) => each.replace(/^'/, '')))).toEqual(
          lines.map((line) => line.map((each) => (each ?? '').replace(/^'/, ''))),
        );
        expect(verified).toEqual(cells);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['', '"一",\r\n', '第1行缺少字节顺序标记'],
    [BYTE_ORDER_MARK, '"一","二"', '第1行不完整'],
    [BYTE_ORDER_MARK, '"一"\n"二"\r\n', '第1行的格式不对'],
    [BYTE_ORDER_MARK, '"一"\r\n二\r\n', '第2行的格式不对'],
    [BYTE_ORDER_MARK, '"一\r\n', '第1行不完整'],
  ])('is refused by the verifier where it is not as written: %j%j', async (mark, text, message) => {
    const read = async () => {
      for await (const _ of tableLines(inChunks(Buffer.from(mark + text), 7)));
    };
    await expect(read()).rejects.toThrow(message);
  });
});
