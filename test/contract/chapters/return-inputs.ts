import { describe, expect, it } from 'vitest';
import { MOST_CHARACTERS } from '../../../lib/domain/form/judge-inputs.ts';
import { NO_INPUTS, type StoredInputs } from '../../../lib/domain/form/return-inputs.ts';
import type { OpenEngine } from '../opener.ts';
import { NOON } from '../rows.ts';

const stored = (version: number, changes: Partial<StoredInputs> = {}): StoredInputs => ({
  year: 2017,
  version,
  inputs: {
    cells: { '3.1': 0, '6': '/', '7': '-', '8.4': 0.000_001, '3.1.1': version },
    sections: { '4': ['第一段。', '第二段“𠮷”。'] },
    measures: ['统一各渠道的文字格式。'],
    signatures: { ...NO_INPUTS.signatures, responsible: '甲某', filledOn: '2018-01-31' },
  },
  changedAt: NOON + version,
  changedBy: 'token:operator',
  reason: version === 1 ? null : '补充',
  ...changes,
});

/** What people enter for a year's return: every version stays. */
export const describeReturnInputs = (open: OpenEngine): void => {
  describe('inputs of a return', () => {
    it('are none at first', async () => {
      const { engine } = await open();
      expect(await engine.returns.readInputs(2017)).toBeUndefined();
      expect(await engine.returns.readInputs(2017, 1)).toBeUndefined();
    });

    it('keep every version as it was, the newest first to be read', async () => {
      const { engine } = await open();
      const versions = Array.from({ length: 11 }, (_, index) => stored(index + 1));
      for (const version of versions) expect(await engine.returns.putInputs(version)).toBe('written');

      expect(await engine.returns.readInputs(2017)).toEqual(stored(11));
      for (const version of versions) {
        expect(await engine.returns.readInputs(2017, version.version)).toEqual(version);
      }
    });

    it('are those of one year', async () => {
      const { engine } = await open();
      await engine.returns.putInputs(stored(1));
      await engine.returns.putInputs(stored(2));
      await engine.returns.putInputs(stored(1, { year: 2018 }));

      expect(await engine.returns.readInputs(2018)).toEqual(stored(1, { year: 2018 }));
      expect(await engine.returns.readInputs(2016)).toBeUndefined();
      expect(await engine.returns.list(2017)).toEqual([]);
    });

    it('never change: a version is written once', async () => {
      const { engine } = await open();
      await engine.returns.putInputs(stored(1));

      expect(await engine.returns.putInputs(stored(1, { inputs: NO_INPUTS }))).toBe('exists');
      expect(await engine.returns.readInputs(2017)).toEqual(stored(1));
    });

    it('let one of five writers have the version', async () => {
      const { engine } = await open();
      const writers = Array.from({ length: 5 }, (_, index) => stored(1, { changedBy: `token:t${index}` }));

      const outcomes = await Promise.all(writers.map((writer) => engine.returns.putInputs(writer)));

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(await engine.returns.readInputs(2017)).toEqual(writers[outcomes.indexOf('written')]);
    });

    it('may be as long as a form lets them', async () => {
      const { engine } = await open();
      const longest = stored(1, {
        inputs: {
          ...NO_INPUTS,
          cells: Object.fromEntries(
            Array.from({ length: 400 }, (_, index) => [`table3/${index}/total`, index]),
          ),
          sections: { '1': Array.from({ length: MOST_CHARACTERS / 5000 }, () => '字'.repeat(5000)) },
        },
      });

      expect(await engine.returns.putInputs(longest)).toBe('written');
      expect(await engine.returns.readInputs(2017)).toEqual(longest);
    });
  });
};
