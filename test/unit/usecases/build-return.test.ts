import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { decisionAfter, pairOf } from '../../../lib/domain/relations/decision.ts';
import { returnDocuments } from '../../../lib/returns/return-documents.ts';
import { createBuildReturn } from '../../../lib/usecases/build-return.ts';
import { createListReturns } from '../../../lib/usecases/list-returns.ts';
import { DEFINITIONS, type ImportBench, openImportBench, POLICIES } from './import/import-bench.ts';

const CSV_2017 = readFileSync(new URL('../../../local/demo/publications-2017.csv', import.meta.url), 'utf8');

const builderOf = ({ engine, dependencies: { clock } }: ImportBench) =>
  createBuildReturn({
    ledger: engine.ledger,
    returns: engine.returns,
    register: engine.channels,
    objectStore: engine.objectStore,
    definitions: DEFINITIONS,
    policies: POLICIES,
    office: { name: '虚构市政务服务中心管理办公室', shortName: '中心管理办公室' },
    documents: returnDocuments,
    clock,
  });

const open2017 = async () => {
  const bench = await openImportBench();
  await bench.importDone(CSV_2017);
  const buildReturn = builderOf(bench);
  const build = async (year = 2017) => {
    const built = await buildReturn(year, 'token:operator');
    if (built.outcome !== 'built') throw new Error(JSON.stringify(built));
    return built.record;
  };
  const read = async (key: string) => {
    const file = await bench.engine.objectStore.get(key);
    return new TextDecoder().decode(file?.bytes);
  };
  return { bench, build, buildReturn, read };
};

describe('the return of 2017', () => {
  it('is three files under its year and revision, and a record of their hashes', async () => {
    const { build, bench } = await open2017();
    const record = await build();
    expect(record).toMatchObject({ year: 2017, revision: 1, state: 'draft', builtBy: 'token:operator' });
    expect(record.files.map(({ key }) => key)).toEqual(
      ['report.html', 'data.json', 'evidence.csv'].map((name) => `returns/2017/1/${name}`),
    );
    expect(await createListReturns({ returns: bench.engine.returns })(2017)).toEqual([record]);
  });

  it('says 116, in the sentence of the real report', async () => {
    const { build, read } = await open2017();
    await build();
    const report = await read('returns/2017/1/report.html');
    expect(report).toContain(
      '其中有31条信息既在门户网站又在市级信息公开平台发布，中心管理办公室2017年累计共发布了116条信息。',
    );
    expect(report).not.toContain('147');
  });

  it('has evidence that comes to the same figures when it is counted from the file alone', async () => {
    const { build, read, bench } = await open2017();
    await build();
    const lines: Record<string, string>[] = parse(await read('returns/2017/1/evidence.csv'), {
      bom: true,
      columns: true,
    });
    expect(lines).toHaveLength(147);
    const channelsOf = Map.groupBy(lines, (line) => line['信息标识']);
    expect(channelsOf.size).toBe(116);
    const regions = Map.groupBy(channelsOf.values(), (of) => of.map((line) => line['渠道代码']).join('+'));
    expect(Object.fromEntries([...regions].map(([region, of]) => [region, of.length]))).toEqual({
      portal: 47,
      provincial: 7,
      municipal: 31,
      'municipal+portal': 31,
    });
    const data = JSON.parse(await read('returns/2017/1/data.json'));
    const { unknown, ...figures } = await bench.count(2017);
    expect(data.count).toEqual(figures);
    expect([data.unknown, unknown]).toEqual([[], []]);
    expect(data.rows.find(({ code }: { code: string }) => code === '1.1.a')).toMatchObject({ value: 4 });
  });
});

describe('a revision', () => {
  it('is never written twice: each build is the next', async () => {
    const { build, read } = await open2017();
    await build();
    const first = await read('returns/2017/1/report.html');
    expect(await build()).toMatchObject({ revision: 2 });
    expect(await read('returns/2017/1/report.html')).toBe(first);
  });

  it('that a dead builder has begun is passed over', async () => {
    const { build, bench, read } = await open2017();
    await bench.engine.objectStore.put('returns/2017/1/data.json', new TextEncoder().encode('{}'));
    expect(await build()).toMatchObject({ revision: 2 });
    expect(await read('returns/2017/1/data.json')).toBe('{}');
  });

  it('is its own when two build at once', async () => {
    const { build } = await open2017();
    const records = await Promise.all([build(), build(), build()]);
    expect(new Set(records.map(({ revision }) => revision)).size).toBe(3);
  });
});

it('counts merged items once, and its evidence says as which', async () => {
  const { build, read, bench } = await open2017();
  const [first, second, third] = (await bench.items()).map(({ item }) => item.id);
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few items');
  const told = { decision: 'merge', reason: '同一份通知', at: 0, by: 'token:t1' } as const;
  const one = decisionAfter(undefined, { items: pairOf(first, second), ...told });
  await bench.engine.relations.append(one);
  await bench.engine.relations.append(decisionAfter(one, { items: pairOf(second, third), ...told }));
  await build();
  const lines: Record<string, string>[] = parse(await read('returns/2017/1/evidence.csv'), {
    bom: true,
    columns: true,
  });
  const countedAs = new Set(lines.map((line) => line['合并计入'] || line['信息标识']));

  expect(lines).toHaveLength(147);
  expect(countedAs.size).toBe(114);
  expect(JSON.parse(await read('returns/2017/1/data.json')).count).toMatchObject({ total: 114 });
  expect(await bench.count(2017)).toMatchObject({ total: 114, published: 114 });
});

it('builds a year with nothing as a valid return of zeros, once the ledger publishes', async () => {
  const { build, read, bench } = await open2017();
  const portal = await bench.engine.channels.read('portal');
  const liveSince = Date.parse('2014-12-31T10:00:00+08:00');
  await bench.engine.channels.write({ ...portal, version: 1, liveSince }, 0);
  await build(2015);
  expect(await read('returns/2015/1/report.html')).toContain('累计共发布了0条信息。');
});

it('leaves blank, and never 0, what was before the ledger and nobody imported', async () => {
  const { build, read } = await open2017();
  await build(2015);
  const report = await read('returns/2015/1/report.html');
  expect(report).toContain('2015年发布的信息条数不详（门户网站2015-01-01至2015-12-31、');
  expect(report).toContain('<td>门户网站</td><td class="number unknown">不详</td>');
  const data = JSON.parse(await read('returns/2015/1/data.json'));
  expect(data.rows.map(({ value }: { value: number | null }) => value)).toEqual(data.rows.map(() => null));
  expect(data.unknown).toHaveLength(3);
});

it('refuses a year that has not begun', async () => {
  const { buildReturn } = await open2017();
  expect(await buildReturn(2019, 'token:operator')).toMatchObject({
    outcome: 'invalid',
    violations: [{ code: 'year-in-future', pointer: '/year' }],
  });
});
