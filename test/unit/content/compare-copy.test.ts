import { describe, expect, it } from 'vitest';
import { bodyAddresses } from '../../../lib/domain/content/body-addresses.ts';
import { canonicalLine, canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import {
  compareCopy,
  type ExpectedCopy,
  type ShownCopy,
  showsCopy,
} from '../../../lib/domain/content/compare-copy.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';

const parsed = (content: string) => parseBody({ format: 'html', content });
const textOf = (content: string): string => canonicalText(parsed(content));

const TITLE = '关于调整大厅办公时间的通知';
const HTML = `<p>自2026年11月9日起，大厅办公时间调整。</p><ol><li>上午：8:30</li><li>下午：1:30</li></ol>
<table><tr><td>甲窗口</td><td>乙窗口</td></tr></table><p><img src="https://our.example/1.png" alt="示意图"></p>`;
const copyOf = (html: string): ExpectedCopy => ({
  title: TITLE,
  body: textOf(html),
  addresses: bodyAddresses(parsed(html)),
});
const expected = copyOf(HTML);

const part = (html: string, title: string | null = TITLE): ShownCopy => ({
  title: title === null ? null : canonicalLine(title),
  body: textOf(html),
  page: `${canonicalLine(title ?? '')}\n${textOf(html)}`,
});

const whole = (html: string, heading = `${TITLE}_虚构市门户网站`): ShownCopy => ({
  title: null,
  body: null,
  page: `${canonicalLine(heading)}\n${textOf(html)}`,
});

describe('a page whose part is known', () => {
  it('is the same in another layout, width, and with pictures under addresses of its own', () => {
    const relaid = HTML.replace('<p>自', '<div style="font-size:2em"><br>自')
      .replaceAll('，', ', ')
      .replace('https://our.example/1.png', '/upload/202611/x.png')
      .replace('<ol><li>上午：8:30</li><li>下午：1:30</li></ol>', '<p>1. 上午：8:30</p><p>2. 下午：1:30</p>');

    expect(compareCopy(expected, part(relaid))).toEqual({ outcome: 'same' });
  });

  it.each([
    ['another figure', HTML.replace('8:30', '9:30'), '1.上午:9:30'],
    ['a word left out', HTML.replace('调整。', '。'), '调整'],
    ['a word more at the end', `${HTML}<p>以门户网站为准</p>`, '以门户网站为准'],
    ['figures in other cells', HTML.replace('甲窗口</td><td>乙窗口', '甲</td><td>窗口乙窗口'), '窗口乙窗口'],
    ['nothing at all', '', '（无）'],
    ['another text of a picture', HTML.replace('示意图', '平面图'), '平面图'],
  ])('is altered by %s, and says where', (_name, html, words) => {
    const comparison = compareCopy(expected, part(html));

    expect(comparison).toMatchObject({ outcome: 'altered', difference: expect.stringContaining('正文应为') });
    expect(comparison).toMatchObject({ difference: expect.stringContaining(words) });
  });

  it('is altered by another title', () => {
    expect(compareCopy(expected, part(HTML, `${TITLE}（作废）`))).toMatchObject({
      outcome: 'altered',
      difference: expect.stringContaining('作废'),
    });
  });

  it('tells of a difference in few words', () => {
    const long = `<p>${'甲'.repeat(5000)}</p>`;

    const comparison = compareCopy(copyOf(long), part(long.replaceAll('甲', '乙')));

    expect(comparison).toMatchObject({ outcome: 'altered' });
    expect(JSON.stringify(comparison).length).toBeLessThan(200);
  });
});

describe('a page whose part is not known', () => {
  it('is the same where the text stands in one piece, whatever stands around it', () => {
    expect(compareCopy(expected, whole(`<nav>首页 &gt; 通知</nav>${HTML}<footer>版权</footer>`))).toEqual({
      outcome: 'same',
    });
  });

  it.each([
    [
      'words of a line',
      HTML.replace('下午：1:30', '下午：2:00'),
      '正文应为“2.下午:1:30”，网页上是“2.下午:2:00甲窗口 乙窗口示意图版权”。',
    ],
    ['a whole line', HTML.replace('<li>下午：1:30</li>', ''), '正文应为“2.下午:1:30”，网页上是（无）。'],
  ])('is altered where %s differ, and shows both', (_name, html, difference) => {
    expect(compareCopy(expected, whole(`<nav>首页</nav>${html}<footer>版权</footer>`))).toEqual({
      outcome: 'altered',
      difference,
    });
  });

  it('is altered where something was put in between', () => {
    expect(compareCopy(expected, whole(HTML.replace('<ol>', '<p>插入</p><ol>')))).toMatchObject({
      outcome: 'altered',
    });
  });

  it('is altered without the title', () => {
    expect(compareCopy(expected, whole(HTML, '虚构市门户网站'))).toMatchObject({
      outcome: 'altered',
      difference: expect.stringContaining('没有标题'),
    });
  });
});

describe('content that was sealed', () => {
  it('leaves nothing to compare with', () => {
    const sealed = { ...copyOf(''), title: '' };

    expect(compareCopy(sealed, whole(HTML))).toEqual({ outcome: 'nothing-expected' });
    expect(showsCopy(sealed, whole(HTML))).toBe('nothing-expected');
  });
});

describe('a copy that was taken down', () => {
  it('is there as long as its text is', () => {
    expect(showsCopy(expected, whole(HTML))).toBe(true);
    expect(showsCopy(expected, whole(`<p>《${TITLE}》已撤下。</p>`))).toBe(false);
  });
});
