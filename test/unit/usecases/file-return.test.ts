import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyHistory, withEntry } from '../../../lib/domain/history.ts';
import type { ItemId } from '../../../lib/domain/item.ts';
import type { DeliveryRow, ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import { type Decision, decisionAfter, pairOf } from '../../../lib/domain/relations/decision.ts';
import type { FilingOutcome } from '../../../lib/usecases/file-return.ts';
import { DEFINITIONS, type ImportBench, openImportBench } from './import/import-bench.ts';
import { openReturnBench } from './returns/return-bench.ts';

const CSV_2017 = readFileSync(new URL('../../../local/demo/publications-2017.csv', import.meta.url), 'utf8');
const HEAD = '渠道,标题,发文字号,发布时间\n';

const open = async (csv = CSV_2017) => {
  const bench = await openImportBench();
  await bench.importDone(csv);
  const { engine, dependencies } = bench;
  const returns = openReturnBench({ engine, clock: dependencies.clock, definitions: DEFINITIONS });

  /** Every warning of a draft, as a person accepts them. */
  const warningsOf = async (revision: number): Promise<readonly string[]> => {
    const { findings } = await returns.data(2017, revision);
    return [...new Set<string>(findings.map(({ code }: { code: string }) => code))];
  };
  const fileDraft = async (reason: string | null = null): Promise<FilingOutcome> => {
    const built = await returns.buildReturn(2017, 'token:operator');
    if (!('record' in built)) throw new Error(JSON.stringify(built));
    const { revision } = built.record;
    return returns.file(2017, { revision, acknowledge: await warningsOf(revision), reason });
  };
  return { bench, ...returns, warningsOf, fileDraft };
};

const filed = (outcome: FilingOutcome) => {
  if (outcome.outcome !== 'filed') throw new Error(JSON.stringify(outcome));
  return outcome.record;
};

/** Writes to a delivery row what a look at its public copy, or a withdrawal, would. */
const amend = async (
  { engine }: ImportBench,
  itemId: ItemId,
  change: (row: DeliveryRow) => Partial<DeliveryRow>,
): Promise<void> => {
  const { item, deliveries } = (await engine.ledger.read(itemId))!;
  for (const row of deliveries) {
    const next = {
      ...row,
      version: row.version + 1,
      ...withEntry(row, { at: item.recordedAt, by: 'token:t1', what: 'recorded', why: null }),
      ...change(row),
    };
    const owed = { generation: item.generation, owed: { is: 'none' } } as const;
    expect(await engine.ledger.amend(next, row.version, owed)).toBe('amended');
  }
};

const channelsOf = ({ deliveries }: ItemSnapshot): readonly string[] =>
  deliveries.map(({ channel }) => channel).toSorted();

describe('filing', () => {
  it('makes a revision of its own with the same figures, and tells who filed which draft', async () => {
    const { fileDraft, data, listReturns } = await open();
    const record = filed(await fileDraft());
    expect(record).toMatchObject({
      revision: 2,
      state: 'filed',
      builtBy: 'token:operator',
      task: { kind: 'filing', draft: 1 },
      amendment: null,
    });
    expect(await data(2017, 2)).toMatchObject({
      state: 'filed',
      count: { total: 116 },
      pending: { listed: [] },
      differences: null,
    });
    expect((await listReturns(2017)).map(({ state }) => state)).toEqual(['draft', 'filed']);
  });

  it('needs a draft', async () => {
    const { file, build, fileDraft } = await open();
    await build(2017);
    expect(await file(2017, { revision: 7 })).toEqual({ outcome: 'not-found' });
    const { revision } = filed(await fileDraft());
    expect(await file(2017, { revision })).toEqual({ outcome: 'not-found' });
  });

  it('is refused while warnings are not acknowledged, each listed with its cells', async () => {
    const { file, build, data, listReturns } = await open();
    const { revision } = await build(2017);
    const refused = await file(2017, { revision });
    if (refused.outcome !== 'invalid') throw new Error(JSON.stringify(refused));
    const { findings } = await data(2017, revision);
    expect(findings.length).toBeGreaterThan(0);
    expect(refused.findings).toEqual(findings);
    expect(refused.violations).toHaveLength(findings.length);
    expect(refused.findings.find(({ code }) => code === 'cells-blank')?.cells.length).toBeGreaterThan(0);
    expect((await listReturns(2017)).map(({ state }) => state)).toEqual(['draft', 'refused']);
  });

  it('is refused while an error stands, however much is acknowledged', async () => {
    const { file, build, enter, warningsOf } = await open();
    await enter(2017, { cells: { '2.2.1': 2, '2.2.1.a': 5 } });
    const { revision } = await build(2017);
    const acknowledge = await warningsOf(revision);
    const refused = await file(2017, { revision, acknowledge });
    expect(refused).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'finding-error', pointer: '' }],
    });
    if (refused.outcome !== 'invalid') throw new Error('not refused');
    expect(refused.findings.every(({ level }) => level === 'error')).toBe(true);
    expect(refused.findings.flatMap(({ cells }) => cells)).toContain('2.2.1.a');
  });

  it('is refused when the ledger has changed since the draft, and when the inputs have', async () => {
    const { bench, file, build, enter } = await open();
    const first = await build(2017);
    await bench.importDone(`${HEAD}门户网站,关于又一虚构事项的通知,,2017-12-30\n`);
    const outdated = { outcome: 'conflict', violation: { code: 'draft-outdated' } };
    expect(await file(2017, { revision: first.revision })).toMatchObject(outdated);
    const second = await build(2017);
    await enter(2017, { cells: { '3.1': 0 } });
    expect(await file(2017, { revision: second.revision })).toMatchObject(outdated);
  });

  it.each<{ what: string; change: (row: DeliveryRow) => Partial<DeliveryRow> }>([
    {
      what: 'the month of a publication',
      change: () => ({ publicAt: Date.parse('2017-12-30T10:00+08:00') }),
    },
    { what: 'the area of an item', change: ({ facts }) => ({ facts: { ...facts, area: '虚构领域' } }) },
  ])('is refused when $what has changed since the draft, which months or text tell', async ({ change }) => {
    const { bench, build, file, warningsOf } = await open();
    const { revision } = await build(2017);
    const acknowledge = await warningsOf(revision);
    const snapshot = (await bench.items()).find((item) => channelsOf(item).join() === 'provincial')!;
    await amend(bench, snapshot.item.id, change);
    expect(await file(2017, { revision, acknowledge })).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'draft-outdated' },
    });
  });

  it('is not held up by a copy that was only read back since the draft', async () => {
    const { bench, build, file, warningsOf } = await open();
    const { revision } = await build(2017);
    const [snapshot] = await bench.items();
    await amend(bench, snapshot!.item.id, () => ({
      confirmation: { result: 'same', at: 0, same: 1, times: 1, since: 0, detail: null },
    }));
    expect(await file(2017, { revision, acknowledge: await warningsOf(revision) })).toMatchObject({
      outcome: 'filed',
    });
  });

  const OUTDATED = { outcome: 'conflict', violation: { code: 'draft-outdated' } };
  it.each([
    { what: 'a publication', pass: 1, outcome: OUTDATED },
    { what: 'a publication', pass: 2, outcome: OUTDATED },
    { what: 'an input', pass: 1, outcome: OUTDATED },
    // Comes after what is filed was read: it is for an amendment.
    { what: 'an input', pass: 2, outcome: { outcome: 'filed', record: { basis: { inputsVersion: 0 } } } },
  ])(
    'files nothing that the draft did not say, though $what comes while the ledger is read for it (pass $pass)',
    async ({ what, pass, outcome }) => {
      const { bench, build, enter, warningsOf } = await open();
      const { engine, dependencies } = bench;
      const { revision } = await build(2017);
      const acknowledge = await warningsOf(revision);
      const change = (): Promise<unknown> =>
        what === 'an input'
          ? enter(2017, { cells: { '3.1': 0 } })
          : bench.importDone(`${HEAD}门户网站,关于又一虚构事项的通知,,2017-12-30\n`);
      let passes = 0;
      async function* evidence(year: number) {
        passes += 1;
        if (passes === pass) await change();
        yield* engine.ledger.evidence(year);
      }
      const { file } = openReturnBench({
        engine: { ...engine, ledger: { ...engine.ledger, evidence } },
        clock: dependencies.clock,
        definitions: DEFINITIONS,
      });

      expect(await file(2017, { revision, acknowledge })).toMatchObject(outcome);
      expect(passes).toBeGreaterThanOrEqual(pass);
    },
  );

  it('is done once when two file at once', async () => {
    const { build, file, warningsOf, listReturns } = await open();
    const { revision } = await build(2017);
    const acknowledge = await warningsOf(revision);
    const outcomes = await Promise.all([
      file(2017, { revision, acknowledge }),
      file(2017, { revision, acknowledge: [...acknowledge, 'another'] }),
    ]);
    expect(outcomes.filter(({ outcome }) => outcome === 'filed')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(1);
    expect((await listReturns(2017)).filter(({ state }) => state === 'filed')).toHaveLength(1);
  });
});

