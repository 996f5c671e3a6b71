import { describe, expect, it } from 'vitest';
import type { EvidencedItem } from '../../../lib/domain/evidence/evidenced-item.ts';
import type { DeliveryRow } from '../../../lib/domain/ledger-rows.ts';
import { decisionAfter, pairOf } from '../../../lib/domain/relations/decision.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import { collect } from '../collect.ts';
import type { OpenEngine } from '../opener.ts';
import { editionOf, idOf, itemOf, NOON, publishedDelivery } from '../rows.ts';

const NEW_YEAR = startOfDay('2027-01-01');
const NOTHING_OWED = { generation: 1, owed: { is: 'none' } } as const;

const publicOn = (name: string, channel: string, overrides: Partial<DeliveryRow> = {}): DeliveryRow =>
  publishedDelivery(name, channel, { version: 1, ...overrides });

const publish = async (ledger: Ledger, name: string, deliveries: readonly DeliveryRow[]): Promise<void> => {
  await ledger.accept(itemOf(name), editionOf(name));
  for (const delivery of deliveries) await ledger.amend(delivery, 0, NOTHING_OWED);
};

const evidenceOf = (ledger: Ledger, year: number): Promise<readonly EvidencedItem[]> =>
  collect(ledger.evidence(year));

export const describeEvidence = (open: OpenEngine): void => {
  describe('evidence', () => {
    it('is none where nothing became public within the year', async () => {
      const { engine, settleIndexes } = await open();
      await publish(engine.ledger, '甲', [publicOn('甲', 'portal', { publicAt: NEW_YEAR })]);
      await publish(engine.ledger, '乙', [
        publicOn('乙', 'portal', { publicAt: null, state: 'handed-over' }),
      ]);
      await settleIndexes();

      expect(await evidenceOf(engine.ledger, 2026)).toEqual([]);
    });

    it('says of a publication what its rows say', async () => {
      const { engine, settleIndexes } = await open();
      const confirmation = {
        result: 'same',
        at: NOON,
        same: 1,
        times: 1,
        since: NOON,
        detail: null,
      } as const;
      await publish(engine.ledger, '甲', [
        publicOn('甲', 'portal', { basis: 'page', confirmation }),
        publicOn('甲', 'municipal', {
          publicAt: NOON - 1000,
          withdrawal: 'withdrawn',
          importedBy: 3,
          confirmation: { ...confirmation, result: 'altered' },
        }),
      ]);
      await settleIndexes();
      const held = await engine.ledger.read(idOf('甲'));
      const [evidenced, ...others] = await evidenceOf(engine.ledger, 2026);
      const rowOf = (channel: string) => held?.deliveries.find((row) => row.channel === channel);

      expect(others).toEqual([]);
      expect(evidenced?.members).toEqual([
        {
          itemId: idOf('甲'),
          number: held?.item.number ?? null,
          title: held?.item.title,
          documentNumber: held?.item.documentNumber,
          editionKey: held?.item.editionKey,
          contentHash: held?.item.contentHash,
          bodyless: held?.edition.content.body.content === '',
          sealed: false,
          imported: false,
          historyHead: held?.item.historyHead,
          formedOn: held?.edition.content.formedOn,
          // A warning of the edition; what house style changed in it is none that a report tells of.
          remarks: ['half-width-punctuation'],
          deliveries: ['municipal', 'portal'].map((channel) => ({
            channel,
            url: rowOf(channel)?.receipt?.url ?? null,
            place: rowOf(channel)?.receipt?.place ?? null,
            publicAt: channel === 'portal' ? NOON : NOON - 1000,
            basis: rowOf(channel)?.basis,
            withdrawal: channel === 'portal' ? null : 'withdrawn',
            imported: channel === 'municipal',
            confirmedAt: channel === 'portal' ? NOON : null,
            facts: { dueOn: '2026-12-01', formRow: 'website', practice: false },
            historyHead: rowOf(channel)?.historyHead,
          })),
        },
      ]);
    });

    it('shows each item as the count does, in order of id, and nothing of later years', async () => {
      const { engine, settleIndexes } = await open();
      const names = Array.from({ length: 60 }, (_, index) => `第${index}件`);
      await Promise.all(
        names.map((name, index) =>
          publish(engine.ledger, name, [
            publicOn(name, 'portal'),
            ...(index % 2 === 0 ? [publicOn(name, 'municipal', { publicAt: NEW_YEAR })] : []),
          ]),
        ),
      );
      await settleIndexes();

      const evidenced = await evidenceOf(engine.ledger, 2026);

      expect(evidenced.map(({ published }) => published)).toEqual(
        await collect(engine.ledger.publishedItems(2026)),
      );
      expect(
        evidenced.flatMap(({ members }) => members.flatMap(({ deliveries }) => deliveries)),
      ).toHaveLength(60);
      expect(await evidenceOf(engine.ledger, 2027)).toHaveLength(30);
    });

    it('shows merged items as one, with each of those that were public', async () => {
      const { engine, settleIndexes } = await open();
      for (const name of ['甲', '乙', '丙']) {
        await publish(engine.ledger, name, [publicOn(name, name === '丙' ? 'municipal' : 'portal')]);
      }
      const told = { decision: 'merge', reason: '同一份', at: NOON, by: 'token:t1' } as const;
      const first = decisionAfter(undefined, { items: pairOf(idOf('甲'), idOf('丙')), ...told });
      await engine.relations.append(first);
      await settleIndexes();

      const evidenced = await evidenceOf(engine.ledger, 2026);

      const merged = [idOf('甲'), idOf('丙')].toSorted();
      expect(
        evidenced.map(({ published, members }) => [
          published.itemId,
          members.map(({ itemId, deliveries }) => [itemId, deliveries.map(({ channel }) => channel)]),
        ]),
      ).toEqual(
        [
          [idOf('乙'), [[idOf('乙'), ['portal']]]],
          [merged[0], merged.map((id) => [id, [id === idOf('丙') ? 'municipal' : 'portal']])],
        ].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
    });

    it('may be left before its end', async () => {
      const { engine, settleIndexes } = await open();
      for (const name of ['甲', '乙']) await publish(engine.ledger, name, [publicOn(name, 'portal')]);
      await settleIndexes();

      let seen = 0;
      for await (const { members } of engine.ledger.evidence(2026)) {
        seen += members.length;
        break;
      }
      expect(seen).toBe(1);
    });
  });
};
