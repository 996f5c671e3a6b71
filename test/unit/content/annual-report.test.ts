import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../lib/domain/content/canonical-text.ts';
import { houseStyle } from '../../../lib/domain/content/house-style.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import { plainText } from '../../../lib/domain/content/plain-text.ts';
import type { BodyFormat } from '../../../lib/domain/item.ts';

const REPORT = readFileSync(
  new URL('../../fixtures/content/annual-report-2017.txt', import.meta.url),
  'utf8',
);
const LINES = REPORT.split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');

const canonical = (format: BodyFormat, content: string): string =>
  canonicalText(parseBody({ format, content }));
const escaped = (line: string): string => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const fullWidth = (line: string): string =>
  line.replace(/[!-~]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));
const halfWidth = (line: string): string =>
  line.replace(/[！-～]/g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0));
const paragraphs = (lines: readonly string[], start = '<p>', end = '</p>\n'): string =>
  lines.map((line) => `${start}${escaped(line)}${end}`).join('');

describe('the annual report of 2017', () => {
  it('reads line by line without its indentation', () => {
    expect(plainText(parseBody({ format: 'text', content: REPORT }))).toBe(LINES.join('\n'));
    expect(LINES.length).toBeGreaterThan(25);
  });

  it.each<{ as: string; format: BodyFormat; content: string }>([
    { as: 'HTML paragraphs', format: 'html', content: paragraphs(LINES) },
    {
      as: 'lines of one HTML block',
      format: 'html',
      content: `<div>${LINES.map(escaped).join('<br>')}</div>`,
    },
    {
      as: 'HTML indented by characters, in fonts',
      format: 'html',
      content: paragraphs(
        LINES,
        '<p style="font:16px 仿宋"><span>&nbsp;&nbsp;　',
        '</span></p><p>&nbsp;</p>',
      ),
    },
    { as: 'HTML in full width', format: 'html', content: paragraphs(LINES.map(fullWidth)) },
    { as: 'HTML in half width', format: 'html', content: paragraphs(LINES.map(halfWidth)) },
    {
      as: 'a whole HTML document',
      format: 'html',
      content: `<html><head><title>年报</title></head><body>${paragraphs(LINES)}</body></html>`,
    },
    { as: 'Markdown as it is', format: 'markdown', content: REPORT },
    { as: 'Markdown paragraphs', format: 'markdown', content: LINES.join('\n\n') },
    {
      as: 'Markdown indented by four spaces',
      format: 'markdown',
      content: LINES.map((line) => `    ${line}`).join('\n\n'),
    },
    {
      as: 'Markdown indented by ideographic spaces',
      format: 'markdown',
      content: LINES.map((line) => `　　${line}`).join('\n'),
    },
    { as: 'Markdown in full width', format: 'markdown', content: LINES.map(fullWidth).join('\n\n') },
    { as: 'text without indentation', format: 'text', content: LINES.join('\n') },
    {
      as: 'text with Windows line ends and other indentation',
      format: 'text',
      content: LINES.map((line) => `\t　${line} `).join('\r\n\r\n'),
    },
    { as: 'text in full width', format: 'text', content: LINES.map(fullWidth).join('\n') },
  ])('is the same as $as', ({ format, content }) => {
    expect(canonical(format, content)).toBe(canonical('text', REPORT));
  });

  it.each([
    ['116条', '117条'],
    ['分管领导', '主管领导'],
    ['2018年1月19日', '2018年1月20日'],
    ['不存在', '存在'],
  ])('is another one with %s changed to %s', (from, to) => {
    expect(REPORT).toContain(from);
    expect(canonical('text', REPORT.replace(from, to))).not.toBe(canonical('text', REPORT));
  });

  it('is the same in house style, a paragraph a line', () => {
    const { html, flags } = houseStyle(parseBody({ format: 'text', content: REPORT }));
    expect(canonical('html', html)).toBe(canonical('text', REPORT));
    expect(html.match(/<p>/g)).toHaveLength(LINES.length);
    expect(flags.map(({ code }) => code)).toEqual(['half-width-punctuation', 'heading-levels-out-of-order']);
  });
});
