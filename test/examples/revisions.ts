import { withEntry } from '../../lib/domain/history.ts';
import { owedAfterChange } from '../../lib/domain/owed-after-change.ts';
import type { CorrectionOrder } from '../../lib/usecases/correct-item.ts';
import { openOffice, type TestOffice } from './office.ts';
import { deputyLeader, officeNotice } from './office-notice.ts';

/** Without anything that would have to be uploaded or accepted first. */
export const plainNotice = { ...officeNotice, attachments: [], relations: [], columns: {} };

/** The day after the notice was approved and posted. */
export const NEXT_DAY = Date.parse('2026-11-04T12:00:00+08:00');

/** A review and an approval of the day after. */
export const renewed = {
  review: { ...officeNotice.review, reviewedAt: '2026-11-04' },
  approvals: [{ ...deputyLeader, approvedAt: '2026-11-04T10:00:00+08:00' }],
};

export const bodyOf = (words: string) => ({ format: 'text' as const, content: words });

/** A correction that changes what it names and nothing else. */
export const correction = (
  changes: CorrectionOrder['changes'],
  more: Partial<CorrectionOrder> = {},
): CorrectionOrder => ({
  changes,
  channels: null,
  acknowledge: [],
  reason: '更正错字',
  ifGeneration: null,
  ...more,
});

/** New words with the review and approval that they need. */
export const newWords = (words: string, more: Partial<CorrectionOrder> = {}): CorrectionOrder =>
  correction({ body: bodyOf(words), ...renewed }, more);

/** Carries out all nudges and what follows from them, the clock moved to each next look, until nothing is owed. */
export const comeToRest = async (office: TestOffice, rounds = 80): Promise<void> => {
  for (let round = 0; round < rounds; round += 1) {
    const due = await office.engine.ledger.nextDueAt();
    if (due === null && office.nudged.length === 0) return;
    if (due !== null) office.clock.set(Math.max(office.clock.now(), due));
    await office.tick({ milliseconds: 1000 });
    await Promise.allSettled(office.nudged.splice(0).map((nudge) => office.deliver(nudge)));
  }
};

/** Takes the item back at once, as a person's order would. */
export const withdraw = async ({ engine, clock }: TestOffice, id: string): Promise<void> => {
  const snapshot = await engine.ledger.read(id);
  if (snapshot === undefined) throw new Error('no such item');
  const { item, deliveries } = snapshot;
  const now = clock.now();
  const next = {
    ...item,
    generation: item.generation + 1,
    state: 'withdrawn' as const,
    withdrawal: {
      cause: 'other' as const,
      reason: '内容有误',
      notice: null,
      at: now,
      by: 'token:t9',
      approvals: [],
      approved: false,
    },
    owed: owedAfterChange(item, deliveries, []),
    dueAt: now,
    recordedAt: now,
    ...withEntry(item, { at: now, by: 'token:t9', what: 'withdrawn', why: '内容有误' }),
  };
  const changed = await engine.ledger.change(next, null, item.generation);
  if (changed !== 'changed') throw new Error('somebody was faster');
};

/** An item on portal and municipal, public on both, the day after. */
export const openPublished = async (submission: Partial<typeof plainNotice> = {}) => {
  const office = await openOffice();
  const accepted = await office.accept({ ...plainNotice, ...submission }, 'token:t1');
  if (accepted.outcome !== 'accepted') throw new Error('not accepted');
  await comeToRest(office);
  office.clock.set(NEXT_DAY);
  return { office, id: accepted.view.id };
};

/** What the public reads on each platform. */
export const pagesOf = ({ platforms }: TestOffice) => ({
  portal: [...platforms.portal.pages.values()],
  municipal: [...platforms.municipal.pages.values()],
  provincial: [...platforms.provincial.pages.values()],
});

/** Code and place of every broken rule. */
export const codesOf = (answer: unknown): readonly string[] =>
  (answer as { violations: { code: string; pointer: string }[] }).violations.map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
