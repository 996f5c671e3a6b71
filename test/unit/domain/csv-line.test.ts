import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../lib/domain/csv-line.ts';

describe('a line of CSV', () => {
  it.each([
    { cells: ['a', 'b'], line: '"a","b"' },
    { cells: ['a,b', 'c"d', 'e\r\nf'], line: '"a,b","c""d","e\r\nf"' },
    { cells: [null, ''], line: ',""' },
  ])('quotes $cells', ({ cells, line }) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@a', '＝1', '＋1', '－1', '＠a', '\t=1', '\r=1', '\n=1', ' =1', '\u3000=1'])(
    'keeps a spreadsheet from running %j',
    (cell) => {
      expect(csvLine([cell])).toBe(`"'${cell}"\r\n`);
    },
  );

  it.each(['关于=的通知', '2026-11-03', 'a@b', '〔2026〕3号'])('leaves %s as it is', (cell) => {
    expect(csvLine([cell])).toBe(`"${cell}"\r\n`);
  });
});
