import { afterEach } from 'vitest';
import type { EngineUnderTest, OpenedEngine } from './engine-under-test.ts';
import { settled } from './settled.ts';

export interface TestedEngine extends OpenedEngine {
  /** Index reads show every write answered before. */
  readonly settleIndexes: () => Promise<void>;
}

/** Opens an engine for one test and closes it after that test, failed or not. */
export type OpenEngine = () => Promise<TestedEngine>;

export const createOpener = (engineUnderTest: EngineUnderTest): OpenEngine => {
  const open: OpenedEngine[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((opened) => opened.close()));
  });
  return async () => {
    const opened = await engineUnderTest.open();
    open.push(opened);
    return { ...opened, settleIndexes: opened.settleIndexes?.bind(opened) ?? settled };
  };
};
