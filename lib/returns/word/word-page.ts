import { Footer, type IPropertiesOptions, PageNumber, Paragraph, TextRun } from 'docx';

type Section = IPropertiesOptions['sections'][number];

/** A4, in twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 } as const;

interface Page {
  readonly properties: NonNullable<Section['properties']>;
  /** Of the text, in twentieths of a point. */
  readonly width: number;
}

const page = (margins: {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}): Page => ({
  properties: { page: { size: A4, margin: { ...margins, header: 850, footer: 850 } } },
  width: A4.width - margins.left - margins.right,
});

/** Margins of GB/T 9704: 37, 35, 28 and 26 mm. */
export const REPORT_PAGE = page({ top: 2098, bottom: 1984, left: 1588, right: 1474 });

/** A form takes more of its page: 20 mm all round. */
export const FORM_PAGE = page({ top: 1134, bottom: 1247, left: 1134, right: 1134 });

/** — 1 — */
export const pageNumbers = (): NonNullable<Section['footers']> => ({
  default: new Footer({
    children: [
      new Paragraph({
        style: 'PageNumber',
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  }),
});
