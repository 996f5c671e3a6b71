import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyHistory } from '../../../../lib/domain/history.ts';
import type { ItemRow } from '../../../../lib/domain/ledger-rows.ts';
import { SEALED, SEALED_TITLE } from '../../../../lib/domain/sealing.ts';
import { instantOf } from '../../../../lib/domain/shanghai-time.ts';
import type { Engine } from '../../../../lib/ports/engine.ts';
import type { ChannelState } from '../../../../lib/ports/registers.ts';
import { FIGURES_OF_2017 } from '../../../examples/count-of-2017.ts';
import { csvOf, openImportBench, publicOf } from './import-bench.ts';

/** As a withdrawal for a leak does, the whole of it done before the import goes on. */
const sealInBench = async ({ ledger }: Engine, item: ItemRow): Promise<void> => {
  const at = item.recordedAt;
  const generation = item.generation + 1;
  const seal = { at, by: 'token:t1', reason: '误公开', generation, erasedAt: at };
  const withdrawn = { ...item, ...SEALED_TITLE, state: 'withdrawn' as const, generation, seal };
  expect(await ledger.change(withdrawn, null, item.generation)).toBe('changed');
};

const CSV_2017 = readFileSync(
  new URL('../../../../local/demo/publications-2017.csv', import.meta.url),
  'utf8',
);
const BODY = '（虚构）正文。';

describe('the publications of 2017', () => {
  it('are 147 rows of 116 items in four regions', async () => {
    const bench = await openImportBench();
    expect(await bench.importDone(CSV_2017)).toEqual({
      import: 1,
      rows: 147,
      items: 116,
      merged: 31,
      rejected: [],
      suspects: [],
    });
    expect(await bench.count(2017)).toMatchObject(FIGURES_OF_2017);
  });

  it('change nothing when they are imported again, and the answer is the first one', async () => {
    const bench = await openImportBench();
    const report = await bench.importDone(CSV_2017);
    const before = await bench.items();
    expect(await bench.importDone(CSV_2017)).toEqual(report);
    expect(await bench.items()).toEqual(before);
  });

  it('change nothing when another file brings the same rows in another order', async () => {
    const bench = await openImportBench();
    await bench.importDone(CSV_2017);
    const before = await bench.items();
    const [header = '', ...lines] = CSV_2017.trimEnd().split('\n');
    const again = await bench.importDone([header, ...lines.toReversed()].join('\n'));
    expect(again).toMatchObject({ import: 2, rows: 147, items: 116, merged: 31 });
    expect(await bench.items()).toEqual(before);
  });
});

describe('what an import writes', () => {
  it('is an item that the pipeline owes nobody, public as stated, and marked as imported', async () => {
    const bench = await openImportBench();
    await bench.importDone(
      csvOf([{ url: 'https://portal.example.cn/1.html', publishedAt: '2017-03-01 09:30' }]),
    );
    const [snapshot] = await bench.items();
    expect(snapshot?.item).toMatchObject({
      state: 'live',
      plan: ['portal'],
      owed: [],
      dueAt: null,
      dueOn: null,
      importedBy: 1,
    });
    expect(snapshot?.deliveries).toMatchObject([
      {
        channel: 'portal',
        state: 'published',
        basis: 'stated',
        publicAt: instantOf('2017-03-01 09:30')!.instant,
        importedBy: 1,
        receipt: { url: 'https://portal.example.cn/1.html' },
        facts: { practice: false, formRow: 'website' },
        history: [{ by: 'token:admin', what: 'imported' }],
      },
    ]);
  });

  it('has a deadline where the file states when the item was formed', async () => {
    const bench = await openImportBench();
    await bench.importDone(csvOf([{ formedOn: '2017-01-05', publishedAt: '2017-11-01' }]));
    const [snapshot] = await bench.items();
    expect(snapshot?.item.dueOn).toMatch(/^2017-0[12]-\d\d$/);
    expect(await bench.count(2017)).toMatchObject({ total: 1, late: 1 });
  });

  it('keeps of two publications on one channel the earlier one', async () => {
    const bench = await openImportBench();
    const row = { documentNumber: '虚政服发〔2017〕3号' };
    await bench.importDone(csvOf([{ ...row, publishedAt: '2017-05-01' }]));
    await bench.importDone(csvOf([{ ...row, publishedAt: '2016-12-30' }]));
    expect(await bench.count(2017)).toMatchObject({ total: 0, published: 0 });
    expect(await bench.count(2016)).toMatchObject({ total: 1, published: 1, importedDeliveries: 1 });
  });
});

