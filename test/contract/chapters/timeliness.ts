import { describe, expect, it } from 'vitest';
import shipped from '../../../config/calendar.json' with { type: 'json' };
import { parseCalendar } from '../../../lib/domain/calendar.ts';
import type { Day } from '../../../lib/domain/item.ts';
import type { DeliveryRow, ItemRow } from '../../../lib/domain/ledger-rows.ts';
import { decisionAfter, pairOf } from '../../../lib/domain/relations/decision.ts';
import { endOfDay, startOfDay } from '../../../lib/domain/shanghai-time.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';
import {
  createListTimeliness,
  type TimelinessQuery,
  type TimelinessView,
} from '../../../lib/usecases/list-timeliness.ts';
import { createReadRelations } from '../../../lib/usecases/relations/read-relations.ts';
import type { OpenEngine, TestedEngine } from '../opener.ts';
import { deliveryOf, editionOf, FACTS, idOf, itemOf, NOON, publishedDelivery } from '../rows.ts';

/** A Friday. */
const TODAY = '2026-12-04';

const listing = ({ engine }: TestedEngine, now = endOfDay(TODAY)) =>
  createListTimeliness({
    ledger: engine.ledger,
    readRelations: createReadRelations({ relations: engine.relations }),
    definitions: new Map(),
    policies: { countReposts: true },
    workingDays: createWorkingDays(parseCalendar(shipped)),
    clock: { now: () => now },
  });

type List = ReturnType<typeof listing>;
type Query = Pick<TimelinessQuery, 'state'> & Partial<TimelinessQuery>;

/** Every page of it. */
const all = async (list: List, query: Query): Promise<readonly TimelinessView[]> => {
  const views: TimelinessView[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<List>> = await list({ within: 5, limit: 50, ...query, cursor });
    if (page.outcome !== 'listed') throw new Error(JSON.stringify(page));
    expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 50);
    views.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return views;
};

const ids = (views: readonly TimelinessView[]): readonly string[] =>
  views.map(({ item }) => item.id).toSorted();
const idsOf = (...names: readonly string[]): readonly string[] => names.map(idOf).toSorted();

/** An item that was due on the day and is with the pipeline, or where its deliveries say. */
const put = async (
  { engine: { ledger } }: TestedEngine,
  name: string,
  dueOn: Day | null,
  { deliveries = [], ...item }: Partial<ItemRow> & { readonly deliveries?: readonly DeliveryRow[] } = {},
) => {
  await ledger.accept(itemOf(name, { dueOn, ...item }), editionOf(name));
  for (const row of deliveries) {
    await ledger.amend(row, 0, { generation: 1, owed: { is: 'done' } });
  }
};

const waits = (name: string, channel: string, state: 'parked' | 'handed-over' | 'unknown') =>
  deliveryOf(name, channel, {
    state,
    generation: 1,
    edition: 1,
    history: [{ at: NOON, by: 'system', what: state, why: null }],
  });

const publicOn = (name: string, channel: string, day: Day, dueOn: Day) =>
  publishedDelivery(name, channel, { version: 1, publicAt: startOfDay(day), facts: { ...FACTS, dueOn } });

