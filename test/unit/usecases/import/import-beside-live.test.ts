import { describe, expect, it } from 'vitest';
import { canonicalLine } from '../../../../lib/domain/content/canonical-text.ts';
import { newDelivery } from '../../../../lib/domain/delivery-progress.ts';
import type { Submission } from '../../../../lib/domain/item.ts';
import type { DeliveryRow } from '../../../../lib/domain/ledger-rows.ts';
import { createAcceptItem } from '../../../../lib/usecases/accept-item.ts';
import { factsOf } from '../../../../lib/usecases/deliver.ts';
import { createImportFile } from '../../../../lib/usecases/import-file.ts';
import { prepareContent } from '../../../../lib/usecases/prepare-content.ts';
import { createRecordTakeDown } from '../../../../lib/usecases/record-take-down.ts';
import { createVoidImport } from '../../../../lib/usecases/void-import.ts';
import { NOTICE_POSTED_AT, officeNotice } from '../../../examples/office-notice.ts';
import {
  csvOf,
  DEFINITIONS,
  type ImportBench,
  openImportBench,
  POLICIES,
  WORKING_DAYS,
} from './import-bench.ts';

const POSTED: Submission = {
  ...officeNotice,
  title: '（虚构）关于调整大厅办公时间的通知',
  body: { format: 'html', content: '<p>自下周起，大厅周六上午照常办公。</p>' },
  attachments: [],
  relations: [],
  channels: ['portal'],
};
const ROW = {
  title: POSTED.title,
  documentNumber: POSTED.documentNumber ?? '',
  channel: 'municipal',
  publishedAt: '2026-11-03',
};

const post = async ({ engine, dependencies: { clock } }: ImportBench, submission: Submission = POSTED) => {
  const acceptItem = createAcceptItem({
    ledger: engine.ledger,
    nudges: { send: () => Promise.resolve() },
    objectStore: engine.objectStore,
    definitions: DEFINITIONS,
    policies: POLICIES,
    workingDays: WORKING_DAYS,
    clock,
  });
  const accepted = await acceptItem(submission, 'token:clerk');
  if (accepted.outcome !== 'accepted' && accepted.outcome !== 'seen-before')
    throw new Error(accepted.outcome);
  return accepted.view;
};
/** Imports on the same engine, until an item is to be accepted. */
const failingAt = ({ dependencies }: ImportBench) => {
  const importFile = createImportFile({
    ...dependencies,
    ledger: { ...dependencies.ledger, accept: () => Promise.reject(new Error('the process dies here')) },
  });
  return {
    importFile: (text: string) =>
      importFile({
        bytes: new TextEncoder().encode(text),
        mediaType: 'text/csv',
        by: 'token:admin',
        dryRun: false,
      }),
  };
};
const voidAll = (bench: ImportBench) =>
  createVoidImport(bench.dependencies)(1, { reason: '文件有误' }, 'token:admin');
const openBench = () => openImportBench(() => ({}), NOTICE_POSTED_AT);

describe('an import of what was posted live', () => {
  it.each([
    { by: 'its body', row: { ...ROW, documentNumber: '', body: '自下周起,大厅周六上午照常办公。' } },
    { by: 'its title and number', row: ROW },
  ])('joins the item by $by, adds a delivery and owes nothing more', async ({ row }) => {
    const bench = await openBench();
    const { id } = await post(bench);
    expect(await bench.importDone(csvOf([row]))).toMatchObject({ items: 1, suspects: [] });
    const [snapshot, ...others] = await bench.items();
    expect(others).toEqual([]);
    expect(snapshot?.item).toMatchObject({
      id,
      plan: ['portal', 'municipal'],
      owed: ['portal'],
      importedBy: null,
    });
    expect(snapshot?.edition.content.approvals).toHaveLength(1);
    expect(snapshot?.deliveries).toMatchObject([{ channel: 'municipal', state: 'published', importedBy: 1 }]);
    expect(await bench.count(2026)).toMatchObject({ total: 1, importedDeliveries: 1 });
  });

  it('leaves a channel alone that is owed the item or has it already', async () => {
    const bench = await openBench();
    await post(bench);
    await bench.importDone(csvOf([{ ...ROW, channel: 'portal' }]));
    const [snapshot] = await bench.items();
    expect(snapshot?.item).toMatchObject({ plan: ['portal'], owed: ['portal'] });
    expect(snapshot?.deliveries).toEqual([]);
  });

  it('takes back its delivery, and nothing else, when a second item could be meant as well', async () => {
    const bench = await openBench();
    await post(bench);
    await bench.importDone(csvOf([ROW]));
    await bench.importDone(csvOf([{ ...ROW, channel: 'provincial', body: '（虚构）另一份正文。' }]));
    const posted = (await bench.items()).find(({ item }) => item.importedBy === null);
    expect(posted?.item).toMatchObject({ state: 'live', plan: ['portal'], owed: ['portal'] });
    expect(posted?.deliveries).toMatchObject([{ channel: 'municipal', state: 'none', publicAt: null }]);
    expect(await bench.count(2026)).toMatchObject({ total: 2, channels: { municipal: 1, provincial: 1 } });
  });
});