describe('a dry run', () => {
  it('tells what would come of it and stores nothing', async () => {
    const bench = await openImportBench();
    expect(await bench.importDone(CSV_2017, { dryRun: true })).toMatchObject({
      import: null,
      rows: 147,
      items: 116,
      merged: 31,
    });
    expect(await bench.items()).toEqual([]);
    expect(await bench.importDone(CSV_2017)).toMatchObject({ import: 1 });
  });
});

describe('a file with a broken row', () => {
  it('is refused as a whole, with the row named, and nothing is stored', async () => {
    const bench = await openImportBench();
    const imported = await bench.import(csvOf([{}, { publishedAt: '2017-02-30' }]));
    expect(imported).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'date-invalid', pointer: '/rows/3/publishedAt' }],
    });
    expect(await bench.items()).toEqual([]);
    expect(await bench.engine.imports.read(1)).toBeUndefined();
  });

  it('is one whose body says nothing', async () => {
    const bench = await openImportBench();
    expect(await bench.import(csvOf([{ body: '<p> </p>' }]))).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'content-empty', pointer: '/rows/2/body' }],
    });
  });
});

describe('a row dated after its channel went live', () => {
  it('is left out and named; the others are taken', async () => {
    const bench = await openImportBench();
    const live: ChannelState = {
      channel: 'portal',
      version: 1,
      liveSince: instantOf('2017-06-01 12:00')!.instant,
      outage: null,
      lastSuccessAt: null,
      paused: null,
      ...emptyHistory({ itemId: null, channel: 'portal' }),
    };
    await bench.engine.channels.write(live, 0);
    const rows = [
      { title: '（虚构）甲', publishedAt: '2017-06-01' },
      { title: '（虚构）乙', publishedAt: '2017-06-02' },
      { title: '（虚构）丙', publishedAt: '2017-06-02', channel: 'municipal' },
    ];
    const report = await bench.importDone(csvOf(rows));
    expect(report).toMatchObject({ rows: 3, items: 2, merged: 0 });
    expect(report.rejected).toEqual([
      { row: 3, reasons: [expect.stringMatching(/^该渠道自2017-06-01 12:00起/)] },
    ]);
    expect(await bench.count(2017)).toMatchObject({ total: 2 });
  });
});

