import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createListFigure, type FigureQuery } from '../../../lib/usecases/list-figure.ts';
import { csvOf, openImportBench, POLICIES } from './import/import-bench.ts';

const CSV_2017 = readFileSync(new URL('../../../local/demo/publications-2017.csv', import.meta.url), 'utf8');

const openOffice = async (csv = CSV_2017) => {
  const bench = await openImportBench();
  await bench.importDone(csv);
  const listFigure = createListFigure({ ledger: bench.engine.ledger, policies: POLICIES });
  const page = async (query: Omit<FigureQuery, 'limit'> & { readonly limit?: number }) => {
    const listed = await listFigure({ limit: 1000, ...query });
    if (listed.outcome !== 'listed') throw new Error(JSON.stringify(listed));
    return listed;
  };
  return { bench, listFigure, page };
};

describe('a figure', () => {
  it('opens into as many items as the count says, each region and channel too', async () => {
    const { bench, page } = await openOffice();
    const count = await bench.count(2017);
    for (const { channels, items } of count.regions) {
      expect((await page({ year: 2017, region: channels })).items).toHaveLength(items);
    }
    for (const [channel, items] of Object.entries(count.channels)) {
      expect((await page({ year: 2017, overlap: [channel] })).items).toHaveLength(items);
    }
    expect((await page({ year: 2017, figure: 'total' })).items).toHaveLength(count.total);
    expect((await page({ year: 2017, formRow: 'website' })).items).toHaveLength(116);
    expect((await page({ year: 2016 })).items).toEqual([]);
  });

  it('opens page by page, each item once', async () => {
    const { page } = await openOffice();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const listed: Awaited<ReturnType<typeof page>> = await page({
        year: 2017,
        figure: 'total',
        limit: 50,
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...listed.items.map(({ item }) => item.id));
      cursor = listed.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(116);
    expect(new Set(seen).size).toBe(116);
  });

  it('ends a page that is exactly full without another one', async () => {
    const { page } = await openOffice();
    expect(await page({ year: 2017, region: ['provincial'], limit: 7 })).toMatchObject({ nextCursor: null });
    expect((await page({ year: 2017, region: ['provincial'], limit: 6 })).nextCursor).toMatch(
      /^[0-9a-f]{64}$/,
    );
  });

  it.each([
    { figure: 'late' as const, titles: ['（虚构）迟到'] },
    { figure: 'earlier' as const, titles: ['（虚构）去年'] },
    { figure: 'total' as const, titles: ['（虚构）准时', '（虚构）迟到'] },
    { figure: 'published' as const, titles: ['（虚构）准时', '（虚构）去年', '（虚构）迟到'] },
    { figure: 'withdrawn' as const, titles: [] },
  ])('shows behind $figure the items that it counts', async ({ figure, titles }) => {
    const { page } = await openOffice(
      csvOf([
        { title: '（虚构）准时', formedOn: '2017-02-27' },
        { title: '（虚构）迟到', formedOn: '2017-01-03' },
        { title: '（虚构）去年', publishedAt: '2016-12-31' },
        { title: '（虚构）去年', publishedAt: '2017-01-01', channel: 'municipal' },
      ]),
    );
    const { items } = await page({ year: 2017, figure });
    expect(new Set(items.map(({ item }) => item.title))).toEqual(new Set(titles));
  });

  it('obeys a condition of the caller on top, filling its pages', async () => {
    const { page } = await openOffice();
    const { items, nextCursor } = await page({
      year: 2017,
      limit: 5,
      matching: ({ item }) => item.title.includes('简报'),
    });
    expect(items.map(({ item }) => item.title.includes('简报'))).toEqual([true, true, true, true, true]);
    expect(nextCursor).not.toBeNull();
  });
});

it('refuses a cursor that is none', async () => {
  const { listFigure } = await openOffice();
  expect(await listFigure({ year: 2017, cursor: '1', limit: 10 })).toMatchObject({
    outcome: 'invalid',
    violations: [{ code: 'cursor-unknown' }],
  });
});
