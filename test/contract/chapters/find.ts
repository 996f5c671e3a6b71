import { describe, expect, it } from 'vitest';
import { canonicalLine } from '../../../lib/domain/content/canonical-text.ts';
import type { ItemRow } from '../../../lib/domain/ledger-rows.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import type { ItemQuery, Ledger, ListedItem } from '../../../lib/ports/ledger.ts';
import type { OpenEngine } from '../opener.ts';
import { deliveryOf, editionOf, idOf, itemOf, NOON, publishedDelivery } from '../rows.ts';

const accept = (ledger: Ledger, name: string, overrides: Partial<ItemRow> = {}) =>
  ledger.accept(itemOf(name, overrides), editionOf(name));

const numberOf = async (ledger: Ledger, name: string) => (await ledger.read(idOf(name)))?.item.number;

const listAll = async (ledger: Ledger, query: Omit<ItemQuery, 'cursor'>): Promise<readonly ListedItem[]> => {
  const listed: ListedItem[] = [];
  let cursor: string | null = null;
  do {
    const page = await ledger.list(cursor === null ? query : { ...query, cursor });
    expect(page.rows.length).toBeLessThanOrEqual(query.limit);
    listed.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return listed;
};

const titles = (listed: readonly ListedItem[]): readonly string[] => listed.map(({ item }) => item.title);

const openFilled = async (open: OpenEngine): Promise<Ledger> => {
  const opened = await open();
  const { ledger } = opened.engine;
  const amend = (name: string, channel: string, state: 'parked' | 'published') =>
    ledger.amend(deliveryOf(name, channel, { state }), 0, { generation: 1, owed: { is: 'none' } });
  await accept(ledger, '一', { title: '一', plan: ['portal'], acceptedAt: NOON + 1 });
  await accept(ledger, '二', { title: '二', plan: ['portal', 'municipal'], acceptedAt: NOON + 2 });
  await accept(ledger, '三', { title: '三', plan: ['municipal'], acceptedAt: NOON + 3 });
  await accept(ledger, '四', { title: '四', plan: ['port'], state: 'withdrawn', acceptedAt: NOON + 4 });
  await amend('一', 'portal', 'parked');
  await amend('二', 'portal', 'published');
  await amend('二', 'municipal', 'parked');
  await amend('三', 'municipal', 'published');
  await opened.settleIndexes();
  return ledger;
};

export const describeFind = (open: OpenEngine): void => {
  describe('numbers', () => {
    it('gives them in order of acceptance, by the year of acceptance in Asia/Shanghai, with four digits', async () => {
      const { engine, settleIndexes } = await open();
      const newYear = startOfDay('2027-01-01');
      await accept(engine.ledger, '甲', { acceptedAt: newYear - 2 });
      await accept(engine.ledger, '乙', { acceptedAt: newYear - 1 });
      await accept(engine.ledger, '丙', { acceptedAt: newYear });
      await settleIndexes();
      await engine.ledger.assignNumbers();

      expect(await numberOf(engine.ledger, '甲')).toBe('2026-0001');
      expect(await numberOf(engine.ledger, '乙')).toBe('2026-0002');
      expect(await numberOf(engine.ledger, '丙')).toBe('2027-0001');
    });

    it('numbers imported items too', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine.ledger, '甲', { importedBy: 1, owed: [], dueAt: null });
      await settleIndexes();
      await engine.ledger.assignNumbers();

      expect(await numberOf(engine.ledger, '甲')).toBe('2026-0001');
    });

    it('gives each item one number, used by no other, however many are accepted and numbered at once', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 30 }, (_, index) => `第${index}号`);
      await Promise.all(names.map((name) => accept(engine.ledger, name)));
      await settleIndexes();

      await Promise.all([engine.ledger.assignNumbers(), engine.ledger.assignNumbers()]);
      const numbers = await Promise.all(names.map((name) => numberOf(engine.ledger, name)));

      expect(numbers.every((number) => typeof number === 'string' && /^2026-\d{4,}$/.test(number))).toBe(
        true,
      );
      expect(new Set(numbers).size).toBe(30);
    });

    it('keeps the number through a change that knows of none', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine.ledger, '甲');
      await settleIndexes();
      await engine.ledger.assignNumbers();

      await engine.ledger.change(itemOf('甲', { generation: 2, number: null }), null, 1);

      expect(await numberOf(engine.ledger, '甲')).toBe('2026-0001');
    });

    it('finds an item by its number, and none by a number not given', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine.ledger, '甲');
      await settleIndexes();
      await engine.ledger.assignNumbers();
      await settleIndexes();

      expect(await engine.ledger.findByNumber('2026-0001')).toBe(idOf('甲'));
      expect(await engine.ledger.findByNumber('2026-0002')).toBeUndefined();
      expect(await engine.ledger.findByNumber('2026')).toBeUndefined();
    });
  });

  describe('findSimilar', () => {
    it('finds by title or by document number, whatever width and spacing, newest first', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine.ledger, '甲', { title: '关于 调整（大厅）办公时间的通知', acceptedAt: NOON });
      await accept(engine.ledger, '乙', { documentNumber: '虚政服发〔2026〕３号', acceptedAt: NOON + 1 });
      await accept(engine.ledger, '丙', { title: '无关', documentNumber: '虚政服发〔2026〕4号' });
      await settleIndexes();

      const similar = await engine.ledger.findSimilar(
        {
          title: canonicalLine('关于调整(大厅)办公时间的通知'),
          documentNumber: canonicalLine('虚政服发〔2026〕3号'),
        },
        10,
      );

      expect(similar).toEqual([
        {
          itemId: idOf('乙'),
          title: itemOf('乙').title,
          documentNumber: '虚政服发〔2026〕３号',
          acceptedAt: NOON + 1,
          bodyless: false,
        },
        {
          itemId: idOf('甲'),
          title: '关于 调整（大厅）办公时间的通知',
          documentNumber: null,
          acceptedAt: NOON,
          bodyless: false,
        },
      ]);
    });

    it('names an item once that shares both, and never takes two missing document numbers for the same', async () => {
      const { engine, settleIndexes } = await open();
      await accept(engine.ledger, '甲', { title: '月报', documentNumber: '虚统〔2026〕1号' });
      await accept(engine.ledger, '乙', { title: '无关' });
      await settleIndexes();

      const both = await engine.ledger.findSimilar(
        { title: '月报', documentNumber: canonicalLine('虚统〔2026〕1号') },
        10,
      );
      const neither = await engine.ledger.findSimilar({ title: '没有', documentNumber: null }, 10);

      expect(both.map(({ itemId }) => itemId)).toEqual([idOf('甲')]);
      expect(neither).toEqual([]);
    });

    it('goes by the title after a correction, and says which came without a body', async () => {
      const { engine, settleIndexes } = await open();
      const { content, ...edition } = editionOf('甲');
      await engine.ledger.accept(itemOf('甲', { title: '旧题' }), {
        ...edition,
        content: { ...content, body: { format: 'text', content: '' } },
      });
      await engine.ledger.change(itemOf('甲', { generation: 2, title: '新题' }), null, 1);
      await settleIndexes();

      expect(await engine.ledger.findSimilar({ title: '旧题', documentNumber: null }, 10)).toEqual([]);
      expect(await engine.ledger.findSimilar({ title: '新题', documentNumber: null }, 10)).toMatchObject([
        { itemId: idOf('甲'), bodyless: true },
      ]);
    });

    it('answers no more than the limit, the newest', async () => {
      const { engine, settleIndexes } = await open();
      for (const index of [1, 2, 3, 4]) {
        await accept(engine.ledger, `第${index}号`, { title: '月报', acceptedAt: NOON + index });
      }
      await settleIndexes();

      const similar = await engine.ledger.findSimilar({ title: '月报', documentNumber: null }, 2);

      expect(similar.map(({ acceptedAt }) => acceptedAt)).toEqual([NOON + 4, NOON + 3]);
    });
  });

  describe('list', () => {
    it('shows items with their deliveries, newest acceptance first, in pages that neither skip nor repeat', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 23 }, (_, index) => `第${index}号`);
      // Pairs share a moment.
      for (const [index, name] of names.entries()) {
        await accept(engine.ledger, name, { acceptedAt: NOON + Math.floor(index / 2) });
      }
      const published = publishedDelivery('第3号', 'portal', { version: 1 });
      await engine.ledger.amend(published, 0, { generation: 1, owed: { is: 'done' } });
      await settleIndexes();

      const listed = await listAll(engine.ledger, { limit: 5 });

      expect(listed.map(({ item }) => item.id).toSorted()).toEqual(names.map(idOf).toSorted());
      const times = listed.map(({ item }) => item.acceptedAt);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(listed.find(({ item }) => item.id === idOf('第3号'))?.deliveries).toEqual([published]);
    });

    it('is empty for an empty ledger', async () => {
      const { engine } = await open();

      expect(await engine.ledger.list({ limit: 10 })).toEqual({ rows: [], nextCursor: null });
    });

    it.each([
      { text: '办公时间', found: ['关于调整办公 时间的通知'] },
      { text: '办公　时间', found: ['关于调整办公 时间的通知'] },
      { text: '〔2026〕3号', found: ['公告'] },
      { text: '100%_完成', found: ['100％_完成'] },
      { text: '%', found: ['100％_完成'] },
      { text: '没有这样的标题', found: [] },
    ])('finds "$text" in title or document number after canonicalising both', async ({ text, found }) => {
      const { engine, settleIndexes } = await open();
      await accept(engine.ledger, '甲', { title: '关于调整办公 时间的通知' });
      await accept(engine.ledger, '乙', { title: '公告', documentNumber: '虚政〔2026〕３号' });
      await accept(engine.ledger, '丙', { title: '100％_完成' });
      await settleIndexes();

      expect(titles(await listAll(engine.ledger, { text, limit: 1 }))).toEqual(found);
    });

    describe('by channel and state', () => {
      it.each<{ readonly query: Omit<ItemQuery, 'limit' | 'cursor'>; readonly found: readonly string[] }>([
        { query: {}, found: ['四', '三', '二', '一'] },
        { query: { channel: 'portal' }, found: ['二', '一'] },
        { query: { channel: 'port' }, found: ['四'] },
        { query: { channel: 'nowhere' }, found: [] },
        { query: { state: 'live' }, found: ['三', '二', '一'] },
        { query: { state: 'withdrawn' }, found: ['四'] },
        { query: { state: 'parked' }, found: ['二', '一'] },
        { query: { state: 'published' }, found: ['三', '二'] },
        { query: { state: 'none' }, found: ['四'] },
        { query: { state: 'confirmed' }, found: [] },
        { query: { state: 'parked', channel: 'portal' }, found: ['一'] },
        { query: { state: 'published', channel: 'municipal' }, found: ['三'] },
        { query: { state: 'live', channel: 'portal', text: '二' }, found: ['二'] },
      ])('lists $found for $query', async ({ query, found }) => {
        const ledger = await openFilled(open);

        expect(titles(await listAll(ledger, { ...query, limit: 2 }))).toEqual(found);
      });
    });
  });
};
