import { describe, expect, it } from 'vitest';
import { SEALED } from '../../../../lib/domain/sealing.ts';
import type { Engine } from '../../../../lib/ports/engine.ts';
import { createVoidImport } from '../../../../lib/usecases/void-import.ts';
import { type CsvRow, csvOf, openImportBench, publicOf } from './import-bench.ts';

const REASON = { reason: '文件中的发布时间有误' };

const open = async () => {
  const bench = await openImportBench();
  const voidImport = createVoidImport(bench.dependencies);
  const numberOf = async (rows: readonly CsvRow[]): Promise<number> =>
    (await bench.importDone(csvOf(rows))).import ?? 0;
  const publications = async () =>
    publicOf(await bench.items()).map(({ title, channel }) => `${title} ${channel}`);
  return { bench, voidImport, numberOf, publications };
};

const PORTAL: CsvRow = { title: '（虚构）甲', channel: 'portal' };
const MUNICIPAL: CsvRow = { title: '（虚构）甲', channel: 'municipal', publishedAt: '2017-03-02' };
const OTHER: CsvRow = { title: '（虚构）乙', body: '（虚构）乙的正文。' };

const historyOf = async ({ ledger }: Engine, title: string) => {
  const { rows } = await ledger.list({ text: title, limit: 10 });
  return rows.flatMap(({ item, deliveries }) =>
    [item, ...deliveries].flatMap(({ history }) => history.map(({ what, why }) => `${what}：${why ?? ''}`)),
  );
};

