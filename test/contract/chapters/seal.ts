import { describe, expect, it } from 'vitest';
import type { ItemRow, Seal, Withdrawal } from '../../../lib/domain/ledger-rows.ts';
import { SEALED, SEALED_TITLE, sealedEdition } from '../../../lib/domain/sealing.ts';
import type { ImportedRow } from '../../../lib/ports/registers.ts';
import { collect } from '../collect.ts';
import type { OpenEngine } from '../opener.ts';
import {
  deliveryOf,
  editionOf,
  idOf,
  itemOf,
  leasedDelivery,
  NOON,
  publishedDelivery,
  sha256,
} from '../rows.ts';

const WITHDRAWAL: Withdrawal = {
  cause: 'leak',
  reason: '误公开了内部资料',
  notice: null,
  at: NOON + 5,
  by: 'token:t2',
  approvals: [{ role: 'leader', name: '丁某', approvedAt: '2026-11-03', evidence: [sha256('form')] }],
  approved: true,
};

const entryAt = (at: number) => ({ at, by: 'system', what: 'answered-refused', why: null });

const SEAL: Seal = {
  at: NOON + 5,
  by: 'token:t2',
  reason: '误公开了内部资料',
  generation: 2,
  erasedAt: null,
};

const sealed = (name: string, overrides: Partial<Omit<ItemRow, 'historyHead'>> = {}): ItemRow =>
  itemOf(name, {
    generation: 2,
    state: 'withdrawn',
    ...SEALED_TITLE,
    withdrawal: WITHDRAWAL,
    seal: SEAL,
    dueAt: NOON + 5,
    ...overrides,
  });

/** A body that no engine keeps within a row. */
const LARGE = Array.from({ length: 6000 }, (_, index) => sha256(`第${index}段`)).join('');

const large = (name: string, edition = 1) => {
  const small = editionOf(name, { edition });
  return {
    ...small,
    html: LARGE,
    text: LARGE,
    content: { ...small.content, body: { format: 'html' as const, content: LARGE } },
  };
};

const importedRow = (title: string): ImportedRow => ({
  identity: sha256(title),
  titleKey: title,
  documentNumberKey: '虚政发〔2026〕9号',
  channel: 'portal',
  title,
  documentNumber: '虚政发〔2026〕9号',
  publishedAt: NOON,
  publishedAtAsStated: '2026-11-03',
  url: 'https://portal.example/9',
  body: LARGE,
  formedOn: null,
  kind: 'document',
  origin: 'own',
  unit: null,
  area: null,
  importedBy: 1,
  itemId: idOf(title),
  sealed: false,
  holders: [1],
});

