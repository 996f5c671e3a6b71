import type { Engine } from '../../../lib/ports/engine.ts';
import type { Ledger } from '../../../lib/ports/ledger.ts';
import type { EngineUnderTest } from '../engine-under-test.ts';
import { answerBeforeCommit } from './answer-before-commit.ts';
import { conditionIgnored } from './condition-ignored.ts';
import type { Defect } from './defects.ts';
import { indexTrusted } from './index-trusted.ts';
import { owedClearedOnStaleGeneration } from './owed-cleared-on-stale-generation.ts';
import { settleWithoutToken } from './settle-without-token.ts';

/** Methods of a ledger that has the defect; the others stay sound. */
export type PlantedMethods = Partial<Ledger>;

const PLANTS: Readonly<Record<Defect, (sound: Ledger) => PlantedMethods>> = {
  'condition-ignored': conditionIgnored,
  'settle-without-token': settleWithoutToken,
  'owed-cleared-on-stale-generation': owedClearedOnStaleGeneration,
  'index-trusted': indexTrusted,
  'answer-before-commit': answerBeforeCommit,
};

/** The same engine with one fault in its ledger. */
export const plantDefect = (sound: EngineUnderTest, defect: Defect): EngineUnderTest => {
  const plant = (engine: Engine): Engine => ({
    ...engine,
    ledger: { ...engine.ledger, ...PLANTS[defect](engine.ledger) },
  });
  return {
    ...sound,
    open: async () => {
      const opened = await sound.open();
      const reopen = opened.reopen?.bind(opened);
      return {
        ...opened,
        engine: plant(opened.engine),
        ...(reopen === undefined ? {} : { reopen: async () => plant(await reopen()) }),
      };
    },
  };
};