/** Posted for two channels, of which one was taken out of the plan again. */
const replanned = async (municipal: Partial<DeliveryRow>) => {
  const bench = await openBench();
  const { id } = await post(bench, { ...POSTED, channels: ['portal', 'municipal'] });
  const { ledger } = bench.engine;
  const known = (await ledger.read(id))!;
  const next = { ...known.item, generation: 2, plan: ['portal'], owed: [...known.item.owed] };
  await ledger.change(next, null, 1);
  const facts = factsOf(known, DEFINITIONS.get('municipal')!);
  const row = { ...newDelivery(known.item, 'municipal', facts), version: 1, generation: 2, ...municipal };
  await ledger.amend(row, 0, { generation: 2, owed: { is: 'done' } });
  return { bench, id };
};

describe('an import of a channel that an item is planned for no more', () => {
  it('states what the pipeline never sent there', async () => {
    const { bench } = await replanned({});
    await bench.importDone(csvOf([ROW]));
    const [snapshot] = await bench.items();
    expect(snapshot?.item.plan).toEqual(['portal', 'municipal']);
    expect(snapshot?.deliveries).toMatchObject([{ channel: 'municipal', state: 'published', importedBy: 1 }]);
  });

  it.each([
    ['is to be', 'handed-over'],
    ['was', 'withdrawn'],
  ] as const)('plans for it no copy of a file that %s taken down by hand', async (_when, state) => {
    const { bench, id } = await replanned({ state, sentAt: 5, publicAt: 6, importedBy: 1, takingDown: true });
    await bench.importDone(csvOf([ROW]));
    const snapshot = await bench.engine.ledger.read(id);
    expect(snapshot?.item.plan).toEqual(['portal']);
    expect(snapshot?.deliveries).toMatchObject([{ channel: 'municipal', state, takingDown: true }]);
  });

  it('takes a person’s word that the copy of a file is down', async () => {
    const handedOver = {
      state: 'handed-over',
      sentAt: 5,
      publicAt: 6,
      importedBy: 1,
      takingDown: true,
    } as const;
    const { bench, id } = await replanned(handedOver);
    const recordTakeDown = createRecordTakeDown({
      ...bench.dependencies,
      ledger: bench.engine.ledger,
      register: bench.engine.channels,
    });
    expect(await recordTakeDown(id, 'municipal', 'token:clerk')).toMatchObject({ outcome: 'recorded' });
    const snapshot = await bench.engine.ledger.read(id);
    expect(snapshot?.deliveries).toMatchObject([{ channel: 'municipal', state: 'withdrawn', publicAt: 6 }]);
  });

  it('plans for it no copy that the pipeline took down', async () => {
    const { bench, id } = await replanned({
      state: 'withdrawn',
      sentAt: 5,
      publicAt: 6,
      withdrawal: 'withdrawn',
    });
    await bench.importDone(csvOf([ROW]));
    const snapshot = await bench.engine.ledger.read(id);
    expect(snapshot?.item.plan).toEqual(['portal']);
    expect(snapshot?.deliveries).toMatchObject([
      { channel: 'municipal', state: 'withdrawn', importedBy: null },
    ]);
  });
});

const CORRECTED = '自下周起，大厅周六全天照常办公。';

/** A posted item; `redirect` leads what it is corrected to, to it, as a correction does before it is committed. */
const openCorrected = async () => {
  const bench = await openBench();
  const { id } = await post(bench);
  const { contentHash } = prepareContent({ ...POSTED, body: { format: 'text', content: CORRECTED } });
  const redirect = () =>
    bench.engine.ledger.redirect(contentHash, { itemId: id, editionKey: '2#of-a-correction' });
  return { bench, id, redirect };
};