describe('a second filing', () => {
  it('is nothing while nothing has changed, whatever happened to the histories', async () => {
    const { bench, fileDraft } = await open();
    filed(await fileDraft());
    const nothing = { outcome: 'conflict', violation: { code: 'nothing-to-amend' } };
    expect(await fileDraft('再报')).toMatchObject(nothing);
    const [snapshot] = await bench.items();
    await amend(bench, snapshot!.item.id, () => ({
      confirmation: { result: 'same', at: 0, same: 1, times: 1, since: 0, detail: null },
    }));
    expect(await fileDraft('再报')).toMatchObject(nothing);
  });

  it('wants a reason', async () => {
    const { bench, fileDraft } = await open();
    filed(await fileDraft());
    await bench.importDone(`${HEAD}门户网站,关于又一虚构事项的通知,,2017-12-30\n`);
    expect(await fileDraft()).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'reason-missing', pointer: '/reason' }],
    });
  });

  it('is amendment 1, the one after it amendment 2, each against the one before', async () => {
    const { bench, fileDraft, enter, data } = await open();
    const first = filed(await fileDraft());
    await bench.importDone(`${HEAD}门户网站,关于又一虚构事项的通知,,2017-12-30\n`);
    const second = filed(await fileDraft('补登一条'));
    expect(second.amendment).toEqual({ number: 1, amends: first.revision, reason: '补登一条' });
    await enter(2017, { cells: { '6': 2 } });
    const third = filed(await fileDraft('补填一格'));
    expect(third.amendment).toEqual({ number: 2, amends: second.revision, reason: '补填一格' });
    expect((await data(2017, third.revision)).differences).toMatchObject({
      since: second.revision,
      cells: [{ id: '6', before: null, after: 2 }],
      figures: [],
      items: [],
    });
  });

  it('shows an item that became public in another month than was known', async () => {
    const { bench, fileDraft, data } = await open();
    filed(await fileDraft());
    const { item } = (await bench.items()).find((snapshot) => channelsOf(snapshot).join() === 'provincial')!;
    await amend(bench, item.id, () => ({ publicAt: Date.parse('2017-12-30T10:00+08:00') }));
    const second = filed(await fileDraft('公开时间有误'));

    const { differences } = await data(2017, second.revision);
    expect(differences).toMatchObject({
      cells: [],
      figures: [],
      items: [{ itemId: item.id, what: 'changed', after: { channels: ['provincial'], months: [12] } }],
    });
    expect(differences.items[0].before.months).not.toEqual([12]);
  });

  it('shows a merge that was undone, and nothing else', async () => {
    const { bench, fileDraft, data } = await open();
    const items = await bench.items();
    const portal = items.find((item) => channelsOf(item).join() === 'portal')!.item.id;
    const provincial = items.find((item) => channelsOf(item).join() === 'provincial')!.item.id;
    const [counted, other] = pairOf(portal, provincial);
    const told = { items: pairOf(portal, provincial), reason: '虚构', at: 0, by: 'token:t1' } as const;
    const merge: Decision = decisionAfter(undefined, { decision: 'merge', ...told });
    await bench.engine.relations.append(merge);
    const first = filed(await fileDraft());
    await bench.engine.relations.append(decisionAfter(merge, { decision: 'undo', ...told }));
    const second = filed(await fileDraft('合并有误'));

    const { differences } = await data(2017, second.revision);
    const channelOf = (id: ItemId): string => (id === portal ? 'portal' : 'provincial');
    expect(differences.since).toBe(first.revision);
    expect(differences.items).toMatchObject([
      {
        itemId: counted,
        what: 'changed',
        before: { standing: 'counted', channels: ['portal', 'provincial'], others: [other] },
        after: { standing: 'counted', channels: [channelOf(counted)], others: [] },
      },
      {
        itemId: other,
        what: 'added',
        before: null,
        after: { standing: 'counted', channels: [channelOf(other)], others: [] },
      },
    ]);
    expect(
      Object.fromEntries(
        differences.figures.map(({ name, before, after }: Record<string, unknown>) => [
          name,
          [before, after],
        ]),
      ),
    ).toMatchObject({
      total: [115, 116],
      published: [115, 116],
      'formRows/website': [115, 116],
      'regions/portal': [46, 47],
      'regions/provincial': [6, 7],
      'regions/portal+provincial': [1, null],
    });
    expect(differences.cells).toMatchObject([
      { id: '1.1', before: 115, after: 116 },
      { id: '1.2.2', before: 115, after: 116 },
    ]);
  });

  it('shows an item that was withdrawn as published in error, and nothing else', async () => {
    const { bench, fileDraft, data } = await open();
    filed(await fileDraft());
    const items = await bench.items();
    const { item } = items.find((snapshot) => channelsOf(snapshot).join() === 'provincial')!;
    await amend(bench, item.id, () => ({ withdrawal: 'error' }));
    const second = filed(await fileDraft('误发撤下'));

    const { differences } = await data(2017, second.revision);
    expect(differences.items).toMatchObject([
      {
        itemId: item.id,
        what: 'changed',
        before: { standing: 'counted', channels: ['provincial'] },
        after: { standing: 'in-error', channels: ['provincial'] },
      },
    ]);
    expect(differences.items).toHaveLength(1);
    expect(
      Object.fromEntries(
        differences.figures.map(({ name, before, after }: Record<string, unknown>) => [
          name,
          [before, after],
        ]),
      ),
    ).toEqual({
      total: [116, 115],
      published: [116, 115],
      withdrawnAsError: [0, 1],
      'channels/provincial': [7, 6],
      'formRows/website': [116, 115],
      'regions/provincial': [7, 6],
    });
  });

  it('shows an item of which it became known later that it was public the year before, and nothing else', async () => {
    const csv = `${HEAD}门户网站,关于虚构事项的通知,虚发〔2016〕9号,2017-01-03\n门户网站,关于另一虚构事项的通知,虚发〔2017〕1号,2017-02-03\n`;
    const { bench, fileDraft, data } = await open(csv);
    filed(await fileDraft());
    const { item, deliveries } = (await bench.items()).find(
      ({ item: { title } }) => title === '关于虚构事项的通知',
    )!;
    const moved = item.id;
    const owner = { itemId: moved, channel: 'provincial' };
    const told = { at: item.recordedAt, by: 'token:t1', what: 'recorded', why: null } as const;
    const stated: DeliveryRow = {
      ...deliveries[0]!,
      channel: 'provincial',
      version: 1,
      importedBy: null,
      publicAt: Date.parse('2016-12-30T10:00:00+08:00'),
      basis: 'stated',
      ...withEntry(emptyHistory(owner), told),
    };
    const owed = { generation: item.generation, owed: { is: 'none' } } as const;
    expect(await bench.engine.ledger.amend(stated, 0, owed)).toBe('amended');
    const second = filed(await fileDraft('上年已公开'));

    const { differences } = await data(2017, second.revision);
    expect(differences.items).toMatchObject([
      {
        itemId: moved,
        what: 'changed',
        before: { standing: 'counted', channels: ['portal'] },
        after: { standing: 'earlier', channels: ['portal'] },
      },
    ]);
    expect(differences.items).toHaveLength(1);
    expect(differences.figures).toEqual([
      { name: 'total', before: 2, after: 1 },
      { name: 'firstPublishedEarlier', before: 0, after: 1 },
    ]);
  });
});