describe('rows that stay apart', () => {
  it('are counted each and named as suspects', async () => {
    const bench = await openImportBench();
    const report = await bench.importDone(csvOf([{}, { channel: 'municipal', publishedAt: '2017-09-01' }]));
    const ids = (await bench.items()).map(({ item }) => item.id);
    expect(report).toMatchObject({ items: 2, merged: 0 });
    expect(report.suspects).toEqual([
      { title: '（虚构）通知', items: expect.arrayContaining(ids), reason: expect.stringContaining('30日') },
    ]);
    expect(await bench.count(2017)).toMatchObject({ total: 2 });
  });

  it('are not named by a title that was sealed while the import ran', async () => {
    const bench = await openImportBench((engine) => ({
      suspects: {
        ...engine.suspects,
        put: async (suspect) => {
          await engine.suspects.put(suspect);
          const sealed = await engine.ledger.read(suspect.items[0]);
          if (sealed === undefined) throw new Error('no such item');
          await sealInBench(engine, sealed.item);
        },
      },
    }));
    const report = await bench.importDone(csvOf([{}, { channel: 'municipal', publishedAt: '2017-09-01' }]));
    expect(report.suspects).toMatchObject([{ title: SEALED }]);
    expect((await bench.engine.imports.read(1))?.suspects).toEqual(report.suspects);
  });

  it('leave the item that they were when a later file splits them, without losing a publication', async () => {
    const bench = await openImportBench();
    await bench.importDone(csvOf([{}, { channel: 'municipal' }]));
    expect(await bench.count(2017)).toMatchObject({ total: 1, published: 1 });
    await bench.importDone(csvOf([{ publishedAt: '2017-03-09' }]));
    expect(await bench.count(2017)).toMatchObject({ total: 3, channels: { portal: 2, municipal: 1 } });
  });

  it('leave their history behind: an emptied item says where they went, and nothing is deleted', async () => {
    const bench = await openImportBench();
    await bench.importDone(csvOf([{ documentNumber: '虚1号', url: 'https://portal.example.cn/1.html' }]));
    const [bodyless] = await bench.items();
    await bench.importDone(csvOf([{ documentNumber: '虚1号', channel: 'municipal', body: BODY }]));
    expect(await bench.count(2017)).toMatchObject({ total: 1, channels: { portal: 1, municipal: 1 } });
    expect(await bench.engine.ledger.read(bodyless!.item.id)).toMatchObject({
      item: { state: 'withdrawn', plan: [], history: [{ what: 'imported' }, { what: 'regrouped' }] },
      deliveries: [
        {
          state: 'none',
          publicAt: null,
          history: [
            { what: 'imported' },
            { what: 'regrouped', why: expect.stringContaining('portal.example.cn/1.html') },
          ],
        },
      ],
    });
  });

  it('come back to their item when a second body makes it unclear which they mean', async () => {
    const bench = await openImportBench();
    const numbered = { documentNumber: '虚1号' };
    await bench.importDone(csvOf([numbered]));
    await bench.importDone(csvOf([{ ...numbered, channel: 'municipal', body: BODY }]));
    const report = await bench.importDone(
      csvOf([{ ...numbered, channel: 'provincial', body: `${BODY}又一条。` }]),
    );
    expect(report.suspects).toHaveLength(1);
    expect(await bench.count(2017)).toMatchObject({
      total: 3,
      regions: [{ items: 1 }, { items: 1 }, { items: 1 }],
    });
  });
});

describe('a known row with another body', () => {
  it('changes nothing and is named', async () => {
    const bench = await openImportBench();
    await bench.importDone(csvOf([{ body: BODY }]));
    const before = publicOf(await bench.items());
    const report = await bench.importDone(csvOf([{ body: '（虚构）另一份正文。' }]));
    expect(report).toMatchObject({ rows: 1, items: 0, merged: 0, rejected: [{ row: 2 }] });
    expect(publicOf(await bench.items())).toEqual(before);
  });
});

describe('a large file', () => {
  const large = csvOf(
    Array.from({ length: 5001 }, (_, index) => ({
      title: `（虚构）第${index}号通知`,
      publishedAt: '2017-03-01',
    })),
  );

  it('goes on in the background where there is one, and the same file tells how it ended', async () => {
    const works: Promise<unknown>[] = [];
    const gate = Promise.withResolvers<void>();
    const bench = await openImportBench(({ imports }) => ({
      inBackground: (work) => works.push(work),
      imports: {
        ...imports,
        write: async (record) => {
          await gate.promise;
          await imports.write(record);
        },
      },
    }));
    expect(await bench.import(large)).toEqual({ outcome: 'running', import: 1 });
    expect(await bench.import(large)).toEqual({ outcome: 'running', import: 1 });
    gate.resolve();
    await Promise.all(works);
    expect(await bench.importDone(large)).toMatchObject({ import: 1, rows: 5001, items: 5001 });
    expect(await bench.count(2017)).toMatchObject({ total: 5001 });
  });

  it('is refused with advice where nothing outlives the answer', async () => {
    const bench = await openImportBench();
    expect(await bench.import(large)).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'import-too-large' }],
    });
    expect(await bench.items()).toEqual([]);
  });
});

describe('the same file sent twice at once', () => {
  it('is imported once', async () => {
    const bench = await openImportBench();
    const [first, second] = await Promise.all([bench.importDone(CSV_2017), bench.importDone(CSV_2017)]);
    expect(second).toEqual(first);
    expect(await bench.count(2017)).toMatchObject({ total: 116 });
  });
});
