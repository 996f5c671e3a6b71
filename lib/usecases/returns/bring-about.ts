import { canonicalJson } from '../../domain/evidence/canonical-json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReturnRecord, ReturnRegister, ReturnTask } from '../../ports/registers.ts';
import type { ReturnWorks } from '../../ports/return-works.ts';
import { claimRevision } from './claim-revision.ts';

/**
 * Has a return built or filed, and waits for it for a while. Answers the record that came of it, which may be an older
 * one that says the same, or the one that is still `building`.
 */
export type BringAbout = (asked: {
  readonly year: number;
  readonly by: string;
  readonly task: ReturnTask;
}) => Promise<{ readonly record: ReturnRecord; readonly isNew: boolean }>;

export interface BringAboutDependencies {
  readonly returns: ReturnRegister;
  readonly works: ReturnWorks;
  readonly clock: Clock;
  /** Milliseconds that a caller waits for the end. */
  readonly patience: number;
  /** Resolves after so many milliseconds, without keeping a process alive. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between two looks at what another process does. */
const BETWEEN_LOOKS = 500;

export const createBringAbout = ({
  returns,
  works,
  clock,
  patience,
  pause,
}: BringAboutDependencies): BringAbout => {
  const read = async ({ year, revision }: Pick<ReturnRecord, 'year' | 'revision'>): Promise<ReturnRecord> => {
    const record = (await returns.list(year)).find((known) => known.revision === revision);
    if (record === undefined) throw new Error(`return ${year}/${revision} was begun and is not there`);
    return record;
  };

  /** As far as the record has got by now, whichever revision stands for it. */
  const follow = async (begun: ReturnRecord): Promise<ReturnRecord> => {
    const record = await read(begun);
    return record.supersededBy === null ? record : follow({ ...record, revision: record.supersededBy });
  };

  const look = async (begun: ReturnRecord, until: number): Promise<ReturnRecord> => {
    for (;;) {
      const record = await follow(begun);
      if (record.state !== 'building' || performance.now() >= until) return record;
      await pause(BETWEEN_LOOKS);
    }
  };

  return async ({ year, by, task }) => {
    const now = clock.now();
    const until = performance.now() + patience;
    const asked = canonicalJson(task);
    const known = (await returns.list(year)).find(
      (record) =>
        record.state === 'building' && canonicalJson(record.task) === asked && works.isUnderWay(record, now),
    );
    const begun = known ?? (await claimRevision(returns, { year, builtAt: now, builtBy: by, task }));
    const working = known === undefined ? works.begin(begun) : works.join(begun);
    const ended = await Promise.race([working, pause(patience)]);
    const record = ended === 'handed-over' ? await look(begun, until) : await follow(begun);
    return { record, isNew: record.revision >= begun.revision };
  };
};
