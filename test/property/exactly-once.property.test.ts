import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openOffice, type TestOffice } from '../examples/office.ts';
import { officeNotice } from '../examples/office-notice.ts';
import type { Mishap } from '../examples/platform.ts';

const notice = { ...officeNotice, attachments: [], relations: [], columns: {} };
const CHANNELS = ['portal', 'provincial', 'municipal'] as const;

const mishaps = fc.array(
  fc.constantFrom<Mishap>('none', 'lost-before', 'lost-after', 'busy', 'outage', 'our-bug'),
  { maxLength: 7 },
);

/** Carries out a nudge as a queue would: a fault gives it back, which a later tick makes good. */
const carryOut = async (office: TestOffice, count: number): Promise<void> => {
  const now = office.nudged.splice(0, count);
  await Promise.allSettled(now.map((nudge) => office.deliver(nudge)));
};

describe('an accepted item', () => {
  it('reaches each planned channel exactly once, whatever gets lost, doubled, reordered or broken on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ portal: mishaps, provincial: mishaps, municipal: mishaps }),
        fc.array(
          fc.oneof(
            fc.record({ do: fc.constant('carry-out' as const), count: fc.integer({ min: 1, max: 4 }) }),
            fc.record({ do: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 3 }) }),
            fc.record({ do: fc.constant('double' as const), count: fc.constant(1) }),
            fc.record({ do: fc.constant('pass' as const), count: fc.integer({ min: 1, max: 70_000 }) }),
            fc.record({ do: fc.constant('tick' as const), count: fc.constant(1) }),
            fc.record({ do: fc.constant('post-again' as const), count: fc.integer({ min: 1, max: 3 }) }),
          ),
          { maxLength: 25 },
        ),
        async (troubles, script) => {
          const office = await openOffice();
          for (const channel of CHANNELS) office.platforms[channel].mishaps = [...troubles[channel]];
          const answer = await office.accept({ ...notice, channels: ['portal'] }, 'token:t1');
          if (answer.outcome !== 'accepted') throw new Error('not accepted');
          const { id } = answer.view;
          for (const { do: step, count } of script) {
            if (step === 'carry-out') await carryOut(office, count);
            if (step === 'lose') office.nudged.splice(0, count);
            if (step === 'double') office.nudged.push(...office.nudged.slice(0, 3));
            if (step === 'pass') office.clock.pass(count);
            if (step === 'tick') await office.tick({ milliseconds: 1000 });
            if (step === 'post-again')
              await office.accept({ ...notice, channels: CHANNELS.slice(0, count) }, 'token:t2');
          }
          await office.accept({ ...notice, channels: [...CHANNELS] }, 'token:t3');
          for (let round = 0; round < 60; round += 1) {
            const due = await office.engine.ledger.nextDueAt();
            if (due === null && office.nudged.length === 0) break;
            if (due !== null) office.clock.set(Math.max(office.clock.now(), due));
            await office.tick({ milliseconds: 1000 });
            await carryOut(office, office.nudged.length);
          }
          const snapshot = await office.engine.ledger.read(id);
          expect(snapshot?.item).toMatchObject({ owed: [], dueAt: null });
          for (const channel of CHANNELS) {
            expect(office.platforms[channel].copiesOf(id)).toBe(1);
            expect(snapshot?.deliveries.find((row) => row.channel === channel)?.state).toBe('published');
          }
          await office.engine.close();
        },
      ),
      { numRuns: 150 },
    );
  });
});
