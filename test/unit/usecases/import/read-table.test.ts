import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../../lib/domain/import/parse-table.ts';
import { instantOf } from '../../../../lib/domain/shanghai-time.ts';
import { IMPORT_MEDIA_TYPES, readTable } from '../../../../lib/usecases/import/read-table.ts';

const SOURCE = new URL('../../../../local/demo/publications-2017.csv', import.meta.url);
const fixture = (name: string) => new URL(`../../../fixtures/2017/${name}`, import.meta.url);
const CHANNELS = new Map([
  ['门户网站', 'portal'],
  ['山东政务服务网', 'provincial'],
  ['市级信息公开平台', 'municipal'],
]);

/** What the product sees of a file: its publications, without the row numbers and the spelling of dates. */
const publicationsOf = async (file: URL, mediaType: string) => {
  const read = await readTable(await readFile(file), mediaType);
  if (read.outcome === 'invalid') throw new Error(JSON.stringify(read.violations));
  const parsed = parseTable(read.table, { channels: CHANNELS, now: instantOf('2018-01-03')!.instant });
  if (parsed.outcome === 'invalid') throw new Error(JSON.stringify(parsed.violations));
  return parsed.rows.map(({ stated: { publishedAtAsStated: _spelling, ...stated } }) => stated);
};

/** The directory of a ZIP file with one empty entry that claims this size; `before` stands before the end record. */
const workbookOf = (size: number, before: readonly number[] = []): Uint8Array => {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(size, 24);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46, 12);
  return Buffer.concat([entry, Buffer.from(before), end]);
};

describe('the publications of 2017', () => {
  it('are 147 rows: 78, 7 and 62', async () => {
    const rows = await publicationsOf(SOURCE, IMPORT_MEDIA_TYPES.csv);
    const channels = Map.groupBy(rows, ({ channel }) => channel);
    expect(Object.fromEntries([...channels].map(([channel, of]) => [channel, of.length]))).toEqual({
      portal: 78,
      provincial: 7,
      municipal: 62,
    });
  });

  it.each([
    { file: 'publications-utf8-bom.csv', mediaType: 'text/csv; charset=utf-8' },
    { file: 'publications-gb18030.csv', mediaType: 'Text/CSV' },
    { file: 'publications.xlsx', mediaType: IMPORT_MEDIA_TYPES.xlsx },
  ])('read the same from $file', async ({ file, mediaType }) => {
    const publications = await publicationsOf(fixture(file), mediaType);
    expect(publications).toEqual(await publicationsOf(SOURCE, IMPORT_MEDIA_TYPES.csv));
  });
});

const csv = (text: string) => readTable(new TextEncoder().encode(text), IMPORT_MEDIA_TYPES.csv);

it('keeps the numbers of rows as a spreadsheet shows them, empty lines counted', async () => {
  expect(await csv('渠道,标题\n\n"a\nb",c\n,\nd,e\n')).toEqual({
    outcome: 'read',
    table: [
      { row: 1, cells: ['渠道', '标题'] },
      { row: 3, cells: ['a\nb', 'c'] },
      { row: 5, cells: ['d', 'e'] },
    ],
  });
});

it.each([
  {
    what: 'a quote without a partner',
    bytes: new TextEncoder().encode('a,b\n"c,d\n'),
    mediaType: 'text/csv',
    code: 'csv-unreadable',
  },
  {
    what: 'a quote in the middle',
    bytes: new TextEncoder().encode('a,b\nc"x",d\n'),
    mediaType: 'text/csv',
    code: 'csv-unreadable',
  },
  {
    what: 'an encoding nobody knows',
    bytes: Uint8Array.of(0x61, 0xff, 0xff, 0x0a),
    mediaType: 'text/csv',
    code: 'encoding-unknown',
  },
  {
    what: 'UTF-16',
    bytes: Buffer.from('\ufeff渠道,标题', 'utf16le'),
    mediaType: 'text/csv',
    code: 'encoding-unknown',
  },
  {
    what: 'no zip archive',
    bytes: new TextEncoder().encode('a,b'),
    mediaType: IMPORT_MEDIA_TYPES.xlsx,
    code: 'xlsx-unreadable',
  },
  {
    what: 'a torn zip archive',
    bytes: Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3),
    mediaType: IMPORT_MEDIA_TYPES.xlsx,
    code: 'xlsx-unreadable',
  },
  {
    what: 'a workbook that says it unpacks to a gigabyte',
    bytes: workbookOf(1024 * 1024 * 1024),
    mediaType: IMPORT_MEDIA_TYPES.xlsx,
    code: 'xlsx-too-large',
  },
  {
    what: 'a workbook in the form for more than four gigabytes',
    bytes: workbookOf(10, [0x50, 0x4b, 6, 7, ...Buffer.alloc(16)]),
    mediaType: IMPORT_MEDIA_TYPES.xlsx,
    code: 'xlsx-too-large',
  },
  {
    what: 'another media type',
    bytes: new Uint8Array(),
    mediaType: 'application/vnd.ms-excel',
    code: 'media-type-unknown',
  },
])('refuses $what with a sentence', async ({ bytes, mediaType, code }) => {
  expect(await readTable(bytes, mediaType)).toMatchObject({ outcome: 'invalid', violations: [{ code }] });
});
