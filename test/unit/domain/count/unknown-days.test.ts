import { describe, expect, it } from 'vitest';
import { unknownDays } from '../../../../lib/domain/count/unknown-days.ts';
import { instantOf } from '../../../../lib/domain/shanghai-time.ts';

const at = (text: string): number => instantOf(text)?.instant ?? Number.NaN;
const NOW = at('2026-12-10 09:00');

/** When channels went live; their figures; the months from which imports tell; what is unknown of each, first and last day. */
const unknownOf = (
  asked: { readonly year: number; readonly quarter?: 1 | 2 | 3 | 4 },
  since: Readonly<Record<string, string | null>>,
  importedFrom: Readonly<Record<string, string>>,
  channels: Readonly<Record<string, number>>,
) =>
  unknownDays(
    { ...asked, channels, importedFrom },
    Object.entries(since).map(([id, day]) => ({ id, name: id, liveSince: day === null ? null : at(day) })),
    NOW,
  ).map(({ channel, from, through, nothingKnown }) => [channel, from, through, nothingKnown]);

describe('what a year leaves out', () => {
  it.each([
    {
      what: 'the months before going live, of which no import tells',
      asked: { year: 2026 },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: {},
      channels: { portal: 5 },
      unknown: [['portal', '2026-01-01', '2026-11-02', false]],
    },
    {
      what: 'nothing where an import covers them',
      asked: { year: 2026 },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: { portal: '2026-01' },
      unknown: [],
    },
    {
      what: 'the months before the first imported one, in the year of going live',
      asked: { year: 2026 },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: { portal: '2026-09' },
      unknown: [['portal', '2026-01-01', '2026-08-31', false]],
    },
    {
      what: 'a whole year before, of which nothing was imported',
      asked: { year: 2025 },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: {},
      unknown: [['portal', '2025-01-01', '2025-12-31', true]],
    },
    {
      what: 'nothing of a year before that was imported, whatever its first month',
      asked: { year: 2017 },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: { portal: '2017-03' },
      unknown: [],
    },
    {
      what: 'of a channel never published to, what was before the ledger first published anywhere',
      asked: { year: 2026 },
      since: { portal: '2026-02-01', municipal: null },
      importedFrom: { portal: '2026-01' },
      channels: { portal: 5, municipal: 0 },
      unknown: [['municipal', '2026-01-01', '2026-01-31', true]],
    },
    {
      what: 'everything up to yesterday in a ledger that never published',
      asked: { year: 2026 },
      since: { portal: null },
      importedFrom: {},
      unknown: [['portal', '2026-01-01', '2026-12-09', true]],
    },
    {
      what: 'nothing of a year that began after going live',
      asked: { year: 2026 },
      since: { portal: '2025-12-31', municipal: null },
      importedFrom: {},
      unknown: [],
    },
    {
      what: 'the days of the month of going live before it',
      asked: { year: 2026 },
      since: { portal: '2026-01-05' },
      importedFrom: {},
      channels: { portal: 5 },
      unknown: [['portal', '2026-01-01', '2026-01-04', false]],
    },
    {
      what: 'of a quarter its own months',
      asked: { year: 2026, quarter: 3 as const },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: {},
      unknown: [['portal', '2026-07-01', '2026-09-30', true]],
    },
    {
      what: 'of the quarter of going live the days before it',
      asked: { year: 2026, quarter: 4 as const },
      since: { portal: '2026-11-03 10:00' },
      importedFrom: {},
      channels: { portal: 5 },
      unknown: [['portal', '2026-10-01', '2026-11-02', false]],
    },
  ])('is $what', ({ asked, since, importedFrom, channels = {}, unknown }) => {
    expect(unknownOf(asked, since, importedFrom, channels)).toEqual(unknown);
  });

  it('is said in a sentence', () => {
    const [unknown] = unknownDays(
      { year: 2026, channels: {}, importedFrom: {} },
      [{ id: 'portal', name: '门户网站', liveSince: at('2026-11-03') }],
      NOW,
    );
    expect(unknown?.message.zh).toBe(
      '门户网站：2026-01-01至2026-11-02不由本系统发布，也没有导入的发布记录，情况不详；这段时间没有计入，不等于0条。',
    );
  });
});
