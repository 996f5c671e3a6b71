import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { decisionAfter, pairOf } from '../../../lib/domain/relations/decision.ts';
import { SEALED } from '../../../lib/domain/sealing.ts';
import { returnRecordOf } from '../../examples/return-record.ts';
import { DEFINITIONS, openImportBench } from './import/import-bench.ts';
import { openReturnBench, type ReturnBenchOptions } from './returns/return-bench.ts';

const CSV_2017 = readFileSync(new URL('../../../local/demo/publications-2017.csv', import.meta.url), 'utf8');

const builtAt = Date.parse('2018-01-03T10:00:00+08:00');

const open2017 = async (options: Partial<ReturnBenchOptions> = {}) => {
  const bench = await openImportBench();
  await bench.importDone(CSV_2017);
  const { engine, dependencies } = bench;
  const returns = openReturnBench({
    engine,
    clock: dependencies.clock,
    definitions: DEFINITIONS,
    ...options,
  });
  return { bench, ...returns };
};

describe('the return of 2017', () => {
  it('is its files under year and revision, in the order of writing, and a record of their hashes', async () => {
    const { build, bench, listReturns } = await open2017();
    const record = await build(2017);
    expect(record).toMatchObject({ year: 2017, revision: 1, state: 'draft', builtBy: 'token:operator' });
    expect(record.files.map(({ name }) => name)).toEqual([
      'evidence.csv',
      'data.json',
      'inputs.json',
      'manifest.json',
      'report.html',
      'report.docx',
      'statistics.docx',
      'statistics.xlsx',
      'SHA256SUMS',
    ]);
    for (const { key, sha256, size } of record.files) {
      const stored = await bench.engine.objectStore.get(key);
      expect([size, sha256]).toEqual([
        stored?.bytes.length,
        createHash('sha256').update(stored!.bytes).digest('hex'),
      ]);
    }
    expect(record.basis).toMatchObject({ evidenceLines: 147, inputsVersion: 0 });
    expect(await listReturns(2017)).toEqual([record]);
  });

  it('prints the manifest’s hash in the report, and lists the hash of every other file', async () => {
    const { build, read } = await open2017();
    const { manifestSha256, files } = await build(2017);
    expect(await read(2017, 1, 'report.html')).toContain(manifestSha256);
    expect((await read(2017, 1, 'SHA256SUMS')).trimEnd().split('\n').toSorted()).toEqual(
      files
        .filter(({ name }) => name !== 'SHA256SUMS')
        .map(({ name, sha256 }) => `${sha256}  ${name}`)
        .toSorted(),
    );
  });

  it('says 116, row by row and in the sentence of the real report, and never 147', async () => {
    const { build, read, data } = await open2017();
    await build(2017);
    const report = await read(2017, 1, 'report.html');
    expect(report).toContain(
      '其中有31条信息既在门户网站又在市级信息公开平台发布，中心管理办公室2017年累计共发布了116条信息。',
    );
    const { cells, count } = await data(2017, 1);
    expect(count).toMatchObject({ total: 116, channels: { portal: 78, provincial: 7, municipal: 62 } });
    const valueOf = (id: string) => cells.find((cell: { id: string }) => cell.id === id).value;
    expect(['1.1', '1.2.2', '1.1.a', '3.1'].map(valueOf)).toEqual([116, 116, 4, null]);
  });

  it('has evidence that comes to the same figures when it is counted from the file alone', async () => {
    const { build, read, bench, data } = await open2017();
    await build(2017);
    const lines: Record<string, string>[] = parse(await read(2017, 1, 'evidence.csv'), {
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
    const { unknown, ...figures } = await bench.count(2017);
    const built = await data(2017, 1);
    expect(built.count).toEqual(figures);
    expect([built.unknown, unknown]).toEqual([[], []]);
  });
});

describe('a revision', () => {
  it('is answered again while nothing has changed, and is not written twice', async () => {
    const { build, buildReturn, bench, listReturns } = await open2017();
    const first = await build(2017);
    expect(await buildReturn(2017, 'token:other')).toEqual({ outcome: 'unchanged', record: first });
    expect(await listReturns(2017)).toEqual([first]);
    const keys: string[] = [];
    for await (const key of bench.engine.objectStore.list('returns/2017/')) keys.push(key);
    expect(keys.filter((key) => !key.startsWith('returns/2017/1/'))).toEqual([]);
  });

  it('is the next one once people have entered something', async () => {
    const { build, enter, data, read } = await open2017();
    await build(2017);
    const first = await read(2017, 1, 'report.html');
    await enter(2017, { cells: { '3.1': 0 } });
    expect(await build(2017)).toMatchObject({ revision: 2, basis: { inputsVersion: 1 } });
    expect((await data(2017, 2)).inputsVersion).toBe(1);
    expect(await read(2017, 1, 'report.html')).toBe(first);
  });

  it('that a dead builder has begun is passed over, and nothing of it is touched', async () => {
    const { build, bench, listReturns } = await open2017();
    const { objectStore } = bench.engine;
    await objectStore.put('returns/2017/1/data.json', new TextEncoder().encode('{}'));
    expect(await build(2017)).toMatchObject({ revision: 2, state: 'draft' });
    const left = await objectStore.get('returns/2017/1/data.json');
    expect(new TextDecoder().decode(left?.bytes)).toBe('{}');
    expect((await listReturns(2017)).map(({ revision }) => revision)).toEqual([2]);
  });

  it('is one when three ask at once, or one that says the same', async () => {
    const { buildReturn, data } = await open2017();
    const built = await Promise.all([1, 2, 3].map(() => buildReturn(2017, 'token:operator')));
    const revisions = new Set(built.map((outcome) => ('record' in outcome ? outcome.record.revision : 0)));
    const totals = await Promise.all(
      [...revisions].map(async (revision) => (await data(2017, revision)).count.total),
    );
    expect(new Set(totals)).toEqual(new Set([116]));
  });

  it('is shown as being built while it takes long, and there when it is done', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { buildReturn, listReturns, works } = await open2017({
      patience: 1,
      worksOf: (inProcess) => ({
        ...inProcess,
        begin: async (work) => {
          await released;
          return inProcess.begin(work);
        },
        isUnderWay: () => true,
      }),
    });
    expect(await buildReturn(2017, 'token:operator')).toMatchObject({
      outcome: 'running',
      record: { revision: 1, state: 'building', files: [] },
    });
    expect(await listReturns(2017)).toMatchObject([{ revision: 1, state: 'building' }]);
    expect(works.isUnderWay({ year: 2017, revision: 1, builtAt: 0 }, 0)).toBe(true);
    release();
    await expect.poll(() => listReturns(2017)).toMatchObject([{ revision: 1, state: 'draft' }]);
  });

  it('is not shown for ever where its builder died', async () => {
    const { bench, listReturns, build } = await open2017();
    await bench.engine.returns.put({
      year: 2017,
      revision: 1,
      state: 'building',
      builtAt: 0,
      builtBy: 'token:dead',
      task: { kind: 'draft' },
      files: [],
      basis: null,
      manifestSha256: null,
      amendment: null,
      refusal: null,
      supersededBy: null,
    });
    expect(await listReturns(2017)).toEqual([]);
    expect(await build(2017)).toMatchObject({ revision: 2, state: 'draft' });
  });

  it('is signed where the office has a key, and says with which', async () => {
    const { generateKeyPairSync, verify } = await import('node:crypto');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signingKey = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const { build, bench, read } = await open2017({ signingKey });
    await build(2017);
    const signature = await bench.engine.objectStore.get('returns/2017/1/manifest.sig');
    const manifest = Buffer.from(await read(2017, 1, 'manifest.json'));
    expect(verify(null, manifest, publicKey, signature!.bytes)).toBe(true);
    expect(await read(2017, 1, 'signing-key.pem')).toBe(publicKey.export({ type: 'spki', format: 'pem' }));
  });
});

it('holds no word of an item that was sealed while it was built, however long that took', async () => {
  const { bench, read, carryOut } = await open2017({ clock: { now: () => builtAt + 10 * 60_000 } });
  const { ledger, returns } = bench.engine;
  const [first] = await bench.items();
  const { item } = first!;
  const record = {
    ...returnRecordOf({ year: 2017, revision: 1, builtAt }),
    state: 'building',
    files: [],
  } as const;
  await returns.put(record);
  // The lines are read, the item is sealed, and only then is the file there.
  const evidence = ledger.evidence.bind(ledger);
  ledger.evidence = async function* (year) {
    ledger.evidence = evidence;
    yield* evidence(year);
    const seal = {
      at: builtAt + 1,
      by: 'token:t1',
      reason: '泄密',
      generation: item.generation,
      erasedAt: null,
    };
    const sealed = { ...item, generation: item.generation + 1, title: SEALED, documentNumber: null, seal };
    expect(await ledger.change(sealed, null, item.generation)).toBe('changed');
  };
  await carryOut(record);
  expect(await read(2017, 1, 'evidence.csv')).toContain(SEALED);
  expect(await read(2017, 1, 'evidence.csv')).not.toContain(item.title);
});

it('counts merged items once, and its evidence says as which', async () => {
  const { build, read, bench, data } = await open2017();
  const [first, second, third] = (await bench.items()).map(({ item }) => item.id);
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few items');
  const told = { decision: 'merge', reason: '同一份通知', at: 0, by: 'token:t1' } as const;
  const one = decisionAfter(undefined, { items: pairOf(first, second), ...told });
  await bench.engine.relations.append(one);
  await bench.engine.relations.append(decisionAfter(one, { items: pairOf(second, third), ...told }));
  await build(2017);
  const lines: Record<string, string>[] = parse(await read(2017, 1, 'evidence.csv'), {
    bom: true,
    columns: true,
  });
  const countedAs = new Set(lines.map((line) => line['合并计入'] || line['信息标识']));

  expect(lines).toHaveLength(147);
  expect(countedAs.size).toBe(114);
  expect((await data(2017, 1)).count).toMatchObject({ total: 114 });
  expect(await bench.count(2017)).toMatchObject({ total: 114, published: 114 });
});

it('builds a year with nothing as a valid return of zeros, once the ledger publishes', async () => {
  const { build, read, bench, data } = await open2017();
  const portal = await bench.engine.channels.read('portal');
  const liveSince = Date.parse('2014-12-31T10:00:00+08:00');
  await bench.engine.channels.write({ ...portal, version: 1, liveSince }, 0);
  const { basis } = await build(2015);
  expect(basis?.evidenceLines).toBe(0);
  expect(await read(2015, 1, 'report.html')).toContain('累计共发布了0条信息。');
  const { cells } = await data(2015, 1);
  expect(cells.find(({ id }: { id: string }) => id === '1.1')).toMatchObject({ value: 0, from: 'ledger' });
});

it('leaves blank, and never 0, what was before the ledger and nobody imported', async () => {
  const { build, read, data } = await open2017();
  await build(2015);
  const report = await read(2015, 1, 'report.html');
  expect(report).toContain('信息条数不详（门户网站2015-01-01至2015-12-31、');
  const { cells, unknown } = await data(2015, 1);
  expect(cells.filter(({ value }: { value: unknown }) => value !== null)).toEqual([]);
  expect(unknown).toHaveLength(3);
});

it('has a count for each quarter where the office asks for them', async () => {
  const { build, data } = await open2017({ policies: { quarterlyTables: true } });
  await build(2017);
  const { quarters, count } = await data(2017, 1);
  const totals = quarters.map(({ total }: { total: number }) => total);
  expect(totals).toHaveLength(4);
  expect(totals.reduce((sum: number, total: number) => sum + total, 0)).toBe(count.total);
});

it('says of 2019 that its layout is not offered, and gives count and evidence all the same', async () => {
  const bench = await openImportBench(undefined, Date.parse('2020-01-10T10:00:00+08:00'));
  await bench.importDone('渠道,标题,发布时间\n门户网站,关于虚构事项的通知,2019-05-06\n');
  const { engine, dependencies } = bench;
  const { build, read, data, file } = openReturnBench({
    engine,
    clock: dependencies.clock,
    definitions: DEFINITIONS,
  });
  const { revision } = await build(2019);
  expect(await read(2019, revision, 'report.html')).toContain('国办公开办函〔2019〕60号');
  expect(await data(2019, revision)).toMatchObject({ form: null, cells: [], count: { total: 1 } });
  expect(await file(2019, { revision })).toMatchObject({
    outcome: 'invalid',
    violations: [{ code: 'form-not-offered' }],
  });
});

it('refuses a year that has not begun', async () => {
  const { buildReturn } = await open2017();
  expect(await buildReturn(2019, 'token:operator')).toMatchObject({
    outcome: 'invalid',
    violations: [{ code: 'year-in-future', pointer: '/year' }],
  });
});
