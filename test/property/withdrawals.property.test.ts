import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WITHDRAWAL_CAUSES } from '../../lib/domain/ledger-rows.ts';
import { openOffice } from '../examples/office.ts';
import { comeToRest, plainNotice } from '../examples/revisions.ts';
import { complaintsOf } from './withdrawals/complaints.ts';
import { type Fate, LatePlatform } from './withdrawals/late-platform.ts';
import { act, BY, CHANNELS, fates, type Platforms, run, steps } from './withdrawals/steps.ts';

const openLate = async (troubles: Readonly<Record<keyof Platforms, readonly Fate[]>>) => {
  const office = await openOffice();
  const platforms = { portal: new LatePlatform(), municipal: new LatePlatform() };
  for (const channel of CHANNELS) {
    platforms[channel].fates = [...troubles[channel]];
    office.channels.set(channel, platforms[channel]);
  }
  const answer = await office.accept({ ...plainNotice, channels: [...CHANNELS] }, BY);
  if (answer.outcome !== 'accepted') throw new Error('not accepted');
  return { office, platforms, id: answer.view.id };
};

describe('a withdrawn item', () => {
  it('is public nowhere at rest, whatever order calls, answers, corrections and late landings came in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ portal: fates, municipal: fates }),
        fc.array(steps, { maxLength: 25 }),
        fc.option(fc.constantFrom(...WITHDRAWAL_CAUSES)),
        async (troubles, script, last) => {
          const { office, platforms, id } = await openLate(troubles);
          await run(office, platforms, id, script);
          if (last !== null) await act(office, id, { is: 'withdraw', cause: last }, script.length);
          await comeToRest(office, 200);
          // Whatever is still on its way lands when nobody looks any more.
          for (const channel of CHANNELS) for (const land of platforms[channel].late.splice(0)) land();

          const snapshot = await office.engine.ledger.read(id);
          await office.engine.close();
          if (snapshot === undefined) throw new Error('no such item');
          expect(complaintsOf(snapshot, platforms)).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  }, 120_000);
});