export const describeSeal = (open: OpenEngine): void => {
  describe('withdrawals and seals', () => {
    it('keeps who took an item back and why, and what is sealed', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      await engine.ledger.change(sealed('甲'), null, 1);
      const item = (await engine.ledger.read(idOf('甲')))?.item;

      expect(item?.withdrawal).toEqual(WITHDRAWAL);
      expect(item?.seal).toEqual(SEAL);
    });

    it('lists a withdrawal that waits for its approval, among deliveries and page by page', async () => {
      const { engine, settleIndexes } = await open();
      const unapproved = { ...WITHDRAWAL, approvals: [], approved: false };
      for (const name of ['甲', '乙']) {
        await engine.ledger.accept(itemOf(name), editionOf(name));
        const withdrawal = { ...unapproved, at: NOON + name.length };
        await engine.ledger.change(sealed(name, { withdrawal }), null, 1);
      }
      const parked = deliveryOf('甲', 'portal', { state: 'parked', history: [entryAt(NOON)] });
      await engine.ledger.amend(parked, 0, { generation: 2, owed: { is: 'done' } });
      await settleIndexes?.();

      const first = await engine.ledger.waiting({ limit: 2 });
      const rest = await engine.ledger.waiting({
        limit: 2,
        ...(first.nextCursor !== null && { cursor: first.nextCursor }),
      });
      const found = [...first.rows, ...rest.rows];
      expect(found[0]).toEqual({ itemId: idOf('甲'), channel: 'portal', reason: 'parked', since: NOON });
      expect(
        new Set(found.slice(1).map(({ itemId, channel, reason }) => `${itemId} ${channel} ${reason}`)),
      ).toEqual(new Set([`${idOf('甲')} null approval-missing`, `${idOf('乙')} null approval-missing`]));
      expect(rest.nextCursor).toBeNull();
      expect((await engine.ledger.waiting({ reason: 'approval-missing', limit: 9 })).rows).toHaveLength(2);
      expect((await engine.ledger.countWaiting()).counts).toContainEqual({
        reason: 'approval-missing',
        channel: null,
        count: 2,
        oldestSince: NOON + 1,
      });

      await engine.ledger.change(sealed('甲', { generation: 3 }), null, 2);
      await settleIndexes?.();
      expect((await engine.ledger.waiting({ reason: 'approval-missing', limit: 9 })).rows).toHaveLength(1);
    });

    it('keeps an item due until its erasure is complete, whatever its channels are owed', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.accept(itemOf('甲', { plan: ['portal'] }), editionOf('甲'));
      await engine.ledger.claim(leasedDelivery('甲', 'portal', 't'), 0);
      await engine.ledger.change(sealed('甲', { plan: ['portal'] }), null, 1);

      await engine.ledger.settle(publishedDelivery('甲', 'portal'), 't', {
        generation: 2,
        owed: { is: 'done' },
      });
      expect(await engine.ledger.moveDue(idOf('甲'), NOON, null)).toBe(false);
      const erasing = (await engine.ledger.read(idOf('甲')))?.item;
      expect(erasing?.owed).toEqual([]);
      expect(erasing?.dueAt).toBe(NOON);

      const erased = sealed('甲', {
        generation: 3,
        plan: ['portal'],
        owed: [],
        dueAt: null,
        seal: { ...SEAL, erasedAt: NOON + 9 },
      });
      expect(await engine.ledger.change(erased, null, 2)).toBe('changed');
      await settleIndexes?.();
      expect((await engine.ledger.due(Number.MAX_SAFE_INTEGER, null, 10)).rows).toEqual([]);
    });

    it('moves the look at an item that is being erased', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.change(sealed('甲', { owed: [] }), null, 1);
      const dueAt = (await engine.ledger.read(idOf('甲')))?.item.dueAt ?? 0;

      expect(await engine.ledger.moveDue(idOf('甲'), dueAt, NOON + 60_000)).toBe(true);
    });

    it('leaves nothing of any edition but its hashes, times and persons', async () => {
      const { engine } = await open();
      const [first, second] = [large('甲'), large('甲', 2)];
      await engine.ledger.accept(itemOf('甲'), first);
      await engine.ledger.change(itemOf('甲', { generation: 2, edition: 2 }), second, 1);
      await engine.ledger.change(sealed('甲', { generation: 3, edition: 2 }), null, 2);

      await engine.ledger.eraseContent(idOf('甲'));
      await engine.ledger.eraseContent(idOf('甲'));

      expect((await engine.ledger.read(idOf('甲')))?.edition).toEqual(sealedEdition(second));
      expect(await engine.ledger.readEdition(idOf('甲'), first.key)).toEqual(sealedEdition(first));
      expect(await collect(engine.objectStore.list('packed/'))).toEqual([]);
      expect(await engine.ledger.purge()).toBe(true);
    });

    it('leaves the other items as they are, of the same body even', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), large('甲'));
      await engine.ledger.accept(itemOf('乙'), large('乙'));
      await engine.ledger.change(sealed('甲'), null, 1);

      await engine.ledger.eraseContent(idOf('甲'));

      expect((await engine.ledger.read(idOf('乙')))?.edition).toEqual(large('乙'));
    });

    it('keeps nothing of content that is posted again, or of a correction that comes too late', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), large('甲'));
      await engine.ledger.change(sealed('甲'), null, 1);
      await engine.ledger.eraseContent(idOf('甲'));

      const again = { ...large('甲'), key: `1#${sha256('again')}` };
      expect(await engine.ledger.accept(itemOf('甲'), again)).toBe('exists');
      expect(await engine.ledger.change(itemOf('甲', { generation: 2, edition: 2 }), large('甲', 2), 1)).toBe(
        'stale',
      );

      const outlines = await engine.ledger.outlines(idOf('甲'));
      expect(new Set(outlines.map(({ title }) => title))).toEqual(new Set([SEALED]));
      expect(await collect(engine.objectStore.list('packed/'))).toEqual([]);
    });

    it('tells what the editions of an item name, after their erasure too', async () => {
      const { engine } = await open();
      const { content } = editionOf('甲');
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));

      expect(await engine.ledger.outlines(idOf('甲'))).toEqual([
        { title: content.title, attachments: [sha256('a')], evidence: [sha256('c')] },
      ]);
      await engine.ledger.change(sealed('甲'), null, 1);
      await engine.ledger.eraseContent(idOf('甲'));
      expect(await engine.ledger.outlines(idOf('甲'))).toEqual([
        { title: SEALED, attachments: [sha256('a')], evidence: [sha256('c')] },
      ]);
      expect(await engine.ledger.outlines(idOf('无'))).toEqual([]);
    });

    it('knows which items show a file', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.accept(itemOf('乙'), editionOf('乙'));
      const other = editionOf('丙');
      await engine.ledger.accept(itemOf('丙'), { ...other, content: { ...other.content, attachments: [] } });

      expect(new Set(await engine.ledger.itemsShowing(sha256('a')))).toEqual(
        new Set([idOf('甲'), idOf('乙')]),
      );
      expect(await engine.ledger.itemsShowing(sha256('c'))).toEqual([]);
    });

    it('no longer finds a sealed item by what it was called', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.change(sealed('甲'), null, 1);
      await settleIndexes?.();

      expect(await engine.ledger.findSimilar({ title: '关于甲的通知', documentNumber: null }, 10)).toEqual(
        [],
      );
      expect((await engine.ledger.list({ text: '甲', limit: 10 })).rows).toEqual([]);
    });

    it('finds a sealed row of an import by its title, and nothing to read in it', async () => {
      const { engine } = await open();
      const row = importedRow('关于丁的通知');
      await engine.imports.putRow(row);

      const left = {
        ...row,
        title: SEALED,
        documentNumber: null,
        documentNumberKey: null,
        url: null,
        body: null,
        sealed: true,
      };
      await engine.imports.putRow(left);

      expect(await engine.imports.rows(row.titleKey)).toEqual([left]);
      expect(await collect(engine.objectStore.list('packed/'))).toEqual([]);
    });
  });
};
