import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { returnDocuments } from '../../../lib/returns/return-documents.ts';
import { MANIFEST_SHA256, return2017, return2022 } from './filled-returns.ts';

const RETURNS = [
  { layout: 'form-2014', annual: return2017() },
  { layout: 'form-2021', annual: return2022() },
  { layout: 'none', annual: return2017({ year: 2019, form: null, cells: [], findings: [], sections: [] }) },
];

const FILES = RETURNS.flatMap(({ layout, annual }) =>
  returnDocuments.rendered.map((file) => ({ ...file, layout, annual })),
);

/** All text of a file, unzipped where it is a package. */
const textOf = (name: string, bytes: Uint8Array): string =>
  name.endsWith('.html')
    ? strFromU8(bytes)
    : Object.values(unzipSync(bytes))
        .map((part) => strFromU8(part))
        .join('\n');

const zone = process.env['TZ'];
afterEach(() => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('the rendered files of a return', () => {
  it('are written in this order', () => {
    expect(returnDocuments.rendered.map(({ name }) => name)).toEqual([
      'report.html',
      'report.docx',
      'statistics.docx',
      'statistics.xlsx',
    ]);
  });

  it.each(FILES)('$name of $layout is the same bytes on another day in another zone', async (file) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2018-01-19T10:00:00+08:00') });
    process.env['TZ'] = 'UTC';
    const here = await file.render(file.annual, MANIFEST_SHA256);
    vi.setSystemTime(Date.parse('2031-07-01T23:59:58Z'));
    process.env['TZ'] = 'America/Caracas';
    const elsewhere = await file.render(file.annual, MANIFEST_SHA256);
    expect(Buffer.from(elsewhere).equals(Buffer.from(here))).toBe(true);
  });

  it.each(FILES)(
    '$name of $layout prints the SHA-256 of the manifest, and no title of an item',
    async (file) => {
      const text = textOf(file.name, await file.render(file.annual, MANIFEST_SHA256));
      expect(text).toContain(MANIFEST_SHA256);
      expect(text).not.toContain('一份不得出现的标题');
    },
  );

  it.each(returnDocuments.rendered)(
    '$name escapes what an office and its channels are called',
    async (file) => {
      const annual = return2017({
        office: { name: '<script>&\u0001"甲\'</script>', shortName: '乙' },
        channels: [{ id: 'portal', name: '=HYPERLINK("x")<w:p/>', formRow: 'website', practice: false }],
      });
      const text = textOf(file.name, await file.render(annual, MANIFEST_SHA256));
      expect(text).toContain('&lt;script&gt;&amp;');
      // The form's tables name no channel.
      expect(text.includes('=HYPERLINK(')).toBe(file.name !== 'statistics.docx');
      expect(text).not.toMatch(/<script|"\)<w:p\/>|<f>/);
    },
  );

  it.each(FILES.filter(({ name }) => !name.endsWith('.html')))(
    '$name of $layout carries the time of the return and of no clock',
    async (file) => {
      const core = unzipSync(await file.render(file.annual, MANIFEST_SHA256))['docProps/core.xml'];
      const built = new Date(file.annual.builtAt).toISOString().slice(0, 19);
      const times = strFromU8(core ?? new Uint8Array()).match(/\d{4}-\d\d-\d\dT[\d:]{8}/g);
      expect(new Set(times)).toEqual(new Set([built]));
    },
  );
});
