import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnbroken } from '../../lib/domain/history.ts';
import type { EditionRow, ItemSnapshot } from '../../lib/domain/ledger-rows.ts';
import { editionChain } from '../../lib/usecases/edition-chain.ts';
import type { TestOffice } from '../examples/office.ts';
import { comeToRest } from '../examples/revisions.ts';
import { openOfficeOfCorrections, type Sent } from './corrections/office-of-corrections.ts';
import { CHANNELS, mishaps, post, script } from './corrections/script.ts';

const editionsOf = async ({ engine }: TestOffice, snapshot: ItemSnapshot): Promise<readonly EditionRow[]> => {
  const editions: EditionRow[] = [];
  for await (const edition of editionChain(engine.ledger, snapshot)) editions.unshift(edition);
  return editions;
};

const expectAtRest = ({ platforms }: TestOffice, { item, edition, deliveries }: ItemSnapshot): void => {
  expect(item).toMatchObject({ owed: [], dueAt: null });
  for (const channel of CHANNELS) {
    const platform = platforms[channel];
    const page = platform.pages.get(platform.addressOf({ itemId: item.id }));
    if (item.plan.includes(channel)) {
      const delivery = deliveries.find((row) => row.channel === channel);
      expect(platform.copiesOf(item.id)).toBe(1);
      expect(page).toEqual({ title: edition.content.title, html: edition.html });
      expect(delivery).toMatchObject({ state: 'published', edition: item.edition, withdrawal: null });
    } else {
      expect(platform.copiesOf(item.id)).toBe(0);
      expect(page).toBeUndefined();
    }
  }
};

const expectOnlyCommittedWords = (sent: Sent, id: string, editions: readonly EditionRow[]): void => {
  const committed = editions.map(({ content, text }) => `${content.title}\n${text}`);
  for (const words of sent.get(id) ?? []) expect(committed).toContain(words);
};

const expectOneChain = (item: ItemSnapshot['item'], editions: readonly EditionRow[]): void => {
  expect(editions.map(({ edition }) => edition)).toEqual(editions.map((_, index) => index + 1));
  expect(editions.at(-1)?.key).toBe(item.editionKey);
  expect(editions[0]?.contentHash).toBe(item.id);
  expect(isUnbroken({ itemId: item.id, channel: null }, item)).toBe(true);
  expect(item.history).toHaveLength(item.generation);
};

describe('items that are corrected, replanned and posted again, whatever comes in between', () => {
  it('stand once on each planned channel as committed, and no channel was ever given anything else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        post,
        fc.record({ portal: mishaps, provincial: mishaps, municipal: mishaps }),
        script,
        async (scheduler, first, troubles, steps) => {
          const {
            office,
            ids,
            promised,
            sent,
            post: accept,
            carryOut,
          } = await openOfficeOfCorrections(scheduler);
          for (const channel of CHANNELS) office.platforms[channel].mishaps = [...troubles[channel]];
          await accept(first.words, first.channels);
          for (const step of steps) await carryOut(step);
          await comeToRest(office, 200);

          const holders = new Map<string, string>();
          for (const id of ids) {
            const snapshot = await office.engine.ledger.read(id);
            if (snapshot === undefined) throw new Error(`item ${id} is lost`);
            const editions = await editionsOf(office, snapshot);
            expectAtRest(office, snapshot);
            expectOnlyCommittedWords(sent, id, editions);
            expectOneChain(snapshot.item, editions);
            const told = snapshot.item.history.map(({ why }) => why?.split('；')[0]);
            for (const { reason } of promised.filter((each) => each.id === id))
              expect(told).toContain(reason);
            for (const { contentHash } of editions) {
              const holder = await office.engine.ledger.resolve(contentHash);
              expect(holder?.itemId).toBe(id);
              expect(holders.get(contentHash) ?? id).toBe(id);
              holders.set(contentHash, id);
            }
          }
          await office.engine.close();
        },
      ),
      { numRuns: 200 },
    );
  });
});
