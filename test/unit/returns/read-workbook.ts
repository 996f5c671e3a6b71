import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

/** What a workbook says, a line a row: numbers bare, text in quotes, empty cells as nothing; then the merged ranges. */
export const readWorkbook = (bytes: Uint8Array): readonly string[] => {
  const parts = unzipSync(bytes);
  const open = (name: string): Document => {
    const part = parts[name];
    if (part === undefined) throw new Error(`no ${name}`);
    return new DOMParser().parseFromString(strFromU8(part), 'text/xml');
  };
  return elements(open('xl/workbook.xml'), 'sheet').flatMap((sheet, index) => {
    const content = open(`xl/worksheets/sheet${index + 1}.xml`);
    return [
      `== ${sheet.getAttribute('name')}`,
      ...elements(content, 'row').map((row) => elements(row, 'c').map(cellOf).join(' | ')),
      `merged: ${elements(content, 'mergeCell')
        .map((range) => range.getAttribute('ref'))
        .join(' ')}`,
    ];
  });
};

const elements = (parent: Document | Element, name: string): readonly Element[] =>
  Array.from(parent.getElementsByTagName(name));

const cellOf = (cell: Element): string => {
  if (elements(cell, 'f').length > 0) throw new Error(`a formula in ${cell.getAttribute('r')}`);
  const [figure] = elements(cell, 'v');
  if (figure !== undefined) return figure.textContent ?? '';
  const [text] = elements(cell, 't');
  return text === undefined ? '' : JSON.stringify(text.textContent);
};
