import { describe, expect, it } from 'vitest';
import type { ImportedRow } from '../../../lib/ports/registers.ts';
import { openKept } from '../open-kept.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, NOON, sha256 } from '../rows.ts';

const heldRow = (title: string, holders: readonly [number, ...number[]]): ImportedRow => ({
  identity: sha256(title),
  titleKey: title,
  documentNumberKey: null,
  channel: 'portal',
  title,
  documentNumber: null,
  publishedAt: NOON,
  publishedAtAsStated: '2026-11-03',
  url: null,
  body: null,
  formedOn: null,
  kind: 'document',
  origin: 'own',
  unit: null,
  area: null,
  importedBy: holders[0],
  holders,
  itemId: idOf(title),
  sealed: false,
});

export const describeImportVoids = (open: OpenEngine): void => {
  describe('rows that imports hold', () => {
    it('are found by each import that holds them, and no more by one that does not', async () => {
      const { engine, reopened } = await openKept(open);
      await engine.imports.putRow(heldRow('月报', [1]));
      await engine.imports.putRow(heldRow('年报', [1, 2]));
      await engine.imports.putRow(heldRow('简报', [2]));
      await engine.imports.putRow(heldRow('年报', [2]));
      const { imports } = await reopened();

      expect(await imports.titleKeysOf(1)).toEqual(['月报']);
      expect([...(await imports.titleKeysOf(2))].toSorted()).toEqual(['年报', '简报'].toSorted());
      expect(await imports.titleKeysOf(3)).toEqual([]);
      expect(await imports.rows('年报')).toEqual([heldRow('年报', [2])]);
    });

    it('are unknown once they were forgotten, and may come again', async () => {
      const { engine } = await open();
      await engine.imports.putRow(heldRow('月报', [1]));
      await engine.imports.forgetRow(heldRow('月报', [1]));
      const forgotten = [await engine.imports.rows('月报'), await engine.imports.titleKeysOf(1)];
      await engine.imports.putRow(heldRow('月报', [2]));

      expect(forgotten).toEqual([[], []]);
      expect(await engine.imports.rows('月报')).toEqual([heldRow('月报', [2])]);
      expect(await engine.imports.titleKeysOf(1)).toEqual([]);
    });
  });

  describe('a voided import', () => {
    it('keeps its number and its record; its file may come again as another import', async () => {
      const { engine } = await open();
      const file = sha256('f1');
      const { record } = await engine.imports.begin(file, 'token:admin', NOON);
      const voided = {
        ...record,
        state: 'voided',
        voided: { by: 'token:admin', at: NOON + 1, reason: '文件有误', rows: 3 },
      } as const;
      await engine.imports.write(voided);
      const again = await engine.imports.begin(file, 'token:admin', NOON + 2);

      expect(await engine.imports.read(record.number)).toEqual(voided);
      expect(again).toMatchObject({ outcome: 'begun', record: { state: 'running', voided: null } });
      expect(again.record.number).toBeGreaterThan(record.number);
      expect(await engine.imports.begin(file, 'token:admin', NOON + 3)).toEqual({
        ...again,
        outcome: 'known',
      });
    });

    it('is written on the items that only it brought', async () => {
      const { engine } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      const voided = { import: 1, reason: '文件有误', at: NOON, by: 'token:admin' };
      await engine.ledger.change(
        itemOf('甲', { generation: 2, plan: [], state: 'withdrawn', voided }),
        null,
        1,
      );
      const withdrawn = await engine.ledger.read(idOf('甲'));
      await engine.ledger.change(itemOf('甲', { generation: 3 }), null, 2);

      expect(withdrawn?.item.voided).toEqual(voided);
      expect((await engine.ledger.read(idOf('甲')))?.item.voided).toBeNull();
    });
  });
};
