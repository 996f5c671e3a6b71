import { describe, expect, it } from 'vitest';
import { createListFigure } from '../../../lib/usecases/list-figure.ts';
import { createListItems, type ListQuery } from '../../../lib/usecases/list-items.ts';
import { createReadRelations } from '../../../lib/usecases/relations/read-relations.ts';
import { openOffice } from '../../examples/office.ts';
import { csvOf, openImportBench, POLICIES } from './import/import-bench.ts';

/** On the portal at the end of 2016, on the municipal platform early in 2017; and one on both in 2017. */
const ACROSS_NEW_YEAR = csvOf([
  { title: '（虚构）跨年', channel: 'portal', publishedAt: '2016-12-30' },
  { title: '（虚构）跨年', channel: 'municipal', publishedAt: '2017-01-05' },
  { title: '（虚构）两处', channel: 'portal', publishedAt: '2017-05-02' },
  { title: '（虚构）两处', channel: 'municipal', publishedAt: '2017-05-03' },
]);

const open = async () => {
  const bench = await openImportBench();
  await bench.importDone(ACROSS_NEW_YEAR);
  const { ledger } = bench.engine;
  const { configuration } = await openOffice();
  const listItems = createListItems({
    ledger,
    listFigure: createListFigure({ ledger, policies: POLICIES }),
    readRelations: createReadRelations({ relations: bench.engine.relations }),
    definitions: configuration.channels,
    clock: { now: () => Date.parse('2026-11-03T12:00:00+08:00') },
  });
  const titles = async (query: Omit<ListQuery, 'limit'>) => {
    const listed = await listItems({ limit: 100, ...query });
    if (listed.outcome !== 'listed') throw new Error(JSON.stringify(listed));
    return listed.items.map(({ title }) => title).toSorted();
  };
  return { bench, titles, listItems };
};

describe('a channel that is not there', () => {
  it('is named where it lists nothing, instead of an empty list', async () => {
    const { listItems } = await open();
    expect(await listItems({ limit: 10, channel: 'protal' })).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'channel-unknown', pointer: '/channel' }],
    });
    expect(await listItems({ limit: 10, year: 2017, region: ['portal', 'munici'] })).toMatchObject({
      violations: [{ code: 'channel-unknown', pointer: '/region' }],
    });
    expect(await listItems({ limit: 10, channel: 'provincial' })).toMatchObject({
      outcome: 'listed',
      items: [],
    });
  });
});

describe('what opens a figure of a year', () => {
  it("opens each channel's own figure into as many items as it counts", async () => {
    const { bench, titles } = await open();
    const { channels } = await bench.count(2017);

    expect(channels).toMatchObject({ portal: 1, municipal: 2 });
    expect(await titles({ year: 2017, channel: 'portal' })).toEqual(['（虚构）两处']);
    expect(await titles({ year: 2017, channel: 'municipal' })).toEqual(['（虚构）两处', '（虚构）跨年']);
  });

  it.each([
    ['an overlap', { overlap: ['municipal', 'portal'] }, ['（虚构）两处']],
    ['a row of the form', { formRow: 'website' }, ['（虚构）两处', '（虚构）跨年']],
    ['a quarter', { quarter: 1 }, ['（虚构）跨年']],
    ['a channel of a quarter', { quarter: 1, channel: 'portal' }, []],
    [
      'a state on a channel it is planned for',
      { channel: 'portal', state: 'published' },
      ['（虚构）两处', '（虚构）跨年'],
    ],
  ] as const)('opens %s', async (_name, query, expected) => {
    const { titles } = await open();

    expect(await titles({ year: 2017, ...query })).toEqual(expected);
  });
});