describe('a voided import', () => {
  it('counts no more, its items are shown voided, and their history keeps all', async () => {
    const { bench, voidImport, numberOf, publications } = await open();
    const number = await numberOf([PORTAL, MUNICIPAL, OTHER]);
    const before = await bench.count(2017);

    expect(await voidImport(number, REASON, 'token:admin')).toEqual({
      outcome: 'done',
      report: { import: number, state: 'voided', forgotten: 3 },
    });
    expect(before).toMatchObject({ total: 2, importedDeliveries: 3 });
    expect(await bench.count(2017)).toMatchObject({ total: 0, published: 0, importedDeliveries: 0 });
    expect(await publications()).toEqual([]);
    for (const { item } of await bench.items()) {
      expect(item).toMatchObject({ state: 'withdrawn', plan: [], voided: { import: number, ...REASON } });
    }
    const history = await historyOf(bench.engine, '甲');
    expect(history).toContain('imported：导入批次1');
    expect(history).toContain('voided：导入批次1已作废：文件中的发布时间有误');
    expect(history).toContain('voided：导入批次1已作废：文件中的发布时间有误；原网址：无');
    expect(await bench.engine.imports.read(number)).toMatchObject({
      state: 'voided',
      voided: { by: 'token:admin', rows: 3, ...REASON },
    });
  });

  it('makes room for the corrected file, and for the same one', async () => {
    const { bench, voidImport, numberOf, publications } = await open();
    await voidImport(await numberOf([PORTAL, OTHER]), REASON, 'token:admin');
    const corrected = await numberOf([{ ...PORTAL, publishedAt: '2016-03-01' }, OTHER]);
    const years = [await bench.count(2016), await bench.count(2017)];
    await voidImport(corrected, REASON, 'token:admin');
    const again = await numberOf([PORTAL, OTHER]);

    expect(years).toMatchObject([{ total: 1 }, { total: 1 }]);
    expect([corrected, again]).toEqual([2, 3]);
    expect(await bench.count(2017)).toMatchObject({ total: 2 });
    expect((await publications()).toSorted()).toEqual(['（虚构）乙 portal', '（虚构）甲 portal'].toSorted());
    const shown = (await bench.items()).filter(({ item }) => item.state === 'live');
    expect(shown.map(({ item }) => item.voided)).toEqual([null, null]);
  });

  it('leaves what another import states too, whichever came first', async () => {
    const { bench, voidImport, numberOf, publications } = await open();
    const first = await numberOf([PORTAL, MUNICIPAL]);
    const second = await numberOf([PORTAL, OTHER]);

    expect(await voidImport(first, REASON, 'token:admin')).toMatchObject({ report: { forgotten: 1 } });
    expect((await publications()).toSorted()).toEqual(['（虚构）乙 portal', '（虚构）甲 portal'].toSorted());
    expect(await bench.count(2017)).toMatchObject({ total: 2 });
    expect(await voidImport(second, REASON, 'token:admin')).toMatchObject({ report: { forgotten: 2 } });
    expect(await publications()).toEqual([]);
  });

  it('lets rows that it kept apart come together', async () => {
    const { bench, voidImport, numberOf } = await open();
    await numberOf([PORTAL, MUNICIPAL]);
    const second = await numberOf([{ ...PORTAL, publishedAt: '2017-03-05' }]);
    const apart = await bench.count(2017);
    await voidImport(second, REASON, 'token:admin');

    expect(apart).toMatchObject({ total: 3 });
    expect(await bench.count(2017)).toMatchObject({
      total: 1,
      regions: [{ channels: ['municipal', 'portal'], items: 1 }],
    });
  });

  it('does not write down again what was sealed in its record meanwhile', async () => {
    const { bench, numberOf } = await open();
    const number = await numberOf([PORTAL, { ...PORTAL, documentNumber: '虚发〔2017〕1号' }]);
    const { imports } = bench.engine;
    const sealTitles = async (): Promise<void> => {
      const record = await imports.read(number);
      const suspects = record?.suspects.map((suspect) => ({ ...suspect, title: SEALED })) ?? [];
      if (record !== undefined) await imports.write({ ...record, suspects });
    };
    const voidImport = createVoidImport({
      ...bench.dependencies,
      imports: {
        ...imports,
        titleKeysOf: async (of) => {
          await sealTitles();
          return imports.titleKeysOf(of);
        },
      },
    });

    await voidImport(number, REASON, 'token:admin');

    expect(await imports.read(number)).toMatchObject({
      state: 'voided',
      suspects: [{ title: SEALED }],
    });
  });

  it('is void once', async () => {
    const { voidImport, numberOf } = await open();
    const number = await numberOf([PORTAL]);
    await voidImport(number, REASON, 'token:admin');

    expect(await voidImport(number, REASON, 'token:admin')).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'voided' },
    });
  });

  it.each([
    { number: 9, reason: '有误', outcome: { outcome: 'not-found' } },
    { number: 1, reason: '  ', outcome: { outcome: 'invalid', violations: [{ code: 'reason-needed' }] } },
  ])('is refused: import $number, reason "$reason"', async ({ number, reason, outcome }) => {
    const { voidImport, numberOf, publications } = await open();
    await numberOf([PORTAL]);

    expect(await voidImport(number, { reason }, 'token:admin')).toMatchObject(outcome);
    expect(await publications()).toHaveLength(1);
  });

  it('is not taken in again while it is being voided', async () => {
    const { bench, numberOf } = await open();
    const number = await numberOf([PORTAL]);
    const record = await bench.engine.imports.read(number);
    if (record === undefined) throw new Error('the import is gone');
    const voided = { by: 'token:admin', at: 0, rows: null, ...REASON };
    await bench.engine.imports.write({ ...record, state: 'voiding', voided });

    expect(await bench.import(csvOf([PORTAL]))).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'being-voided' },
    });
  });

  it('goes on in the background where it is large', async () => {
    const works: Promise<unknown>[] = [];
    const bench = await openImportBench(() => ({ inBackground: (work) => works.push(work) }));
    await bench.importDone(csvOf([PORTAL]));
    const record = await bench.engine.imports.read(1);
    if (record === undefined) throw new Error('the import is gone');
    await bench.engine.imports.write({ ...record, rows: 5001 });
    const voiding = await createVoidImport(bench.dependencies)(1, REASON, 'token:admin');
    await Promise.all(works);

    expect(voiding).toEqual({ outcome: 'running', import: 1 });
    expect(await bench.count(2017)).toMatchObject({ total: 0 });
    expect((await bench.engine.imports.read(1))?.state).toBe('voided');
  });
});
