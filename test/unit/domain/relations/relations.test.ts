import { describe, expect, it } from 'vitest';
import {
  type Decision,
  type DecisionKind,
  decisionAfter,
  isUnbrokenRow,
  pairOf,
} from '../../../../lib/domain/relations/decision.ts';
import { judgeDecision } from '../../../../lib/domain/relations/judge-decision.ts';
import { relationsOf } from '../../../../lib/domain/relations/relations.ts';

/** `a+b` merges, `a|b` keeps apart, `a-b` undoes. */
const KINDS: Readonly<Record<string, DecisionKind>> = { '+': 'merge', '|': 'apart', '-': 'undo' };

const decided = (...words: readonly string[]): readonly Decision[] =>
  words.reduce<readonly Decision[]>((decisions, word) => {
    const [a = '', sign = '', b = ''] = word;
    const next = decisionAfter(decisions.at(-1), {
      items: pairOf(a, b),
      decision: KINDS[sign] ?? 'undo',
      reason: '同一份通知',
      at: 1000 - decisions.length,
      by: 'token:t1',
    });
    return [...decisions, next];
  }, []);

describe('relations', () => {
  it.each([
    { after: ['a+b'], groups: [['a', 'b']] },
    { after: ['b+a', 'b+c'], groups: [['a', 'b', 'c']] },
    {
      after: ['a+b', 'c+d'],
      groups: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { after: ['a+b', 'c+d', 'd+a'], groups: [['a', 'b', 'c', 'd']] },
    { after: ['a+b', 'b+c', 'a-b'], groups: [['b', 'c']] },
    { after: ['a+b', 'b-a'], groups: [] },
    { after: ['a+b', 'a-b', 'a+b'], groups: [['a', 'b']] },
    { after: ['a|b'], groups: [] },
  ])('after $after are the groups $groups', ({ after, groups }) => {
    expect(relationsOf(decided(...after)).groups).toEqual(groups);
  });

  it('name the merges that make two items one, the fewest', () => {
    const { chain, groupOf } = relationsOf(decided('a+b', 'b+c', 'c+d', 'a+d'));
    expect(chain('a', 'c')).toHaveLength(2);
    expect(chain('a', 'd')).toEqual([['a', 'd']]);
    expect(chain('a', 'x')).toBeUndefined();
    expect(groupOf('x')).toEqual(['x']);
  });
});

describe('a decision', () => {
  it.each([
    { after: [], decision: 'a+b', outcome: 'make' },
    { after: ['a+b'], decision: 'a+b', outcome: 'unchanged' },
    { after: ['a+b', 'b+c'], decision: 'a+c', outcome: 'unchanged' },
    { after: ['a|b'], decision: 'a|b', outcome: 'unchanged' },
    { after: ['a|b'], decision: 'a+b', outcome: 'contradicts', standing: 'apart', pairs: [['a', 'b']] },
    {
      after: ['a|c', 'b+c'],
      decision: 'a+b',
      outcome: 'contradicts',
      standing: 'apart',
      pairs: [['a', 'c']],
    },
    {
      after: ['a+b', 'b+c'],
      decision: 'a|c',
      outcome: 'contradicts',
      standing: 'merged',
      pairs: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    {
      after: ['a+b', 'b+c'],
      decision: 'a-c',
      outcome: 'contradicts',
      standing: 'merged',
      pairs: [
        ['a', 'b'],
        ['b', 'c'],
      ],
    },
    { after: ['a+b'], decision: 'a-b', outcome: 'make' },
    { after: ['a|b'], decision: 'a-b', outcome: 'make' },
    { after: ['a|b', 'a-b'], decision: 'a+b', outcome: 'make' },
    { after: ['a+b'], decision: 'a-c', outcome: 'nothing-to-undo' },
  ])('$decision after $after: $outcome', ({ after, decision, ...judgement }) => {
    const [a = '', sign = '', b = ''] = decision;
    const relations = relationsOf(decided(...after));
    expect(judgeDecision(relations, pairOf(a, b), KINDS[sign] ?? 'undo')).toEqual(judgement);
  });

  it('is about two items', () => {
    expect(() => pairOf('a', 'a')).toThrow(RangeError);
  });

  it('bears the hash of all before it, and no earlier time', () => {
    const decisions = decided('a+b', 'b+c', 'a-b');
    expect(isUnbrokenRow(decisions)).toBe(true);
    expect(decisions.map(({ at }) => at)).toEqual([1000, 1000, 1000]);
    expect(isUnbrokenRow(decisions.toSpliced(1, 1))).toBe(false);
    for (const change of [{ reason: '另有原因' }, { by: 'token:t2' }, { decision: 'apart' as const }]) {
      expect(
        isUnbrokenRow(decisions.map((each, index) => (index === 1 ? { ...each, ...change } : each))),
      ).toBe(false);
    }
  });
});
