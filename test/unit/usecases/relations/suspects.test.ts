import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../../lib/domain/item.ts';
import { isUnbrokenRow } from '../../../../lib/domain/relations/decision.ts';
import { createWorkingDays } from '../../../../lib/domain/working-days.ts';
import { createCountYear } from '../../../../lib/usecases/count-year.ts';
import { createOneAtATime } from '../../../../lib/usecases/import/one-at-a-time.ts';
import { createImportFile } from '../../../../lib/usecases/import-file.ts';
import { createListFigure } from '../../../../lib/usecases/list-figure.ts';
import { createDecide, type DecisionOrder } from '../../../../lib/usecases/relations/decide.ts';
import { createExamine } from '../../../../lib/usecases/relations/examine.ts';
import { createListSuspects } from '../../../../lib/usecases/relations/list-suspects.ts';
import { createReadRelations } from '../../../../lib/usecases/relations/read-relations.ts';
import type { SuspectState } from '../../../../lib/usecases/relations/suspect-view.ts';
import { openOffice } from '../../../examples/office.ts';
import { officeNotice } from '../../../examples/office-notice.ts';
import { type CsvRow, csvOf } from '../import/import-bench.ts';

const BODY =
  '各窗口单位：为方便群众办事，经研究决定，自2026年12月1日起调整大厅办公时间，周一至周五上午八时三十分至十二时，下午一时三十分至五时，周六上午照常办公，请各单位做好人员安排。';
const MINUTE = 60_000;

const notice = (overrides: Partial<Submission> = {}): Submission => ({
  ...officeNotice,
  documentNumber: null,
  body: { format: 'text', content: BODY },
  attachments: [],
  relations: [],
  columns: {},
  ...overrides,
});
const CORRECTED = notice({
  title: '关于大厅办公时间的通知',
  body: { format: 'text', content: BODY.replace('12月1日', '12月8日') },
});

const open = async () => {
  const office = await openOffice();
  const { engine, clock } = office;
  const { ledger, suspects, relations } = engine;
  const readRelations = createReadRelations({ relations });
  const decide = createDecide({ ledger, relations, readRelations, clock });
  const listSuspects = createListSuspects({ ledger, suspects, readRelations });
  const examine = createExamine({ ledger, suspects, clock });
  const importFile = createImportFile({
    ledger,
    imports: engine.imports,
    channels: engine.channels,
    suspects,
    definitions: office.configuration.channels,
    workingDays: createWorkingDays(office.configuration.calendar),
    policies: office.configuration.policies,
    clock,
    oneAtATime: createOneAtATime(),
    inBackground: null,
  });
  return {
    office,
    engine,
    decide: (decision: DecisionOrder['decision'], ...items: readonly string[]) =>
      decide({ items, decision, reason: '同一份通知' }, 'token:t1'),
    listed: async (state: SuspectState = 'open') => {
      const found = await listSuspects({ state, cursor: null, limit: 100 });
      if (found.outcome !== 'listed') throw new Error(JSON.stringify(found));
      return found.suspects;
    },
    listSuspects,
    examine: () => examine({ milliseconds: MINUTE }),
    /** Accepts and delivers to every channel; answers the id. */
    post: async (submission: Submission): Promise<string> => {
      const accepted = await office.accept(submission, 'token:t1');
      if (accepted.outcome !== 'accepted') throw new Error(JSON.stringify(accepted));
      for (const channel of submission.channels) await office.deliver({ itemId: accepted.view.id, channel });
      return accepted.view.id;
    },
    importRows: async (rows: readonly CsvRow[]) => {
      const imported = await importFile({
        bytes: new TextEncoder().encode(csvOf(rows)),
        mediaType: 'text/csv',
        by: 'token:admin',
        dryRun: false,
      });
      if (imported.outcome !== 'done') throw new Error(JSON.stringify(imported));
    },
    count: (year: number) =>
      createCountYear({
        ledger,
        register: engine.channels,
        clock,
        definitions: office.configuration.channels,
        policies: office.configuration.policies,
      })(year, {}),
    figure: (year: number) =>
      createListFigure({ ledger, policies: office.configuration.policies })({ year, limit: 100 }),
  };
};

