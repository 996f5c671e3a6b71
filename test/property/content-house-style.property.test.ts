import * as fc from 'fast-check';
import type { ElementContent } from 'hast';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../lib/domain/content/canonical-text.ts';
import { houseStyle } from '../../lib/domain/content/house-style.ts';
import { parseBody } from '../../lib/domain/content/parse-body.ts';
import { plainText } from '../../lib/domain/content/plain-text.ts';
import { BODY_FORMATS } from '../../lib/domain/item.ts';

const TAGS = (
  'p div center section h1 h2 blockquote pre ul ol li dl dt dd ' +
  'hr br form table caption colgroup thead tbody tr td th font span b ' +
  'i strong em u a q sup sub ruby rt rp code button select ' +
  'option textarea svg math mtext style script template noscript iframe o:p plaintext figure details ' +
  'summary '
)
  .trim()
  .split(' ');
const ATTRIBUTES = [
  '',
  ' align=center',
  ' style="text-align:center"',
  ' style="display:none"',
  ' style="vertical-align:super"',
  ' hidden',
  ' start=3',
  ' type=a',
  ' reversed',
  ' value=7',
  ' colspan=2 rowspan=3',
  ' href="http://www.example.gov.cn/?a=1&b=2"',
  ' href="javascript:x()"',
  ' onclick="x()"',
];
const TEXTS = [
  '甲',
  '乙 丙',
  '　　丁',
  '&nbsp;',
  '\n  ',
  '1',
  '23',
  'm²',
  '℠',
  '“引”',
  '&lt;b&gt;',
  '&amp;',
  'a\u0301',
  '\u200b',
  '\ufeff',
  '<!-- x -->',
];
const IMAGES = [
  '<img src="/a.png" alt="图 1">',
  '<img src="data:image/png;base64,AAAA">',
  '<img src="javascript:x">',
];

const token = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...TAGS), fc.constantFrom(...ATTRIBUTES))
      .map(([tag, attributes]) => `<${tag}${attributes}>`),
  },
  { weight: 3, arbitrary: fc.constantFrom(...TAGS).map((tag) => `</${tag}>`) },
  { weight: 1, arbitrary: fc.constantFrom(...IMAGES) },
);
/** Tags opened and closed in any order, with text between: what browsers make sense of somehow. */
const tagSoup = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(''));

const parse = (content: string) => parseBody({ format: 'html', content });

const textOf = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node.children) : ''))
    .join('');
const visible = (nodes: readonly ElementContent[]): string =>
  textOf(nodes).replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');

const RUNS = { numRuns: 3_000 };

describe('house style of any HTML', () => {
  it('reads the same as the source', () => {
    fc.assert(
      fc.property(tagSoup, (content) => {
        const parsed = parse(content);
        expect(canonicalText(parse(houseStyle(parsed).html))).toBe(canonicalText(parsed));
      }),
      RUNS,
    );
  });

  it('keeps every visible character, in its order', () => {
    fc.assert(
      fc.property(tagSoup, (content) => {
        const parsed = parse(content);
        expect(visible(parse(houseStyle(parsed).html).tree)).toBe(visible(parsed.tree));
      }),
      RUNS,
    );
  });

  it('is house style already when it is applied again', () => {
    fc.assert(
      fc.property(tagSoup, (content) => {
        const { html } = houseStyle(parse(content));
        expect(houseStyle(parse(html)).html).toBe(html);
      }),
      RUNS,
    );
  });

  it('has no attribute that does anything', () => {
    fc.assert(
      fc.property(tagSoup, (content) => {
        const { html } = houseStyle(parse(content));
        expect(html).not.toMatch(
          /<(?:script|style|svg|math|iframe|form|button|template|noscript|textarea|plaintext)\b/,
        );
        expect(html.replaceAll(/&#x3C;[^<]*/g, '')).not.toMatch(
          / (?:on\w+|style|class|id|align)=|javascript:/,
        );
      }),
      RUNS,
    );
  });
});

describe('any input in any format', () => {
  it('is read without an exception, and its copy reads the same', () => {
    const body = fc.record({
      format: fc.constantFrom(...BODY_FORMATS),
      content: fc.oneof(
        tagSoup,
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc
          .array(fc.constantFrom(...Array.from('甲1.-*_`~#>|[]()<&! \t\n\\+=:')), { maxLength: 60 })
          .map((characters) => characters.join('')),
      ),
    });
    fc.assert(
      fc.property(body, (posted) => {
        const parsed = parseBody(posted);
        expect(plainText(parsed)).not.toMatch(/^\n|\n\n|\n$/);
        expect(canonicalText(parse(houseStyle(parsed).html))).toBe(canonicalText(parsed));
      }),
      RUNS,
    );
  });
});