export const describeTimeliness = (open: OpenEngine): void => {
  describe('timeliness', () => {
    it('shows what is late and not public anywhere, wherever it stands, each item once', async () => {
      const tested = await open();
      await put(tested, '待同步', '2026-12-01');
      await put(tested, '待人工', '2026-11-30', {
        deliveries: [waits('待人工', 'portal', 'parked'), waits('待人工', 'municipal', 'handed-over')],
      });
      await put(tested, '不明', '2026-12-03', {
        deliveries: [waits('不明', 'portal', 'unknown'), waits('不明', 'municipal', 'unknown')],
      });
      await put(tested, '到期日', TODAY);
      await put(tested, '无期限', null);
      await put(tested, '已撤下', '2026-12-01', { state: 'withdrawn' });
      await put(tested, '一处已公开', '2026-12-01', {
        deliveries: [publicOn('一处已公开', 'portal', '2026-11-30', '2026-12-01')],
      });
      await tested.settleIndexes();

      const found = await all(listing(tested), { state: 'late', limit: 2 });

      expect(ids(found)).toEqual(idsOf('待同步', '待人工', '不明'));
      expect(found.find(({ item }) => item.id === idOf('待人工'))).toEqual({
        item: expect.objectContaining({ title: '关于待人工的通知', topic: '综合政务/政务公开' }),
        dueOn: '2026-11-30',
        provisional: false,
        daysOver: 4,
        daysLeft: null,
        firstPublicOn: null,
        missing: [
          { channel: 'portal', channelName: 'portal', state: 'parked' },
          { channel: 'municipal', channelName: 'municipal', state: 'handed-over' },
        ],
      });
    });

    it('shows what will be due within so many working days, the last day included', async () => {
      const tested = await open();
      await put(tested, '今日', TODAY);
      await put(tested, '周二', '2026-12-08');
      await put(tested, '两周后', '2026-12-18');
      await put(tested, '逾期', '2026-12-03');
      await tested.settleIndexes();
      const list = listing(tested);

      const found = await all(list, { state: 'soon' });

      expect(found.map(({ item, daysLeft }) => [item.id, daysLeft])).toEqual(
        expect.arrayContaining([
          [idOf('今日'), 0],
          [idOf('周二'), 2],
        ]),
      );
      expect(found).toHaveLength(2);
      expect(ids(await all(list, { state: 'soon', within: 1 }))).toEqual(idsOf('今日'));
      expect(ids(await all(list, { state: 'soon', within: 10 }))).toEqual(idsOf('今日', '周二', '两周后'));
    });

    it('turns late with the day in Asia/Shanghai', async () => {
      const tested = await open();
      await put(tested, '到期日', TODAY);
      await tested.settleIndexes();

      expect(await all(listing(tested, endOfDay(TODAY)), { state: 'late' })).toEqual([]);
      expect(ids(await all(listing(tested, endOfDay(TODAY) + 1), { state: 'late' }))).toEqual(
        idsOf('到期日'),
      );
    });

    it('marks a last day that may still move', async () => {
      const tested = await open();
      await put(tested, '跨年', '2027-01-05');
      await tested.settleIndexes();

      const [found] = await all(listing(tested, startOfDay('2027-01-04')), { state: 'soon' });

      expect(found).toMatchObject({ provisional: true, daysLeft: 1 });
    });

    it('shows after them what was first public late in the year, as the count has it', async () => {
      const tested = await open();
      await put(tested, '未公开', '2026-12-01');
      await put(tested, '晚了', '2026-11-30', {
        deliveries: [
          publicOn('晚了', 'portal', '2026-12-03', '2026-11-30'),
          publicOn('晚了', 'municipal', '2026-12-04', '2026-11-30'),
        ],
      });
      await put(tested, '又晚', '2026-11-30', {
        deliveries: [publicOn('又晚', 'portal', '2026-12-01', '2026-11-30')],
      });
      await put(tested, '按时', '2026-11-30', {
        deliveries: [publicOn('按时', 'portal', '2026-11-30', '2026-11-30')],
      });
      await tested.settleIndexes();
      const list = listing(tested);

      const found = await all(list, { state: 'late', limit: 1 });

      expect(ids(found)).toEqual(idsOf('未公开', '晚了', '又晚'));
      expect(found[0]?.item.id).toBe(idOf('未公开'));
      expect(found.find(({ item }) => item.id === idOf('晚了'))).toMatchObject({
        daysOver: 3,
        firstPublicOn: '2026-12-03',
        missing: [],
      });
      const count = await tested.engine.ledger.countYear({
        year: 2026,
        policies: { countReposts: true },
        channels: ['portal', 'municipal'],
      });
      expect(count.late).toBe(2);
      expect(ids(await all(list, { state: 'late', year: 2025 }))).toEqual([]);
      expect(ids(await all(listing(tested, endOfDay('2027-02-01')), { state: 'late', year: 2026 }))).toEqual(
        idsOf('晚了', '又晚'),
      );
    });

    it('takes an item for public that a person merged with one that is', async () => {
      const tested = await open();
      await put(tested, '甲', '2026-12-01');
      await put(tested, '乙', '2026-12-01', {
        deliveries: [publicOn('乙', 'portal', '2026-11-30', '2026-12-01')],
      });
      const decision = decisionAfter(undefined, {
        items: pairOf(idOf('甲'), idOf('乙')),
        decision: 'merge',
        reason: '同一份通知',
        at: NOON,
        by: 'token:t1',
      });
      expect(await tested.engine.relations.append(decision)).toBe('appended');
      await tested.settleIndexes();

      expect(await all(listing(tested), { state: 'late' })).toEqual([]);
    });

    it.each(['nonsense', 'owed~nonsense', 'parked~nonsense', 'public~zz', 'public~'])(
      'refuses the cursor %s where it is none of its own',
      async (cursor) => {
        const tested = await open();

        expect(await listing(tested)({ state: 'soon', within: 5, limit: 5, cursor })).toMatchObject({
          outcome: 'invalid',
          violations: [{ code: 'cursor-unknown' }],
        });
      },
    );
  });
};
