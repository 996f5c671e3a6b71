import type { Sentence } from '../violation.ts';
import type { CellId } from './cell-value.ts';
import { type FormRule, inOrder, type Term, termsOf } from './form-rule.ts';

const WAYS = inOrder('1.2', 1, 2, 3, 4, 5);
const ANSWERS = inOrder('3.3', 1, 2, 3, 4, 5, 6, 7, 8);
const GROUNDS = inOrder('3.3.4', 'a', 'b', 'c', 'd', 'e', 'f');
const EARLIER: Term = { figure: 'firstPublishedEarlier' };
const LEFT_OUT: Term = { figure: 'repostsLeftOut' };

const SUM: Sentence = {
  zh: '总数等于各分项之和。',
  en: 'The whole is the sum of its parts.',
};
const OF_WHICH: Sentence = {
  zh: '“其中”项是上一项的一部分。',
  en: 'What is “of these” is part of the row above it.',
};

const isSum = (
  id: string,
  whole: CellId,
  parts: readonly CellId[],
  { level, why }: Pick<FormRule, 'level' | 'why'> = { level: 'error', why: SUM },
): FormRule => ({
  id,
  level,
  why,
  kind: 'compare',
  left: termsOf(whole),
  relation: '=',
  right: termsOf(...parts),
});

const isPartOf = (id: string, part: CellId, whole: CellId): FormRule => ({
  id,
  level: 'error',
  why: OF_WHICH,
  kind: 'compare',
  left: termsOf(part),
  relation: '≤',
  right: termsOf(whole),
});

const OPEN_CASES = {
  level: 'warning',
  why: {
    zh: '截至年底尚未审结的案件在本表没有对应的行。',
    en: 'Cases that were open at the end of the year have no row in this form.',
  },
} as const;

/** Arithmetic of 政府信息公开情况统计表. */
export const RULES_2014: readonly FormRule[] = [
  isPartOf('A1', '1.1.a', '1.1'),
  {
    id: 'A2',
    level: 'warning',
    why: {
      zh: '公开的规范性文件一般不多于制发的；重新公开以前制发的文件时，可以多于。',
      en: 'No more normative documents are disclosed than are made, unless older ones were disclosed anew.',
    },
    kind: 'compare',
    left: termsOf('1.1.a'),
    relation: '≤',
    right: termsOf('1.1.b'),
  },
  ...WAYS.map(
    (way): FormRule => ({
      id: 'A3',
      level: 'error',
      why: {
        zh: '任何一种方式公开的，都在全年公开的信息之内。',
        en: 'What was disclosed in one way is among what was disclosed at all.',
      },
      kind: 'compare',
      left: termsOf(way),
      relation: '≤',
      right: [...termsOf('1.1'), EARLIER, LEFT_OUT],
    }),
  ),
  {
    id: 'A4',
    level: 'error',
    why: {
      zh: '每条信息至少通过一种方式公开。',
      en: 'Every item was disclosed in at least one way.',
    },
    kind: 'compare',
    left: [...termsOf('1.1'), EARLIER],
    relation: '≤',
    right: termsOf(...WAYS),
  },
  {
    id: 'A5',
    level: 'error',
    why: {
      zh: '相同信息通过不同渠道和方式公开计1条；台账逐条去重后就是这个数。',
      en: 'The same information through different channels and ways counts once; the ledger has the union item by item.',
    },
    kind: 'compare',
    left: [...termsOf('1.1'), EARLIER, LEFT_OUT],
    relation: '=',
    right: [{ figure: 'published' }],
  },
  {
    id: 'A6',
    level: 'warning',
    why: {
      zh: '有信息在几个渠道上公开，总数却等于各种方式直接相加，可能没有去重。',
      en: 'Some items are on several channels, yet the total is the plain sum of the ways: the same information may be counted twice.',
    },
    kind: 'plain-sum',
    total: '1.1',
    parts: WAYS,
  },
  isPartOf('B1', '2.2.1.a', '2.2.1'),
  isPartOf('B1', '2.2.2.a', '2.2.2'),
  {
    id: 'B2',
    level: 'warning',
    why: {
      zh: '每次回应一般至少采用一种方式。',
      en: 'Every response was usually made in at least one way.',
    },
    kind: 'compare',
    left: termsOf('2.1'),
    relation: '≤',
    right: termsOf(...inOrder('2.2', 1, 2, 3, 4, 5)),
  },
  isSum('C1', '3.1', inOrder('3.1', 1, 2, 3, 4)),
  isSum('C2', '3.2', inOrder('3.2', 1, 2)),
  isSum('C3', '3.3', ANSWERS),
  isSum('C4', '3.3.4', GROUNDS),
  {
    id: 'C5',
    level: 'warning',
    why: {
      zh: '办结的申请一般都已答复。',
      en: 'What was concluded was usually answered.',
    },
    kind: 'compare',
    left: termsOf('3.2'),
    relation: '=',
    right: termsOf('3.3'),
  },
  {
    id: 'C6',
    level: 'warning',
    why: {
      zh: '办结的申请，不是本年收到的，就是上年未办结的。',
      en: 'What was concluded was received this year or left open last year.',
    },
    kind: 'compare',
    left: termsOf('3.2'),
    relation: '≤',
    right: [...termsOf('3.1'), { leftOpen: { received: '3.1', finished: '3.2' } }],
  },
  isSum('D1', '4', inOrder('4', 1, 2, 3), OPEN_CASES),
  isSum('D1', '5', inOrder('5', 1, 2, 3), OPEN_CASES),
  isSum('E1', '8.3', inOrder('8.3', 1, 2)),
  {
    id: 'E2',
    level: 'warning',
    why: {
      zh: '没有举办培训班，一般也就没有人接受培训。',
      en: 'Where no course was held, usually nobody was trained.',
    },
    kind: 'all-zero',
    when: { cell: '9.2' },
    cells: ['9.3'],
  },
  {
    id: 'E3',
    level: 'warning',
    why: {
      zh: '没有收到申请，一般也就没有办结、答复和收费；上年未办结的除外。',
      en: 'Where no application was received, none was usually concluded, answered or charged for, unless left open last year.',
    },
    kind: 'all-zero',
    when: { cell: '3.1' },
    cells: [
      '3.2',
      ...inOrder('3.2', 1, 2),
      '3.3',
      ...ANSWERS.slice(0, 4),
      ...GROUNDS,
      ...ANSWERS.slice(4),
      '7',
    ],
  },
];
