import { BODY_FONT, HEADING_FONT, TITLE_FONT } from '../document-fonts.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Number format 49: stays text whatever somebody types over it. 0: as the figure is. */
const TEXT = 49;
const GENERAL = 0;

interface Format {
  readonly number: typeof TEXT | typeof GENERAL;
  readonly font: 0 | 1 | 2 | 3;
  readonly border: boolean;
  readonly across: 'left' | 'center' | 'right';
  readonly indent?: number;
}

const FORMATS = {
  plain: { number: GENERAL, font: 0, border: false, across: 'left' },
  title: { number: TEXT, font: 1, border: false, across: 'center' },
  caption: { number: TEXT, font: 2, border: false, across: 'center' },
  year: { number: TEXT, font: 0, border: false, across: 'center' },
  mark: { number: TEXT, font: 2, border: false, across: 'right' },
  line: { number: TEXT, font: 0, border: false, across: 'left' },
  note: { number: TEXT, font: 3, border: false, across: 'left' },
  heading: { number: TEXT, font: 2, border: true, across: 'center' },
  middle: { number: TEXT, font: 0, border: true, across: 'center' },
  text: { number: TEXT, font: 0, border: true, across: 'left' },
  indented1: { number: TEXT, font: 0, border: true, across: 'left', indent: 1 },
  indented2: { number: TEXT, font: 0, border: true, across: 'left', indent: 2 },
  indented3: { number: TEXT, font: 0, border: true, across: 'left', indent: 3 },
  figure: { number: GENERAL, font: 0, border: true, across: 'center' },
} as const satisfies Readonly<Record<string, Format>>;

export type CellFormat = keyof typeof FORMATS;

/** The index of a format in {@link STYLES_XML}. */
export const formatIndex = (format: CellFormat): number => Object.keys(FORMATS).indexOf(format);

const font = (name: string, size: number): string => `<font><sz val="${size}"/><name val="${name}"/></font>`;

const xf = ({ number, font: index, border, across, indent = 0 }: Format): string =>
  `<xf numFmtId="${number}" fontId="${index}" fillId="0" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${across}" vertical="center" wrapText="1"${indent > 0 ? ` indent="${indent}"` : ''}/></xf>`;

const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`;

const formats = Object.values(FORMATS);

/** `xl/styles.xml` */
export const STYLES_XML = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="4">${font(BODY_FONT, 11)}${font(TITLE_FONT, 18)}${font(HEADING_FONT, 11)}${font(BODY_FONT, 9)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.map(xf).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
