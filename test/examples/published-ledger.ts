import type { DeliveryRow } from '../../lib/domain/ledger-rows.ts';
import { decisionAfter, pairOf } from '../../lib/domain/relations/decision.ts';
import { openEmbeddedEngine } from '../../lib/engines/embedded/open-embedded-engine.ts';
import type { Engine } from '../../lib/ports/engine.ts';
import { editionOf, FACTS, idOf, itemOf, NOON, publishedDelivery } from '../contract/rows.ts';

const NOTHING_OWED = { generation: 1, owed: { is: 'none' } } as const;

/** What a test wants published: one item with its copies. */
export interface WantedItem {
  readonly name: string;
  readonly kind?: DeliveryRow['facts']['kind'];
  readonly origin?: DeliveryRow['facts']['origin'];
  readonly dueOn?: string | null;
  readonly title?: string;
  readonly copies: readonly {
    readonly channel: string;
    readonly publicAt: number;
    readonly withdrawal?: DeliveryRow['withdrawal'];
    readonly imported?: boolean;
    readonly practice?: boolean;
  }[];
}

/** A ledger in memory with these items, some of them merged. */
export const openPublishedLedger = async (
  items: readonly WantedItem[],
  merges: readonly (readonly [string, string])[] = [],
): Promise<Engine> => {
  const engine = await openEmbeddedEngine({ dataDir: ':memory:', clock: { now: () => NOON } });
  for (const item of items) {
    const { name, copies, kind = 'document', origin = 'own', dueOn = null, title } = item;
    const edition = editionOf(name);
    await engine.ledger.accept(itemOf(name, title === undefined ? {} : { title }), edition);
    for (const { channel, publicAt, withdrawal = null, imported = false, practice = false } of copies) {
      const formRow = channel === 'wechat' ? 'wechat' : 'website';
      const row = publishedDelivery(name, channel, {
        version: 1,
        publicAt,
        withdrawal,
        importedBy: imported ? 1 : null,
        facts: { ...FACTS, kind, origin, dueOn, formRow, practice },
      });
      await engine.ledger.amend(row, 0, NOTHING_OWED);
    }
  }
  let last: ReturnType<typeof decisionAfter> | undefined;
  for (const [a, b] of merges) {
    const told = { decision: 'merge', reason: '同一份', at: NOON, by: 'token:t1' } as const;
    last = decisionAfter(last, { items: pairOf(idOf(a), idOf(b)), ...told });
    await engine.relations.append(last);
  }
  return engine;
};
