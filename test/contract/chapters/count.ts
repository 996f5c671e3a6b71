import { describe, expect, it } from 'vitest';
import type { CountFacts, DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import type { Publication, PublishedItem } from '../../../lib/domain/publication.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import { collect } from '../collect.ts';
import { countRequest } from '../counting.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, FACTS, idOf, itemOf, NOON, publishedDelivery } from '../rows.ts';

const NEW_YEAR = startOfDay('2027-01-01');
const NOTHING_OWED = { generation: 1, owed: { is: 'none' } } as const;

const publishedItems = (ledger: Ledger, throughYear: number): Promise<readonly PublishedItem[]> =>
  collect(ledger.publishedItems(throughYear));

const publish = async (ledger: Ledger, name: string, deliveries: readonly DeliveryRow[]): Promise<void> => {
  await ledger.accept(itemOf(name), editionOf(name));
  for (const delivery of deliveries) await ledger.amend(delivery, 0, NOTHING_OWED);
};

const publicOn = (name: string, channel: string, overrides: Partial<DeliveryRow> = {}): DeliveryRow =>
  publishedDelivery(name, channel, { version: 1, ...overrides });

const IN_NOVEMBER: Publication = {
  channel: 'portal',
  month: '2026-11',
  late: false,
  imported: false,
  practice: false,
  withdrawal: null,
  formRow: 'website',
};

export const describeCount = (open: OpenEngine): void => {
  describe('publications', () => {
    it('are none in a ledger where nothing is public', async () => {
      const { engine, settleIndexes } = await open();
      await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
      await engine.ledger.amend(
        publicOn('甲', 'portal', { publicAt: null, state: 'handed-over' }),
        0,
        NOTHING_OWED,
      );
      await settleIndexes();

      expect((await engine.ledger.countYear(countRequest(2026))).published).toBe(0);
      expect(await publishedItems(engine.ledger, 2026)).toEqual([]);
    });

    it('are read from the item after a given one on, in order of id', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 12 }, (_, index) => `第${index}件`);
      await Promise.all(names.map((name) => publish(engine.ledger, name, [publicOn(name, 'portal')])));
      await settleIndexes();

      const all = (await publishedItems(engine.ledger, 2026)).map(({ itemId }) => itemId);
      for (const [index, id] of all.entries()) {
        const after = await collect(engine.ledger.publishedItems(2026, id));
        expect(after.map(({ itemId }) => itemId)).toEqual(all.slice(index + 1));
      }
      expect(all).toHaveLength(12);
    });

    it('make the case of 2017: 47 portal, 7 provincial, 31 municipal, 31 on two, 116 items', async () => {
      const { engine, settleIndexes } = await open();
      const regions = [
        { channels: ['portal'], items: 47 },
        { channels: ['provincial'], items: 7 },
        { channels: ['municipal'], items: 31 },
        { channels: ['portal', 'municipal'], items: 31 },
      ];
      await Promise.all(
        regions.flatMap(({ channels, items }) =>
          Array.from({ length: items }, (_, index) => {
            const name = `${channels.join()} ${index}`;
            return publish(
              engine.ledger,
              name,
              channels.map((channel) => publicOn(name, channel, { importedBy: 1 })),
            );
          }),
        ),
      );
      await settleIndexes();

      expect(await engine.ledger.countYear(countRequest(2026))).toMatchObject({
        total: 116,
        published: 116,
        channels: { portal: 78, provincial: 7, municipal: 62 },
        regions: [
          { channels: ['portal'], items: 47 },
          { channels: ['provincial'], items: 7 },
          { channels: ['municipal'], items: 31 },
          { channels: ['municipal', 'portal'], items: 31 },
        ],
        importedDeliveries: 147,
      });
    });

    it('carry everything that the count looks at, ordered by channel', async () => {
      const { engine, settleIndexes } = await open();
      const facts: CountFacts = {
        kind: 'normative-document',
        origin: 'repost',
        unit: null,
        area: null,
        dueOn: '2026-10-31',
        formRow: 'wechat',
        practice: true,
      };
      await publish(engine.ledger, '甲', [
        publicOn('甲', 'wechat', { facts }),
        publicOn('甲', 'portal', { facts: { ...facts, formRow: 'website', practice: false }, importedBy: 2 }),
        publicOn('甲', 'municipal', { facts, state: 'withdrawn', withdrawal: 'error' }),
      ]);
      await settleIndexes();
      const publication = { month: '2026-11', late: true, imported: false, withdrawal: null } as const;
      const pattern = {
        kind: 'normative-document',
        origin: 'repost',
        unit: null,
        area: null,
        publications: [
          { ...publication, channel: 'municipal', practice: true, formRow: 'wechat', withdrawal: 'error' },
          { ...publication, channel: 'portal', practice: false, formRow: 'website', imported: true },
          { ...publication, channel: 'wechat', practice: true, formRow: 'wechat' },
        ],
      };

      expect(await publishedItems(engine.ledger, 2026)).toEqual([{ itemId: idOf('甲'), ...pattern }]);
    });

    it('belong to the year in Asia/Shanghai, on either side of midnight at New Year', async () => {
      const { engine, settleIndexes } = await open();
      await publish(engine.ledger, '甲', [
        publicOn('甲', 'portal', { publicAt: NEW_YEAR }),
        publicOn('甲', 'municipal', { publicAt: NEW_YEAR - 1 }),
      ]);
      await publish(engine.ledger, '乙', [publicOn('乙', 'portal', { publicAt: NEW_YEAR })]);
      await settleIndexes();
      const december = { ...IN_NOVEMBER, channel: 'municipal', month: '2026-12', late: true };
      const january = { ...IN_NOVEMBER, channel: 'portal', month: '2027-01', late: true };

      const publications = async (year: number) =>
        new Map((await publishedItems(engine.ledger, year)).map((item) => [item.itemId, item.publications]));

      expect(await publications(2025)).toEqual(new Map());
      expect(await publications(2026)).toEqual(new Map([[idOf('甲'), [december]]]));
      expect(await publications(2027)).toEqual(
        new Map([
          [idOf('甲'), [december, january]],
          [idOf('乙'), [january]],
        ]),
      );
      expect(await engine.ledger.countYear(countRequest(2025))).toMatchObject({ published: 0 });
      expect(await engine.ledger.countYear(countRequest(2026))).toMatchObject({
        total: 1,
        channels: { portal: 0, municipal: 1 },
      });
      expect(await engine.ledger.countYear(countRequest(2027))).toMatchObject({
        total: 1,
        published: 2,
        firstPublishedEarlier: 1,
        channels: { portal: 2, municipal: 0 },
      });
    });

    it.each([
      { publicAt: startOfDay('2026-12-02') - 1, dueOn: '2026-12-01', late: false, when: 'on the last day' },
      { publicAt: startOfDay('2026-12-02'), dueOn: '2026-12-01', late: true, when: 'the day after' },
      { publicAt: NOON, dueOn: null, late: false, when: 'without a last day' },
    ])('are late: $late, $when', async ({ publicAt, dueOn, late }) => {
      const { engine, settleIndexes } = await open();
      await publish(engine.ledger, '甲', [
        publicOn('甲', 'portal', { publicAt, facts: { ...FACTS, dueOn } }),
      ]);
      await settleIndexes();

      expect((await publishedItems(engine.ledger, 2026))[0]?.publications[0]?.late).toBe(late);
    });

    it('follow every later write of the delivery: another time, a withdrawal, not public after all', async () => {
      const { engine, settleIndexes } = await open();
      const months = async () =>
        (await publishedItems(engine.ledger, 2026)).flatMap(({ publications }) =>
          publications.map(({ month, withdrawal }) => [month, withdrawal]),
        );
      await publish(engine.ledger, '甲', [publicOn('甲', 'portal')]);

      await engine.ledger.amend(
        publicOn('甲', 'portal', { version: 2, publicAt: startOfDay('2026-10-31') }),
        1,
        NOTHING_OWED,
      );
      await settleIndexes();
      const moved = await months();
      await engine.ledger.claim(
        publicOn('甲', 'portal', { version: 3, lease: { token: 't', until: NOON } }),
        2,
      );
      await engine.ledger.settle(
        publicOn('甲', 'portal', { version: 4, state: 'withdrawn', withdrawal: 'withdrawn' }),
        't',
        NOTHING_OWED,
      );
      await settleIndexes();
      const withdrawn = await months();
      await engine.ledger.amend(publicOn('甲', 'portal', { version: 5, publicAt: null }), 4, NOTHING_OWED);
      await settleIndexes();

      expect(moved).toEqual([['2026-10', null]]);
      expect(withdrawn).toEqual([['2026-11', 'withdrawn']]);
      expect(await months()).toEqual([]);
      expect((await engine.ledger.countYear(countRequest(2026))).published).toBe(0);
    });

    it.each([
      { generations: { municipal: 2, portal: 1 }, kind: 'response', rule: 'the highest generation' },
      { generations: { municipal: 1, portal: 2 }, kind: 'brief', rule: 'the highest generation' },
      { generations: { municipal: 1, portal: 1 }, kind: 'response', rule: 'the first channel of equals' },
    ])('take the kind of $rule where deliveries differ', async ({ generations, kind }) => {
      const { engine, settleIndexes } = await open();
      await publish(engine.ledger, '甲', [
        publicOn('甲', 'portal', { generation: generations.portal, facts: { ...FACTS, kind: 'brief' } }),
        publicOn('甲', 'municipal', {
          generation: generations.municipal,
          facts: { ...FACTS, kind: 'response' },
        }),
      ]);
      await settleIndexes();

      const { groups } = await engine.ledger.countYear(countRequest(2026, { by: 'kind' }));
      expect(groups?.map(({ value }) => value)).toEqual([kind]);
      expect((await publishedItems(engine.ledger, 2026)).map((item) => item.kind)).toEqual([kind]);
    });
  });
};
