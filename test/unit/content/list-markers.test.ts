import { describe, expect, it } from 'vitest';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import { plainText } from '../../../lib/domain/content/plain-text.ts';

const markersOf = (list: string): readonly string[] =>
  plainText(parseBody({ format: 'html', content: list }))
    .split('\n')
    .map((line) => line.replace(/ ?甲$/, ''));

describe('the markers of a list', () => {
  it.each([
    { list: '<ul><li>甲</ul>', markers: [''] },
    { list: '<ol><li>甲<li>甲</ol>', markers: ['1.', '2.'] },
    { list: '<ol start=" +7 "><li>甲</ol>', markers: ['7.'] },
    { list: '<ol start="-1"><li>甲<li>甲<li>甲</ol>', markers: ['-1.', '0.', '1.'] },
    { list: '<ol start="x"><li value="9999999999">甲</ol>', markers: ['1.'] },
    { list: '<ol reversed><li>甲<li>甲<li>甲</ol>', markers: ['3.', '2.', '1.'] },
    { list: '<ol reversed start="9"><li>甲<li value="5">甲<li>甲</ol>', markers: ['9.', '5.', '4.'] },
    { list: '<ol type="a" start="26"><li>甲<li>甲</ol>', markers: ['z.', 'aa.'] },
    { list: '<ol type="A" start="702"><li>甲<li>甲</ol>', markers: ['ZZ.', 'AAA.'] },
    { list: '<ol type="a" start="0"><li>甲<li>甲</ol>', markers: ['0.', 'a.'] },
    { list: '<ol type="i" start="1994"><li>甲</ol>', markers: ['mcmxciv.'] },
    { list: '<ol type="I" start="3999"><li>甲<li>甲</ol>', markers: ['MMMCMXCIX.', '4000.'] },
    { list: '<ol type="i" start="0"><li>甲<li>甲</ol>', markers: ['0.', 'i.'] },
    { list: '<ol type="disc"><li>甲</ol>', markers: ['1.'] },
  ])('of $list are $markers, as browsers show them', ({ list, markers }) => {
    expect(markersOf(list)).toEqual(markers);
  });
});