describe('an import of what an item was corrected to', () => {
  it('keeps the rows that it had registered before the correction when it is taken up again', async () => {
    const { bench, redirect } = await openCorrected();
    const file = csvOf([{ ...ROW, body: CORRECTED }]);
    // The process dies after it has registered the row and before it has accepted an item.
    const { importFile } = failingAt(bench);
    await expect(importFile(file)).rejects.toThrow('dies here');
    await redirect();

    expect(await bench.importDone(file)).toMatchObject({ rows: 1, items: 1, rejected: [] });
    const [row] = await bench.engine.imports.rows(canonicalLine(POSTED.title));
    expect(row?.holders).toEqual([1]);
  });

  it('is refused and names the item, whether the correction was committed or not', async () => {
    const { bench, id, redirect } = await openCorrected();
    await redirect();

    const report = await bench.importDone(
      csvOf([
        { ...ROW, body: CORRECTED },
        { ...ROW, title: '另一条' },
      ]),
    );

    expect(report).toMatchObject({ rows: 2, items: 1 });
    expect(report.rejected).toEqual([
      { row: 2, reasons: ['与信息 2026-0001 更正后的内容相同，不能另作一条信息导入'] },
    ]);
    expect((await bench.engine.ledger.read(id))?.item.plan).toEqual(['portal']);
  });
});

describe('a post of what was imported', () => {
  it('gives the item an approved edition, which later imports respect', async () => {
    const bench = await openBench();
    await bench.importDone(csvOf([{ ...ROW, body: '自下周起，大厅周六上午照常办公。' }]));
    const { channels } = await post(bench);
    expect(channels).toEqual(['municipal', 'portal']);
    await bench.importDone(csvOf([{ ...ROW, channel: 'provincial', publishedAt: '2026-11-02' }]));
    const [snapshot] = await bench.items();
    expect(snapshot?.edition.content).toMatchObject({ issuer: POSTED.issuer, unit: POSTED.unit });
    expect(snapshot?.item.plan.toSorted()).toEqual(['municipal', 'portal', 'provincial']);
    expect(snapshot?.item.owed).toEqual(['portal']);
    expect(snapshot?.deliveries.map(({ facts }) => facts.unit)).toEqual([POSTED.unit, POSTED.unit]);
  });
});

describe('a voided import beside what was posted live', () => {
  const BODIED = { ...ROW, documentNumber: '', body: '自下周起,大厅周六上午照常办公。' };

  it('takes its own publications back and leaves the item, its plan and what it owes', async () => {
    const bench = await openBench();
    const { id } = await post(bench);
    await bench.importDone(csvOf([BODIED]));
    await voidAll(bench);
    const snapshot = await bench.engine.ledger.read(id);

    expect(snapshot?.item).toMatchObject({ state: 'live', plan: ['portal'], owed: ['portal'], voided: null });
    expect(snapshot?.deliveries).toMatchObject([{ channel: 'municipal', state: 'none', publicAt: null }]);
    expect(await bench.count(2026)).toMatchObject({ total: 0, importedDeliveries: 0 });
  });

  it('lets its content be posted, approved this time', async () => {
    const bench = await openBench();
    await bench.importDone(csvOf([{ ...BODIED, channel: 'portal' }]));
    await voidAll(bench);
    const view = await post(bench);

    expect(view).toMatchObject({
      state: 'live',
      voided: null,
      channels: ['portal'],
      owed: ['portal'],
      edition: 2,
    });
    await bench.importDone(csvOf([{ ...BODIED, channel: 'portal', publishedAt: '2026-11-02' }]));
    const snapshot = await bench.engine.ledger.read(view.id);
    expect(snapshot?.item.owed).toEqual(['portal']);
    expect(snapshot?.deliveries).toMatchObject([{ channel: 'portal', state: 'none', publicAt: null }]);
  });

  it('makes an item that a person withdrew count no more, and changes nothing else of it', async () => {
    const bench = await openBench();
    await bench.importDone(csvOf([BODIED]));
    const [imported] = await bench.items();
    if (imported === undefined) throw new Error('nothing was imported');
    const { item } = imported;
    const withdrawal = {
      cause: 'other' as const,
      reason: '已过期',
      notice: null,
      at: NOTICE_POSTED_AT,
      by: 'token:clerk',
      approvals: [],
      approved: false,
    };
    await bench.engine.ledger.change(
      { ...item, generation: 2, state: 'withdrawn', withdrawal },
      null,
      item.generation,
    );
    const before = await bench.count(2026);
    await voidAll(bench);

    expect(before).toMatchObject({ published: 1 });
    expect(await bench.count(2026)).toMatchObject({ published: 0 });
    expect((await bench.engine.ledger.read(item.id))?.item).toMatchObject({
      plan: ['municipal'],
      withdrawal,
    });
  });
});
