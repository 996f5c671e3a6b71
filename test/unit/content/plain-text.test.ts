import { describe, expect, it } from 'vitest';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import { plainText } from '../../../lib/domain/content/plain-text.ts';

const read = (content: string): string => plainText(parseBody({ format: 'html', content }));

describe('plainText', () => {
  it.each([
    {
      what: 'a paragraph a line, without indentation',
      from: '<p>　　甲 &nbsp;</p><p>&nbsp;</p><p>乙</p>',
      to: '甲\n乙',
    },
    {
      what: 'cells separated by tabs, an empty first one too',
      from: '<table><tr><td></td><td>1</td><td>2</td></tr></table>',
      to: '\t1\t2',
    },
    {
      what: 'the lines of a cell on one line',
      from: '<table><tr><td><p>甲</p><p>乙</p></td><td>1</td></tr></table>',
      to: '甲 乙\t1',
    },
    {
      what: 'characters as they were written',
      from: '<p>“甲”——〔２０２６〕　乙</p>',
      to: '“甲”——〔２０２６〕　乙',
    },
    {
      what: 'raised characters where there are any',
      from: '<p>m<sup>2</sup>见<sup>注</sup></p>',
      to: 'm²见注',
    },
    {
      what: 'the alternative text of a picture',
      from: '<p>甲<img src="/a.png" alt="图 1"></p>',
      to: '甲图 1',
    },
    { what: 'source line ends as spaces', from: '<p>a\n\t b</p>', to: 'a b' },
  ])('writes $what', ({ from, to }) => {
    expect(read(from)).toBe(to);
  });
});
