import { strToU8, zipSync } from 'fflate';
import type { UploadForm } from '../../ports/upload-form.ts';
import type { ExcelSettings } from './settings.ts';
import { sheetRow } from './sheet-xml.ts';
import { openTemplate, TemplateProblem } from './template.ts';
import { uploadCell } from './upload-cells.ts';
import { HEADING_STYLE, SHEET_PART, sheetFrame, TEXT_STYLE, workbookParts } from './workbook-parts.ts';

const WIDTH = 24;

/** A sheet of the headings alone, for a platform that has no template of its own. */
const plainTemplate = (headings: readonly string[], { sheet, headingRow }: ExcelSettings): Uint8Array => {
  const cells = headings.map((text, index) => ({ column: index + 1, text, style: HEADING_STYLE }));
  const blank = headings.map((_heading, index) => ({ column: index + 1, text: '', style: TEXT_STYLE }));
  const { before, after } = sheetFrame(headings.map(() => WIDTH));
  const rows = sheetRow(headingRow, cells) + sheetRow(headingRow + 1, blank);
  const parts = { ...workbookParts(sheet ?? '信息'), [SHEET_PART]: `${before}${rows}${after}` };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
};

/** Opens a platform's upload template; throws {@link TemplateProblem} where it cannot be filled as the settings say. */
export const createUploadForm = (
  settings: ExcelSettings,
  templates: ReadonlyMap<string, Uint8Array>,
): UploadForm => {
  const { columns, mostRows, receipts } = settings;
  const bytes =
    settings.template === null
      ? plainTemplate(Object.keys(columns), settings)
      : templates.get(settings.template);
  if (bytes === undefined) {
    throw new TemplateProblem({
      zh: `配置目录的 templates 中没有 ${settings.template}。`,
      en: `There is no ${settings.template} in the folder templates of the configuration.`,
    });
  }
  const template = openTemplate(bytes, settings);
  const placed = Object.entries(columns).map(([heading, column]) => {
    const place = template.headings.get(heading);
    if (place !== undefined) return { column, place };
    const found = [...template.headings.keys()].join('、');
    throw new TemplateProblem({
      zh: `模板第${settings.headingRow}行没有“${heading}”，只有：${found}。`,
      en: `Row ${settings.headingRow} of the template has no "${heading}", only: ${found}.`,
    });
  });
  const inOrder = placed.toSorted((a, b) => a.place - b.place);
  return {
    mostRows,
    receipts,
    toWorkbook(rows) {
      if (rows.length > mostRows) throw new RangeError(`more than ${mostRows} rows`);
      return template.fill(
        rows.map((row) =>
          inOrder.map(({ column, place }) => ({ column: place, text: uploadCell(column, row) })),
        ),
      );
    },
  };
};
