import type { EngineUnderTest } from './engine-under-test.ts';
import { aws } from './engines/aws.ts';
import { embeddedFolder } from './engines/embedded-folder.ts';
import { embeddedJoined } from './engines/embedded-joined.ts';
import { embeddedMemory } from './engines/embedded-memory.ts';
import { isDefect } from './planted/defects.ts';
import { plantDefect } from './planted/plant-defect.ts';

/** Every engine that must pass the suite. */
export const ENGINES: readonly EngineUnderTest[] = [embeddedMemory, embeddedFolder, embeddedJoined, aws];

interface Choice {
  readonly ENGINE?: string | undefined;
  readonly PLANTED?: string | undefined;
}

/** All engines, or those whose name is or begins with `ENGINE`; with the defect `PLANTED` built in, where one is named. */
export const chosenEngines = ({ ENGINE, PLANTED }: Choice): readonly EngineUnderTest[] => {
  const chosen = ENGINES.filter(({ name }) => ENGINE === undefined || `${name}-`.startsWith(`${ENGINE}-`));
  if (chosen.length === 0) throw new Error(`no engine under test is named ${ENGINE}`);
  if (PLANTED === undefined) return chosen;
  if (!isDefect(PLANTED)) throw new Error(`no such defect: ${PLANTED}`);
  return chosen.map((engineUnderTest) => plantDefect(engineUnderTest, PLANTED));
};
