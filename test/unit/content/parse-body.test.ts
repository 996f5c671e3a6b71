import { describe, expect, it } from 'vitest';
import { canonicalText, isEmptyContent } from '../../../lib/domain/content/canonical-text.ts';
import { houseStyle } from '../../../lib/domain/content/house-style.ts';
import { parseBody } from '../../../lib/domain/content/parse-body.ts';
import type { BodyFormat } from '../../../lib/domain/item.ts';

const isEmpty = (format: BodyFormat, content: string): boolean =>
  isEmptyContent(canonicalText(parseBody({ format, content })));

describe('an empty body', () => {
  it.each<[BodyFormat, string]>([
    ['html', ''],
    ['html', '<p>&nbsp;&#8203;</p><p><br></p><hr>'],
    ['html', '<script>x</script><!-- x --><p hidden>x</p>'],
    ['html', '<table><tr><td></td><td>&emsp;</td></tr></table>'],
    ['html', '<ol><li></li></ol>'],
    ['html', '<img src="javascript:x">'],
    ['markdown', '\n \n---\n'],
    ['text', '\ufeff　\n\t'],
  ])('is found in %s %j', (format, content) => {
    expect(isEmpty(format, content)).toBe(true);
  });

  it.each<[BodyFormat, string]>([
    ['html', '<img src="/a.png">'],
    ['html', '<q></q>'],
    ['text', '。'],
  ])('is not found in %s %j', (format, content) => {
    expect(isEmpty(format, content)).toBe(false);
  });
});

const rows = (count: number): string => '<tr><td>1</td><td>2</td></tr>'.repeat(count);

describe('a body beyond what people write', () => {
  it.each<{ what: string; format: BodyFormat; content: string }>([
    { what: 'nested 10,000 deep', format: 'html', content: `${'<div>'.repeat(10_000)}甲` },
    { what: 'a million open elements', format: 'html', content: '<div>'.repeat(1_000_000) },
    {
      what: 'open formatting that multiplies',
      format: 'html',
      content: Array.from({ length: 5_000 }, (_, n) => `<p><b id=${n}>`).join(''),
    },
    { what: 'tables in tables', format: 'html', content: '<table><tr><td>'.repeat(5_000) },
    { what: 'a million lines', format: 'text', content: '甲\n'.repeat(1_000_000) },
    { what: 'quotations in quotations', format: 'markdown', content: `${'> '.repeat(1_000)}甲` },
    { what: 'emphasis without end', format: 'markdown', content: '*甲_ '.repeat(20_000) },
    { what: 'open brackets', format: 'markdown', content: '['.repeat(5_000).split('').join(' ') },
    {
      what: 'a hundred thousand lines of Markdown',
      format: 'markdown',
      content: '> 甲\n乙\n'.repeat(50_000),
    },
    {
      what: '100,000 levels of quotation on one line',
      format: 'markdown',
      content: `${'>'.repeat(100_000)}甲`,
    },
    {
      what: 'two runs of 100,000 asterisks',
      format: 'markdown',
      content: `甲${'*'.repeat(100_000)}甲${'*'.repeat(100_000)}`,
    },
    {
      what: 'a list of 600 levels',
      format: 'markdown',
      content: Array.from({ length: 600 }, (_, level) => `${' '.repeat(2 * level)}- 甲`).join('\n'),
    },
    { what: '100,000 brackets', format: 'markdown', content: '['.repeat(100_000) },
    { what: '400,000 cell borders', format: 'markdown', content: `${'|'.repeat(50)}\n`.repeat(4_900) },
    { what: 'a megabyte of Markdown', format: 'markdown', content: '甲'.repeat(1_000_001) },
  ])('is refused as a whole: $what', { timeout: 5_000 }, ({ format, content }) => {
    const parsed = parseBody({ format, content });
    expect(parsed).toEqual({ tree: [], losses: {}, tooComplex: true });
    expect(houseStyle(parsed)).toEqual({ html: '', changes: [], flags: [] });
  });

  it.each<{ what: string; format: BodyFormat; content: string }>([
    { what: 'a table of 5,000 rows', format: 'html', content: `<table>${rows(5_000)}</table>` },
    { what: '300 open font elements', format: 'html', content: '<p><font size=2 face=a>甲</p>'.repeat(300) },
    { what: '400 levels', format: 'html', content: `${'<div>'.repeat(400)}甲` },
    {
      what: '500,000 attributes',
      format: 'html',
      content: `<p ${Array.from({ length: 500_000 }, (_, n) => `a${n}`).join(' ')}>甲`,
    },
    {
      what: 'a Markdown table of 2,000 rows',
      format: 'markdown',
      content: `| 甲 | 乙 |\n|---|---|\n${'| 1 | 2 |\n'.repeat(2_000)}`,
    },
    {
      what: 'a form with 500 blanks to fill in',
      format: 'markdown',
      content: '甲：____________________ 乙：________。\n'.repeat(250),
    },
    { what: 'a line of 5 MB', format: 'text', content: '甲'.repeat(1_700_000) },
  ])('is not meant by $what', { timeout: 10_000 }, ({ format, content }) => {
    const parsed = parseBody({ format, content });
    expect(parsed.tooComplex).toBe(false);
    expect(houseStyle(parsed).html).toMatch(/甲|<td>1<\/td>/);
  });
});
