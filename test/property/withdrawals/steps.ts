import * as fc from 'fast-check';
import { WITHDRAWAL_CAUSES, type WithdrawalCause } from '../../../lib/domain/ledger-rows.ts';
import { isoShanghai } from '../../../lib/domain/shanghai-time.ts';
import type { TestOffice } from '../../examples/office.ts';
import { deputyLeader } from '../../examples/office-notice.ts';
import { bodyOf, plainNotice } from '../../examples/revisions.ts';
import type { Fate, LatePlatform } from './late-platform.ts';

export const CHANNELS = ['portal', 'municipal'] as const;
export type Platforms = Readonly<Record<(typeof CHANNELS)[number], LatePlatform>>;
export const BY = 'token:t1';

export const fates = fc.array(
  fc.constantFrom<Fate>('answered', 'late', 'lost-after', 'lost-before', 'busy'),
  { maxLength: 8 },
);

/** What the pipeline does, or what happens to it. */
type Happening =
  | { readonly is: 'carry-out' | 'lose'; readonly count: number }
  | { readonly is: 'double' | 'tick' | 'land' }
  | { readonly is: 'pass'; readonly milliseconds: number };

/** What a person does; each is allowed to be refused. */
type Deed =
  | { readonly is: 'correct' | 'replan' | 'republish' }
  | { readonly is: 'withdraw'; readonly cause: WithdrawalCause };

export type Step =
  | { readonly by: 'pipeline'; readonly happening: Happening }
  /** `during`: while the next call to the portal is under way, else at once. */
  | { readonly by: 'person'; readonly deed: Deed; readonly during: boolean };

const counts = fc.integer({ min: 1, max: 4 });

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: fc.constant('carry-out' as const), count: counts }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('lose' as const), count: counts }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constantFrom('double' as const, 'tick', 'land') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('pass' as const),
      milliseconds: fc.integer({ min: 1, max: 70_000 }),
    }),
  },
);

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ is: fc.constantFrom('correct' as const, 'replan', 'republish') }),
  fc.record({ is: fc.constant('withdraw' as const), cause: fc.constantFrom(...WITHDRAWAL_CAUSES) }),
);

export const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 11, arbitrary: fc.record({ by: fc.constant('pipeline' as const), happening: happenings }) },
  {
    weight: 6,
    arbitrary: fc.record({ by: fc.constant('person' as const), deed: deeds, during: fc.boolean() }),
  },
);

const ORDER = { channels: null, acknowledge: [], reason: '测试', ifGeneration: null };

export const act = async (office: TestOffice, id: string, deed: Deed, round: number): Promise<void> => {
  // Approved just now, and so after whatever came before.
  office.clock.pass(1000);
  const approvedAt = isoShanghai(office.clock.now());
  const approved = {
    review: { ...plainNotice.review, reviewedAt: approvedAt },
    approvals: [{ ...deputyLeader, approvedAt }],
  };
  switch (deed.is) {
    case 'correct':
      await office.correct(id, { ...ORDER, changes: { body: bodyOf(`第${round}稿。`), ...approved } }, BY);
      return;
    case 'replan': {
      const channels = round % 2 === 0 ? ['portal'] : [...CHANNELS];
      await office.correct(id, { ...ORDER, changes: {}, channels }, BY);
      return;
    }
    case 'republish':
      await office.republish(id, { ...ORDER, changes: approved }, BY);
      return;
    case 'withdraw': {
      const order = { cause: deed.cause, reason: '测试', notice: null, approvals: [], ifGeneration: null };
      await office.withdraw(id, order, BY);
    }
  }
};

const happen = async (
  { nudged, deliver, tick, clock }: TestOffice,
  platforms: Platforms,
  happening: Happening,
): Promise<void> => {
  switch (happening.is) {
    case 'carry-out':
      await Promise.all(nudged.splice(0, happening.count).map((nudge) => deliver(nudge)));
      return;
    case 'lose':
      nudged.splice(0, happening.count);
      return;
    case 'double':
      nudged.push(...nudged.slice(0, 3));
      return;
    case 'tick':
      await tick({ milliseconds: 1000 });
      return;
    case 'pass':
      clock.pass(happening.milliseconds);
      return;
    case 'land':
      for (const channel of CHANNELS) platforms[channel].late.shift()?.();
  }
};

export const run = async (
  office: TestOffice,
  platforms: Platforms,
  id: string,
  script: readonly Step[],
): Promise<void> => {
  for (const [round, step] of script.entries()) {
    if (step.by === 'pipeline') await happen(office, platforms, step.happening);
    else if (step.during) platforms.portal.meanwhile = () => act(office, id, step.deed, round);
    else await act(office, id, step.deed, round);
  }
  for (const channel of CHANNELS) platforms[channel].meanwhile = async () => undefined;
};
