import { expect, it } from 'vitest';
import { houseStyle } from '../../../../lib/domain/content/house-style.ts';
import { parseBody } from '../../../../lib/domain/content/parse-body.ts';
import {
  flaggedItems,
  type LayoutRemark,
  layoutRemarksOf,
} from '../../../../lib/domain/report/layout-remarks.ts';

/** What an edition of this body keeps. */
const kept = (content: string) => {
  const { changes, flags } = houseStyle(parseBody({ format: 'html', content }));
  return { houseStyle: changes, warnings: flags };
};

it.each<{ readonly content: string; readonly remarks: readonly LayoutRemark[] }>([
  { content: '<p>一切正常。</p>', remarks: [] },
  { content: '<p style="font-size:9pt">字号不一。</p>', remarks: ['layout-normalised'] },
  { content: '<p>　　空格缩进。</p><p></p>', remarks: ['layout-normalised'] },
  { content: '<p>虚政发[2026]3号</p>', remarks: ['document-number-brackets'] },
  { content: '<p>半角,标点</p><p>还有,一处</p>', remarks: ['half-width-punctuation'] },
  { content: '<p>（一）越级</p>', remarks: ['heading-levels-out-of-order'] },
  { content: '<p>链接<script>x()</script></p>', remarks: [] },
])('of $content are $remarks', ({ content, remarks }) => {
  expect(layoutRemarksOf([kept(content)])).toEqual(remarks);
});

it('is each said once of merged items, whichever of them shows it', () => {
  const editions = [kept('<p>半角,标点</p>'), kept('<p>半角,标点</p>'), kept('<p>　　缩进。</p>')];
  expect(layoutRemarksOf(editions)).toEqual(['layout-normalised', 'half-width-punctuation']);
});

it('has nothing to say of a sealed item', () => {
  expect(layoutRemarksOf([{ warnings: [], houseStyle: [] }])).toEqual([]);
});

it('sums up in its own order and leaves out what never occurred', () => {
  const tally = new Map<LayoutRemark, number>([
    ['half-width-punctuation', 2],
    ['layout-normalised', 3],
    ['document-number-brackets', 0],
  ]);
  expect(flaggedItems(tally)).toEqual([
    { code: 'layout-normalised', items: 3 },
    { code: 'half-width-punctuation', items: 2 },
  ]);
});
