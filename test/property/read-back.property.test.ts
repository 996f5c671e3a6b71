import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageContent } from '../../lib/channels/public-page/page-content.ts';
import { bodyAddresses } from '../../lib/domain/content/body-addresses.ts';
import { canonicalText } from '../../lib/domain/content/canonical-text.ts';
import { compareCopy, showsCopy } from '../../lib/domain/content/compare-copy.ts';
import { houseStyle } from '../../lib/domain/content/house-style.ts';
import { parseBody } from '../../lib/domain/content/parse-body.ts';

const words = fc
  .stringMatching(/^[甲乙丙丁１2３“”（）〔〕—…a-c ,.，。：]{1,12}$/)
  .filter((text) => /[甲-龥]/.test(text));
const line = fc.oneof(
  { weight: 3, arbitrary: words },
  words.map((text) => `<b>${text}</b>${text}`),
  words.map((text) => `m<sup>2</sup>${text}`),
  words.map((text) => `<img src="/a.png" alt="图">${text}`),
  words.map((text) => `<a href="https://law.example/${'a'.repeat(text.length)}">${text}</a>`),
);
const block = fc.oneof(
  line.map((text) => `<p>${text}</p>`),
  line.map((text) => `<h2>${text}</h2>`),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((items) => `<ol start=3>${items.map((item) => `<li>${item}`).join('')}</ol>`),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((cells) => `<table><tr><td></td>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`),
);
const bodies = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => blocks.join(''));
const selected = ['#zoom', '.article'] as const;
const selectors = fc.constantFrom(null, ...selected);

const TITLE = '关于虚构事项的通知';

/** The copy that leaves, and what it is compared with. */
const edition = (source: string) => {
  const { html } = houseStyle(parseBody({ format: 'html', content: source }));
  const parsed = parseBody({ format: 'html', content: html });
  return {
    html,
    expected: { title: TITLE, body: canonicalText(parsed), addresses: bodyAddresses(parsed) },
  };
};

/** Somebody else's page around a text. */
const shown = (html: string, selector: string | null) => {
  const page = pageContent(
    `<!doctype html><html><head><title>${TITLE} - 虚构市</title><meta name="ArticleTitle" content="${TITLE}"></head>
<body><nav>首页</nav><h1>${TITLE}</h1><div id="zoom" class="main article"><!-- x -->${html}</div><script>x()</script><footer>版权</footer></body></html>`,
    { bodySelector: selector, rehostedAt: null },
    'https://city.example/42.html',
  );
  if (typeof page === 'string') throw new Error(page);
  return page;
};

describe('reading back', () => {
  it('finds every copy the same that stands on a page as it left', () => {
    fc.assert(
      fc.property(bodies, selectors, (source, selector) => {
        const { html, expected } = edition(source);
        expect(compareCopy(expected, shown(html, selector))).toEqual({ outcome: 'same' });
        expect(showsCopy(expected, shown(html, selector))).toBe(true);
      }),
    );
  });

  it('finds every copy the same whose fonts, spaces and widths the platform changed', () => {
    fc.assert(
      fc.property(bodies, selectors, (source, selector) => {
        const { html, expected } = edition(source);
        const relaid = html
          .replaceAll('<p>', '<div style="text-indent:2em">　　<span style="font-size:16pt">')
          .replaceAll('</p>', '</span></div>')
          .replaceAll('，', ' , ')
          .replaceAll('2', '２');
        expect(compareCopy(expected, shown(relaid, selector))).toEqual({ outcome: 'same' });
      }),
    );
  });

  it('finds every copy altered of which one word was changed, left out or put in', () => {
    fc.assert(
      fc.property(
        bodies,
        fc.nat(),
        // What is put in at an end still leaves the body in one piece; a word that is nowhere in it does not.
        fc.constantFrom(
          ...selected.flatMap((selector) => ['', '戊', '甲乙'].map((word) => ({ selector, word }))),
          { selector: null, word: '戊' },
        ),
        (source, at, { selector, word }) => {
          const { html, expected } = edition(source);
          const places = [...html.matchAll(/[甲乙丙丁]/g)].filter(([found]) => found !== word);
          const place = places[at % places.length];
          fc.pre(place !== undefined);
          const altered = `${html.slice(0, place.index)}${word}${html.slice(place.index + 1)}`;
          const comparison = compareCopy(expected, shown(altered, selector));
          expect(comparison).toMatchObject({
            outcome: 'altered',
            difference: expect.stringContaining('正文'),
          });
        },
      ),
    );
  });
});
