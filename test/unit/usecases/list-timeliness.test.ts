import { expect, it } from 'vitest';
import shipped from '../../../config/calendar.json' with { type: 'json' };
import { parseCalendar } from '../../../lib/domain/calendar.ts';
import type { PublishedItem } from '../../../lib/domain/publication.ts';
import { relationsOf } from '../../../lib/domain/relations/relations.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';
import { createListTimeliness } from '../../../lib/usecases/list-timeliness.ts';
import { editionOf, idOf, itemOf, NOON } from '../../contract/rows.ts';
import { patternOf } from '../domain/count/pattern-of.ts';

/** A ledger without end: there is always more that is owed, waits or was public in time. */
const openEndlessLedger = () => {
  const done = { reads: 0, published: 0 };
  const snapshot = { item: itemOf('甲', { dueOn: '2027-12-01' }), edition: editionOf('甲'), deliveries: [] };
  const list = createListTimeliness({
    ledger: {
      due: async (_moment, _cursor, limit) => ({
        rows: Array.from({ length: limit }, () => ({ itemId: idOf('甲'), dueAt: NOON })),
        nextCursor: 'more',
      }),
      waiting: async ({ reason = 'parked', limit }) => ({
        rows: Array.from({ length: limit }, () => ({
          itemId: idOf('甲'),
          channel: 'portal',
          reason,
          since: NOON,
        })),
        nextCursor: 'more',
      }),
      read: async () => {
        done.reads += 1;
        return snapshot;
      },
      publishedItems: async function* (): AsyncGenerator<PublishedItem> {
        for (;;) {
          done.published += 1;
          yield { itemId: idOf('甲'), ...patternOf([{ channel: 'portal', month: '2026-05' }]) };
        }
      },
    },
    readRelations: async () => ({ decisions: [], ...relationsOf([]) }),
    definitions: new Map(),
    policies: { countReposts: true },
    workingDays: createWorkingDays(parseCalendar(shipped)),
    clock: { now: () => NOON },
  });
  return { list, done };
};

it.each(['owed~', 'handed-over~', 'parked~', 'unknown~'])(
  'reads about a thousand entries a call from %s, and says where to go on',
  async (cursor) => {
    const { list, done } = openEndlessLedger();

    const page = await list({ state: 'soon', within: 5, cursor, limit: 50 });

    expect(page).toMatchObject({ outcome: 'listed', items: [], nextCursor: `${cursor}more` });
    expect(done.reads).toBeLessThanOrEqual(1050);
  },
);

it('looks at ten thousand publications a call, and says where to go on', async () => {
  const { list, done } = openEndlessLedger();

  const page = await list({ state: 'late', within: 5, cursor: 'public~', limit: 50 });

  expect(page).toMatchObject({ outcome: 'listed', items: [], nextCursor: `public~${idOf('甲')}` });
  expect(done).toEqual({ reads: 0, published: 10_000 });
});