describe('examining', () => {
  it('finds what was posted again with a few words changed, and says which', async () => {
    const { post, examine, listed } = await open();
    const ids = [await post(notice()), await post(CORRECTED)];
    const report = await examine();

    expect(report).toMatchObject({ examined: 2, suspects: 1, faults: [], complete: true });
    const [suspect, ...others] = await listed();
    expect(others).toEqual([]);
    expect(suspect?.items.map(({ id }) => id)).toEqual(ids.toSorted());
    expect(suspect).toMatchObject({ state: 'open', reasons: [{ code: 'near-text' }], decisions: [] });
    expect(suspect?.similarity).toBeGreaterThan(0.8);
    const { onlyInFirst = [], onlyInSecond = [] } = suspect?.differs ?? {};
    expect([...onlyInFirst, ...onlyInSecond]).toEqual(expect.arrayContaining(['1', '8']));
  });

  it('finds it whichever was examined first, and once', async () => {
    const { post, examine, listed } = await open();
    await post(notice());
    await examine();
    await post(CORRECTED);
    await examine();
    await examine();

    expect(await listed()).toHaveLength(1);
  });

  it('compares imports with what was posted', async () => {
    const { post, importRows, examine, listed } = await open();
    await importRows([{ title: officeNotice.title, channel: 'provincial', publishedAt: '2026-11-01' }]);
    const id = await post(notice());
    await examine();

    const [suspect] = await listed();
    expect(suspect?.items.map((item) => item.id)).toContain(id);
    expect(suspect).toMatchObject({ reasons: [{ code: 'same-title' }], similarity: null, differs: null });
    expect(suspect?.items.map(({ imported }) => imported).toSorted()).toEqual([false, true]);
  });

  it('goes on after an item that cannot be read, and comes back to it', async () => {
    const { office, engine, post } = await open();
    const [broken, whole] = [await post(notice()), await post(CORRECTED)];
    let fault = true;
    const examine = createExamine({
      ledger: {
        ...engine.ledger,
        read: (id) => (fault && id === broken ? Promise.reject(new Error('disk')) : engine.ledger.read(id)),
      },
      suspects: engine.suspects,
      clock: office.clock,
    });
    const first = await examine({ milliseconds: MINUTE });
    fault = false;

    expect(first).toMatchObject({ complete: false, faults: [{ itemId: broken }] });
    expect((await engine.suspects.unexamined(10)).map(({ itemId }) => itemId)).toContain(broken);
    expect(await examine({ milliseconds: MINUTE })).toMatchObject({ suspects: 1, complete: true });
    expect(whole).not.toBe(broken);
  });

  it('ends when its time is over, with the rest still waiting', async () => {
    const { post, engine, office } = await open();
    await post(notice());
    const examine = createExamine({ ledger: engine.ledger, suspects: engine.suspects, clock: office.clock });

    expect(await examine({ milliseconds: 0 })).toMatchObject({ examined: 0, complete: false });
    expect(await engine.suspects.unexamined(10)).toHaveLength(1);
  });
});

describe('what an import kept apart', () => {
  it('waits for a decision, each with the one after it', async () => {
    const { importRows, listed } = await open();
    await importRows(
      ['2017-01-05', '2017-03-01', '2017-06-01'].map((publishedAt) => ({
        title: '（虚构）月报',
        publishedAt,
      })),
    );

    const suspects = await listed();
    expect(suspects).toHaveLength(2);
    expect(suspects.map(({ reasons }) => reasons[0]?.code)).toEqual(['channel-twice', 'channel-twice']);
  });
});

