import type { ChaosRun } from './run-chaos.ts';

/** Replays that a shrinking may take. */
const TRIES = 400;

/**
 * Makes a failing record shorter and tamer while it still fails with the same first complaint: leaves out stretches, then
 * turns decisions into 0, the tame answer.
 */
export const shrink = async (
  failing: ChaosRun,
  replay: (record: readonly number[]) => Promise<ChaosRun>,
): Promise<ChaosRun> => {
  const kind = kindOf(failing);
  let best = failing;
  const tries = { left: TRIES };
  const attempt = async (record: readonly number[]): Promise<boolean> => {
    if (tries.left === 0) return false;
    tries.left -= 1;
    const run = await replay(record);
    if (kindOf(run) !== kind) return false;
    best = { ...run, made: record };
    return true;
  };
  for (let stretch = Math.ceil(best.made.length / 2); stretch >= 1; stretch = Math.floor(stretch / 2)) {
    for (let at = 0; at < best.made.length && tries.left > 0; ) {
      const without = [...best.made.slice(0, at), ...best.made.slice(at + stretch)];
      if (await attempt(without)) continue;
      const tame = best.made.with(at, 0);
      if (stretch === 1 && best.made[at] !== 0) await attempt(tame);
      at += stretch;
    }
  }
  return best;
};

/** Which complaint, whatever items and figures it names. */
const kindOf = ({ complaints, bugs }: ChaosRun): string | undefined =>
  [...complaints, ...bugs][0]?.replaceAll(/[0-9a-f]{6,}|\d+/g, '…');
