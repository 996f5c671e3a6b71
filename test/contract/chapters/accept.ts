import { describe, expect, it } from 'vitest';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, NOON } from '../rows.ts';

export const describeAccept = (open: OpenEngine): void => {
  describe('accept', () => {
    it('keeps item and edition as they were given, readable once it has answered', async () => {
      const { engine } = await open();
      const item = itemOf('甲', {
        documentNumber: '虚政服发〔2026〕3号',
        plan: ['portal', 'municipal', 'provincial'],
      });
      const edition = editionOf('甲', { reason: '首发' });

      const outcome = await engine.ledger.accept(item, edition);
      const snapshot = await engine.ledger.read(item.id);

      expect(outcome).toBe('accepted');
      expect(snapshot).toEqual({ item: { ...item, number: snapshot?.item.number }, edition, deliveries: [] });
    });

    it('keeps what an import brings, which has no day of formation and no body', async () => {
      const { engine } = await open();
      const item = itemOf('甲', { importedBy: 7, dueOn: null, owed: [], dueAt: null });
      const { content, ...edition } = editionOf('甲');
      const bodyless = {
        ...edition,
        content: { ...content, body: { format: 'text', content: '' } as const },
      };

      await engine.ledger.accept(item, bodyless);
      const snapshot = await engine.ledger.read(item.id);

      expect(snapshot).toEqual({
        item: { ...item, number: snapshot?.item.number },
        edition: bodyless,
        deliveries: [],
      });
    });

    it('carries an edition of half a megabyte unchanged', async () => {
      const { engine } = await open();
      const text = '公开'.repeat(80_000);
      const edition = editionOf('甲', { html: `<p>${text}</p>`, text });

      await engine.ledger.accept(itemOf('甲'), edition);

      expect((await engine.ledger.read(idOf('甲')))?.edition.html).toBe(`<p>${text}</p>`);
    });

    it('answers exists for a known id and changes nothing', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const before = await engine.ledger.read(idOf('甲'));

      const again = await engine.ledger.accept(
        itemOf('甲', { title: '另一个标题', generation: 9, acceptedAt: NOON + 1 }),
        editionOf('甲', { key: `1#${'0'.repeat(64)}`, by: 'token:t2' }),
      );

      expect(again).toBe('exists');
      expect(await engine.ledger.read(idOf('甲'))).toEqual(before);
    });

    it('lets exactly one of twenty win the same id, with the edition of the winner', async () => {
      const { engine } = await open();
      const writers = Array.from({ length: 20 }, (_, index) => `token:t${index}`);

      const outcomes = await Promise.all(
        writers.map((by, index) => {
          const key = `1#${String(index).padStart(64, '0')}`;
          const history = [{ at: NOON, by, what: 'accepted', why: null }];
          return engine.ledger.accept(
            itemOf('甲', { editionKey: key, history }),
            editionOf('甲', { key, by }),
          );
        }),
      );
      const snapshot = await engine.ledger.read(idOf('甲'));

      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'exists')).toHaveLength(19);
      const winner = writers[outcomes.indexOf('accepted')];
      expect(snapshot?.edition.by).toBe(winner);
      expect(snapshot?.item.history[0]?.by).toBe(winner);
    });

    it('accepts different items at once, each readable as soon as its own answer came', async () => {
      const { engine } = await open();
      const names = Array.from({ length: 40 }, (_, index) => `第${index}号`);

      const titles = await Promise.all(
        names.map(async (name) => {
          await engine.ledger.accept(itemOf(name), editionOf(name));
          return (await engine.ledger.read(idOf(name)))?.item.title;
        }),
      );

      expect(titles).toEqual(names.map((name) => itemOf(name).title));
    });

    it('knows nothing of an item that was never accepted', async () => {
      const { engine } = await open();

      expect(await engine.ledger.read(idOf('乙'))).toBeUndefined();
    });
  });
};
