import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** What a Word file says, a line a paragraph; a row of a table is a line, merged cells with their spans. */
export const readWordFile = (bytes: Uint8Array): readonly string[] => {
  const part = unzipSync(bytes)['word/document.xml'];
  if (part === undefined) throw new Error('no Word file');
  const document = new DOMParser().parseFromString(strFromU8(part), 'text/xml');
  const [body] = Array.from(document.getElementsByTagName('w:body'));
  return body === undefined ? [] : children(body).flatMap(linesOf);
};

const children = (element: Element): readonly Element[] =>
  Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1);

const named = (element: Element, name: string): readonly Element[] =>
  children(element).filter(({ tagName }) => tagName === name);

const linesOf = (element: Element): readonly string[] => {
  if (element.tagName === 'w:tbl') return named(element, 'w:tr').map(rowOf);
  if (element.tagName !== 'w:p') return [];
  const text = textOf(element);
  const style = Array.from(element.getElementsByTagName('w:pStyle'))[0]?.getAttribute('w:val') ?? '';
  return text === '' ? [] : [`${style}: ${text}`];
};

const rowOf = (row: Element): string =>
  named(row, 'w:tc')
    .map((cell) => {
      const columns = attributeIn(cell, 'w:gridSpan') ?? '1';
      const merged = Array.from(cell.getElementsByTagName('w:vMerge'))[0];
      const rows = merged === undefined ? '' : merged.getAttribute('w:val') === 'restart' ? '↓' : '″';
      return `${textOf(cell)}${columns === '1' ? '' : `{${columns}}`}${rows}`;
    })
    .join(' | ');

const attributeIn = (element: Element, name: string): string | null | undefined =>
  Array.from(element.getElementsByTagName(name))[0]?.getAttribute('w:val');

const textOf = (element: Element): string =>
  Array.from(element.getElementsByTagName('w:t'))
    .map(({ textContent }) => textContent ?? '')
    .join('');
