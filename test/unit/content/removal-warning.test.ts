import { describe, expect, it } from 'vitest';
import { houseStyle } from '../../../lib/domain/content/house-style.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import { removalWarnings } from '../../../lib/domain/content/removal-warning.ts';

const warningsOf = (content: string) =>
  removalWarnings(houseStyle(parseBody({ format: 'html', content })).changes);

describe('a warning about what house style takes away', () => {
  it.each([
    ['a script', '<p>文</p><script>x()</script>'],
    ['an event handler', '<p onclick="x()">文</p>'],
    ['a frame', '<p>文</p><iframe src="https://a.example/"></iframe>'],
    ['a script in a link', '<p><a href="javascript:x()">文</a></p>'],
    ['a picture that only the writer has', '<p>文<img src="file:///c:/1.png"></p>'],
  ])('names %s', (_name, content) => {
    expect(warningsOf(content)).toMatchObject([{ code: 'content-removed', pointer: '/body/content' }]);
  });

  it.each([
    ['fonts and colours', '<p style="color:red"><font size="7">文</font></p>'],
    ['indentation and empty paragraphs', '<p>　　文</p><p>&nbsp;</p>'],
    [
      'what word processors leave in comments and style sheets',
      '<!--[if gte mso 9]><xml></xml><![endif]--><style>p{}</style><p>文</p>',
    ],
  ])('says nothing of %s, which are layout', (_name, content) => {
    expect(warningsOf(content)).toEqual([]);
  });
});
