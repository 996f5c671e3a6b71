import { describe, expect, it } from 'vitest';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, NOON, sha256 } from '../rows.ts';

const NEW_CONTENT = sha256('更正后的内容');
const to = (name: string, edition = 2) => ({
  itemId: idOf(name),
  editionKey: editionOf(name, { edition }).key,
});

export const describeRedirect = (open: OpenEngine): void => {
  describe('redirect and resolve', () => {
    it('lead from the content of a correction to its item, and from an id to itself', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      const outcome = await engine.ledger.redirect(NEW_CONTENT, to('甲'));

      expect(outcome).toEqual({ outcome: 'redirected' });
      expect(await engine.ledger.resolve(NEW_CONTENT)).toEqual(to('甲'));
      expect(await engine.ledger.resolve(idOf('甲'))).toEqual({ itemId: idOf('甲'), editionKey: null });
      expect(await engine.ledger.resolve(sha256('从未出现'))).toBeUndefined();
    });

    it('do not make an item of the content', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.redirect(NEW_CONTENT, to('甲'));

      expect(await engine.ledger.read(NEW_CONTENT)).toBeUndefined();
      expect(await engine.ledger.change(itemOf('乙', { id: NEW_CONTENT, generation: 2 }), null, 1)).toBe(
        'stale',
      );
    });

    it('keep another item from being accepted under the content', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.redirect(NEW_CONTENT, to('甲'));

      const outcome = await engine.ledger.accept(
        itemOf('乙', { id: NEW_CONTENT }),
        editionOf('乙', { itemId: NEW_CONTENT }),
      );

      expect(outcome).toBe('exists');
      expect(await engine.ledger.resolve(NEW_CONTENT)).toEqual(to('甲'));
      expect(await engine.ledger.read(NEW_CONTENT)).toBeUndefined();
    });

    it('are pointed to a later edition of the same item, as often as its correction is sent', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.redirect(NEW_CONTENT, to('甲'));

      const again = await engine.ledger.redirect(NEW_CONTENT, to('甲'));
      const later = await engine.ledger.redirect(NEW_CONTENT, to('甲', 3));

      expect([again, later]).toEqual([{ outcome: 'redirected' }, { outcome: 'redirected' }]);
      expect(await engine.ledger.resolve(NEW_CONTENT)).toEqual(to('甲', 3));
    });

    it('leave a content to the item that has it, as its id or by a correction', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.accept(itemOf('乙'), editionOf('乙'));
      await engine.ledger.redirect(NEW_CONTENT, to('甲'));

      const corrected = await engine.ledger.redirect(NEW_CONTENT, to('乙'));
      const accepted = await engine.ledger.redirect(idOf('甲'), to('乙'));

      expect([corrected, accepted]).toEqual([
        { outcome: 'taken', by: idOf('甲') },
        { outcome: 'taken', by: idOf('甲') },
      ]);
      expect(await engine.ledger.resolve(NEW_CONTENT)).toEqual(to('甲'));
      expect((await engine.ledger.read(idOf('甲')))?.edition).toEqual(editionOf('甲'));
    });

    it('let exactly one of ten items have a content that all of them are corrected to, and posted as', async () => {
      const { engine } = await open();
      const names = Array.from({ length: 10 }, (_, index) => `第${index}条`);
      await Promise.all(names.map((name) => engine.ledger.accept(itemOf(name), editionOf(name))));

      const outcomes = await Promise.all([
        ...names.map((name) => engine.ledger.redirect(NEW_CONTENT, to(name))),
        engine.ledger.accept(itemOf('新', { id: NEW_CONTENT }), editionOf('新', { itemId: NEW_CONTENT })),
      ]);
      const holder = (await engine.ledger.resolve(NEW_CONTENT))?.itemId;

      const won = outcomes.filter((outcome) =>
        typeof outcome === 'string' ? outcome === 'accepted' : outcome.outcome === 'redirected',
      );
      const taken = outcomes.flatMap((outcome) =>
        typeof outcome !== 'string' && outcome.outcome === 'taken' ? [outcome.by] : [],
      );
      expect(won).toHaveLength(1);
      expect(new Set([...taken, holder])).toEqual(new Set([holder]));
    });
  });

  describe('editions', () => {
    it('are read by their keys, back to the first', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const second = editionOf('甲', { edition: 2, recordedAt: NOON + 5, text: '更正后的正文' });
      await engine.ledger.change(itemOf('甲', { generation: 2, edition: 2 }), second, 1);

      const read = await engine.ledger.readEdition(idOf('甲'), second.key);
      const previous = await engine.ledger.readEdition(idOf('甲'), read?.previousKey ?? '');

      expect(read).toEqual(second);
      expect(previous).toEqual(editionOf('甲'));
      expect(previous?.previousKey).toBeNull();
    });

    it('belong to their item alone', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.accept(itemOf('乙'), editionOf('乙'));

      expect(await engine.ledger.readEdition(idOf('乙'), editionOf('甲').key)).toBeUndefined();
      expect(await engine.ledger.readEdition(idOf('甲'), `9#${sha256('无')}`)).toBeUndefined();
      expect(await engine.ledger.readEdition(idOf('丙'), editionOf('甲').key)).toBeUndefined();
    });
  });
};
