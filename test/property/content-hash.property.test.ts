import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLine, canonicalText } from '../../lib/domain/content/canonical-text.ts';
import { contentHash } from '../../lib/domain/content/content-hash.ts';
import { parseBody } from '../../lib/domain/content/parse-body.ts';
import type { BodyFormat } from '../../lib/domain/item.ts';

const hash = (format: BodyFormat, content: string): string =>
  contentHash({
    title: '通知',
    bodyText: canonicalText(parseBody({ format, content })),
    attachmentHashes: [],
    occurrence: null,
  });

// Nothing that Markdown or HTML would read as markup: the formats must agree on plain words.
const WORDS =
  '关于加强政务公开工作的通知一二三四五年月日第条甲乙丙0123456789ABCabc，。：；！？（）“”《》、…—%';
const line = fc
  .array(fc.constantFrom(...Array.from(WORDS)), { minLength: 1, maxLength: 30 })
  .map((characters) => characters.join(''));
const lines = fc.array(line, { minLength: 1, maxLength: 8 });
const space = fc.constantFrom('', ' ', '\t', '　', '\u00a0', '\u2003', '\u200b', '\ufeff', '  \u3000');

/** Full width becomes half width and the other way round, where a character has both. */
const otherWidth = (text: string): string =>
  Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x21 && code <= 0x7e) return String.fromCodePoint(code + 0xfee0);
    return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : character;
  }).join('');

/** Markup characters that half width may bring in are written so that HTML reads them as text. */
const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const inTags = fc.constantFrom<(text: string) => string>(
  (text) => `<p>${text}</p>`,
  (text) =>
    `<p style="text-indent:2em" class="MsoNormal"><span style="font-family:仿宋">${text}</span></p>\n`,
  (text) => `<div align="center"><b>${text}</b></div><p>&nbsp;</p>`,
  (text) => `${text}<br/>\n`,
  (text) => `<section>\n  <!-- x --><p>${text}<o:p></o:p></p>\n</section>`,
  (text) => `<ul><li>${text}</li></ul>`,
);

const asTable = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`;
const shown = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.filter((row) => row.some((text) => text !== ''));

const withAttachments = (attachmentHashes: readonly string[]): string =>
  contentHash({ title: '通知', bodyText: '甲', attachmentHashes, occurrence: null });

describe('layout', () => {
  it('never changes the hash of text: indentation, blank lines, line ends, width', () => {
    const laidOut = fc.record({
      lines,
      indent: space,
      trail: space,
      end: fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\u2028', '\n \n\n'),
      wide: fc.boolean(),
    });
    fc.assert(
      fc.property(laidOut, ({ lines: words, indent, trail, end, wide }) => {
        const text = words.map((word) => indent + (wide ? otherWidth(word) : word) + trail).join(end);
        expect(hash('text', text)).toBe(hash('text', words.join('\n')));
      }),
    );
  });

  it('never changes the hash of HTML: tags of looks, containers, comments, empty paragraphs', () => {
    const paragraph = fc.record({ word: line, tags: inTags, indent: space, wide: fc.boolean() });
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), (paragraphs) => {
        const html = paragraphs
          .map(({ word, tags, indent, wide }) => tags(indent + asHtml(wide ? otherWidth(word) : word)))
          .join('');
        expect(hash('html', html)).toBe(hash('text', paragraphs.map(({ word }) => word).join('\n')));
      }),
    );
  });

  it('never changes the hash of Markdown: indentation, single and double line ends', () => {
    const indent = fc.constantFrom('', '    ', '　　', '\u00a0\u00a0');
    fc.assert(
      fc.property(lines, indent, fc.constantFrom('\n', '\n\n', '  \n', '\\\n'), (words, before, end) => {
        const markdown = words.map((word) => before + word).join(end);
        expect(hash('markdown', markdown)).toBe(hash('text', words.join('\n')));
      }),
    );
  });

  it('may put white space and zero-width characters anywhere within a line', () => {
    fc.assert(
      fc.property(line, fc.infiniteStream(space), (word, spaces) => {
        const spread = Array.from(word, (character) => character + String(spaces.next().value)).join('');
        expect(hash('text', spread)).toBe(hash('text', word));
      }),
    );
  });
});

describe('a change of what is read', () => {
  const LETTERS = Array.from('关于政务公开甲乙丙丁0123456789ABCabc');

  it('always changes the hash: any one character', () => {
    const change = fc.record({
      characters: fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 60 }),
      place: fc.nat(),
      other: fc.constantFrom(...LETTERS),
    });
    fc.assert(
      fc.property(change, ({ characters, place, other }) => {
        const at = place % characters.length;
        fc.pre(characters[at] !== other);
        expect(hash('text', characters.with(at, other).join(''))).not.toBe(hash('text', characters.join('')));
        expect(hash('html', `<p>${characters.with(at, other).join('')}</p>`)).not.toBe(
          hash('html', `<p>${characters.join('')}</p>`),
        );
      }),
    );
  });

  const cell = fc.constantFrom('', '1', '12', '2', '23', '3', '甲');
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
  it('always changes the hash: any cell, its place, its border', () => {
    fc.assert(
      fc.property(table, table, (one, other) => {
        const same = JSON.stringify(shown(one)) === JSON.stringify(shown(other));
        expect(hash('html', asTable(one)) === hash('html', asTable(other))).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  it('always changes the hash: the order of paragraphs', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...LETTERS), { minLength: 2, maxLength: 8 }), (words) => {
        expect(hash('text', words.toReversed().join('\n'))).not.toBe(hash('text', words.join('\n')));
      }),
    );
  });
});

describe('attachments', () => {
  const digest = fc
    .array(fc.constantFrom(...Array.from('0123456789abcdef')), { minLength: 64, maxLength: 64 })
    .map((digits) => digits.join(''));
  it('count in any order', () => {
    const shuffled = fc
      .array(digest, { maxLength: 6 })
      .chain((hashes) =>
        fc.tuple(fc.constant(hashes), fc.shuffledSubarray(hashes, { minLength: hashes.length })),
      );
    fc.assert(
      fc.property(shuffled, ([hashes, others]) => {
        expect(withAttachments(others)).toBe(withAttachments(hashes));
      }),
    );
  });

  it('count as often as they are there', () => {
    fc.assert(
      fc.property(fc.array(digest, { minLength: 1, maxLength: 4 }), fc.nat(), (hashes, place) => {
        const again = hashes[place % hashes.length] ?? '';
        expect(withAttachments([...hashes, again])).not.toBe(withAttachments(hashes));
      }),
    );
  });
});

describe('a canonical line', () => {
  it('is its own canonical form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const once = canonicalLine(text);
        expect(canonicalLine(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});