describe('a decision', () => {
  it('merges three items, which are counted and listed as one, and comes apart where it is undone', async () => {
    const { post, decide, listed, count, figure } = await open();
    const a = await post(notice({ channels: ['portal'] }));
    const b = await post({ ...CORRECTED, channels: ['municipal'] });
    const c = await post(notice({ title: '（虚构）又一份', channels: ['portal'] }));
    const before = await count(2026);
    const numbers = { outcome: 'recorded', view: { state: 'merged' } };
    expect(await decide('merge', a, b)).toMatchObject(numbers);
    expect(await decide('merge', '2026-0003', '2026-0002')).toMatchObject(numbers);
    const merged = await count(2026);
    const listedMerged = await figure(2026);
    const twoMerges = await listed('merged');
    const throughOther = await decide('undo', a, c);
    await decide('undo', b, a);
    const undone = await count(2026);

    expect(before).toMatchObject({ total: 3, channels: { portal: 2, municipal: 1 } });
    expect(merged).toMatchObject({ total: 1, channels: { portal: 1, municipal: 1 } });
    expect(listedMerged).toMatchObject({ outcome: 'listed', items: [{ mergedWith: [{}, {}] }] });
    expect(twoMerges.map(({ decisions }) => decisions.map(({ reason }) => reason))).toEqual([
      ['同一份通知'],
      ['同一份通知'],
    ]);
    expect(throughOther).toMatchObject({ outcome: 'conflict', violation: { code: 'merged' } });
    expect(undone).toMatchObject({
      total: 2,
      regions: [
        { channels: ['portal'], items: 1 },
        { channels: ['municipal', 'portal'], items: 1 },
      ],
    });
  });

  it('merges an import with what was posted: counted once, in the year of the earlier one', async () => {
    const { post, importRows, engine, decide, count } = await open();
    const id = await post(notice({ channels: ['municipal'] }));
    await importRows([{ title: '（虚构）大厅办公时间', publishedAt: '2025-12-31' }]);
    const imported = await engine.ledger.list({ text: '大厅办公时间', limit: 10 });
    const other = imported.rows.find(({ item }) => item.importedBy !== null)?.item.id ?? '';
    const before = [await count(2025), await count(2026)];
    await decide('merge', id, other);

    expect(before).toMatchObject([{ total: 1 }, { total: 1 }]);
    expect([await count(2025), await count(2026)]).toMatchObject([
      { total: 1, published: 1 },
      { total: 0, published: 1, firstPublishedEarlier: 1, channels: { municipal: 1 } },
    ]);
  });

  it('takes a suspect off the open list, and undoing it puts it back', async () => {
    const { post, examine, decide, listed } = await open();
    const [a, b] = [await post(notice()), await post(CORRECTED)];
    await examine();
    const seen = [];
    for (const decision of ['apart', 'undo', 'merge', 'undo'] as const) {
      await decide(decision, a, b);
      seen.push([
        (await listed('open')).length,
        (await listed('merged')).length,
        (await listed('apart')).length,
      ]);
    }

    expect(seen).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect((await listed('open'))[0]?.decisions.map(({ decision }) => decision)).toEqual([
      'apart',
      'undo',
      'merge',
      'undo',
    ]);
  });

  it('that stands already changes nothing', async () => {
    const { post, decide, engine } = await open();
    const [a, b] = [await post(notice()), await post(CORRECTED)];
    await decide('merge', a, b);

    expect(await decide('merge', b, a)).toMatchObject({ outcome: 'recorded', view: { state: 'merged' } });
    expect(await engine.relations.read(0)).toHaveLength(1);
  });

  it('of two people at once knows the other: what contradicts is refused', async () => {
    const { post, decide, engine } = await open();
    const [a, b] = [await post(notice()), await post(CORRECTED)];
    const outcomes = await Promise.all([decide('merge', a, b), decide('apart', a, b)]);

    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'recorded']);
    const decisions = await engine.relations.read(0);
    expect(decisions).toHaveLength(1);
    expect(isUnbrokenRow(decisions)).toBe(true);
  });

  it.each([
    { order: { items: ['2026-0001', '2026-0009'] }, code: 'item-unknown', pointer: '/items/1' },
    { order: { items: ['2026-0001', '2026-0001'] }, code: 'same-item-twice', pointer: '/items' },
    { order: { items: ['2026-0001'] }, code: 'two-items', pointer: '/items' },
    { order: { items: ['2026-0001', '2026-0002'], reason: ' ' }, code: 'reason-needed', pointer: '/reason' },
  ])('is refused: $code', async ({ order, code, pointer }) => {
    const { office, engine, post } = await open();
    await post(notice());
    await post(CORRECTED);
    const { ledger, relations } = engine;
    const decide = createDecide({
      ledger,
      relations,
      readRelations: createReadRelations({ relations }),
      clock: office.clock,
    });

    expect(await decide({ decision: 'merge', reason: '同一份', ...order }, 'token:t1')).toMatchObject({
      outcome: 'invalid',
      violations: [{ code, pointer }],
    });
    expect(await relations.read(0)).toEqual([]);
  });

  it('to undo needs something to undo', async () => {
    const { post, decide } = await open();

    expect(await decide('undo', await post(notice()), await post(CORRECTED))).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'nothing-to-undo' },
    });
  });
});

describe('the list of decisions', () => {
  it('is read page by page, latest first, and refuses a cursor that is none', async () => {
    const { post, decide, listSuspects } = await open();
    const ids = [];
    for (const title of ['一', '二', '三', '四']) ids.push(await post(notice({ title: `（虚构）${title}` })));
    const [first = '', ...others] = ids;
    for (const other of others) await decide('apart', first, other);
    const seen: string[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listSuspects>> = await listSuspects({
        state: 'apart',
        cursor,
        limit: 2,
      });
      if (page.outcome !== 'listed') throw new Error(JSON.stringify(page));
      seen.push(...page.suspects.map(({ items }) => items.map(({ title }) => title)));
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(seen.map((titles) => titles.find((title) => title !== '（虚构）一'))).toEqual([
      '（虚构）四',
      '（虚构）三',
      '（虚构）二',
    ]);
    for (const state of ['apart', 'open'] as const) {
      expect(await listSuspects({ state, cursor: 'x', limit: 2 })).toMatchObject({ outcome: 'invalid' });
    }
  });
});
