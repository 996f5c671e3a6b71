import {
  DOMParser,
  type Document,
  type Element,
  onErrorStopParsing,
  ParseError,
  XMLSerializer,
} from '@xmldom/xmldom';
import { strFromU8, strToU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import { columnName } from '../../domain/column-name.ts';
import type { Sentence } from '../../domain/violation.ts';
import { type SheetCell, sheetRow } from './sheet-xml.ts';

/** The same moment in every file, so that the same rows make the same bytes; ZIP files begin in 1980. */
const ANY_TIME = new Date(1980, 0, 1);

/** The file cannot be filled. */
export class TemplateProblem extends Error {
  override readonly name = 'TemplateProblem';

  constructor({ zh, en }: Sentence) {
    super(`${zh}${en}`);
  }
}

const problem = (zh: string, en: string): TemplateProblem => new TemplateProblem({ zh, en });

/** One sheet of a workbook, to be filled below its row of headings; all else stays as the platform made it. */
export interface Template {
  /** Headings by column, from 1; a heading that occurs twice stands for its first column. */
  readonly headings: ReadonlyMap<string, number>;
  /** The workbook with these rows below the headings, instead of whatever stood there. Cells from left to right. */
  fill(rows: readonly (readonly Omit<SheetCell, 'style'>[])[]): Uint8Array;
}

const unzip = (bytes: Uint8Array): Unzipped => {
  try {
    return unzipSync(bytes);
  } catch {
    throw problem('不是有效的 xlsx 工作簿。', 'It is no xlsx workbook.');
  }
};

const parsePart = (parts: Unzipped, name: string): Document => {
  const bytes = parts[name];
  if (bytes === undefined) throw problem(`工作簿缺少 ${name}。`, `The workbook lacks ${name}.`);
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(strFromU8(bytes), 'text/xml');
  } catch (error) {
    if (error instanceof ParseError) throw problem(`${name} 无法读取。`, `${name} cannot be read.`);
    throw error;
  }
};

const elements = (parent: Document | Element, name: string): readonly Element[] =>
  Array.from(parent.getElementsByTagNameNS('*', name));

const sheetPart = (parts: Unzipped, wanted: string | null): string => {
  const sheets = elements(parsePart(parts, 'xl/workbook.xml'), 'sheet');
  const sheet = wanted === null ? sheets[0] : sheets.find((each) => each.getAttribute('name') === wanted);
  if (sheet === undefined) {
    const names = sheets.map((each) => each.getAttribute('name')).join('、');
    throw problem(
      `没有工作表“${wanted}”，只有：${names}。`,
      `There is no sheet "${wanted}", only: ${names}.`,
    );
  }
  const id = Array.from(sheet.attributes).find(({ localName }) => localName === 'id')?.value;
  const target = elements(parsePart(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship')
    .find((each) => each.getAttribute('Id') === id)
    ?.getAttribute('Target');
  if (target == null) throw problem('工作表没有内容。', 'The sheet has no content.');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
};

const textOf = (element: Element | undefined): string =>
  element === undefined
    ? ''
    : elements(element, 't')
        .map((each) => each.textContent ?? '')
        .join('');

const columnOf = (cell: Element): number =>
  Array.from(/^[A-Z]+/.exec(cell.getAttribute('r') ?? '')?.[0] ?? '').reduce(
    (column, letter) => column * 26 + letter.charCodeAt(0) - 64,
    0,
  );

const cellText = (cell: Element, shared: readonly string[]): string => {
  const value = elements(cell, 'v')[0]?.textContent ?? '';
  const type = cell.getAttribute('t');
  if (type === 's') return shared[Number(value)] ?? '';
  return type === 'inlineStr' ? textOf(elements(cell, 'is')[0]) : value;
};

const rowNumber = (row: Element): number => Number(row.getAttribute('r'));

/** Opens a workbook; throws {@link TemplateProblem} for one that cannot be filled. */
export const openTemplate = (
  bytes: Uint8Array,
  { sheet, headingRow }: { readonly sheet: string | null; readonly headingRow: number },
): Template => {
  const parts = unzip(bytes);
  const part = sheetPart(parts, sheet);
  const document = parsePart(parts, part);
  const shared =
    parts['xl/sharedStrings.xml'] === undefined
      ? []
      : elements(parsePart(parts, 'xl/sharedStrings.xml'), 'si').map(textOf);
  const data = elements(document, 'sheetData')[0];
  if (data === undefined) throw problem('工作表没有内容。', 'The sheet has no content.');
  const rows = elements(data, 'row');
  const headingCells = rows
    .filter((row) => rowNumber(row) === headingRow)
    .flatMap((row) => elements(row, 'c'));
  const headings = new Map<string, number>();
  for (const cell of headingCells) {
    const heading = cellText(cell, shared).trim();
    if (heading !== '' && !headings.has(heading)) headings.set(heading, columnOf(cell));
  }
  const below = rows.filter((row) => rowNumber(row) > headingRow);
  if (below.some((row) => elements(row, 'f').length > 0)) {
    throw problem('标题行以下有公式，请删去。', 'There are formulas below the headings; remove them.');
  }
  if (elements(document, 'tablePart').length > 0) {
    throw problem(
      '工作表含有“表格”对象，请转换为普通区域。',
      'The sheet has a table; convert it to a range.',
    );
  }
  // Formats that the template gives its first row below the headings go on downwards.
  const styles = new Map(
    below
      .slice(0, 1)
      .flatMap((row) => elements(row, 'c').map((cell) => [columnOf(cell), cell.getAttribute('s')])),
  );
  for (const row of below) data.removeChild(row);
  const root = document.documentElement;
  const dimension = elements(document, 'dimension')[0];
  const widest = Math.max(1, ...headings.values());
  const marker = document.createComment('rows');
  data.appendChild(marker);

  return {
    headings,
    fill(filled) {
      dimension?.setAttribute('ref', `A1:${columnName(widest)}${headingRow + filled.length}`);
      const xml = filled.map((cells, index) =>
        sheetRow(
          headingRow + 1 + index,
          cells.map((cell) => ({ ...cell, style: styles.get(cell.column) ?? null })),
        ),
      );
      // Rows take the sheet's namespace, also where the template writes it with a prefix.
      const open = root?.prefix == null ? '<row ' : `<row xmlns="${root.namespaceURI}" `;
      // A function, so that a `$` in a text means nothing.
      const text = new XMLSerializer()
        .serializeToString(document)
        .replace('<!--rows-->', () => xml.map((row) => row.replace('<row ', open)).join(''));
      return zipSync({ ...parts, [part]: strToU8(text) }, { mtime: ANY_TIME });
    },
  };
};
