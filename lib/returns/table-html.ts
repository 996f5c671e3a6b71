import { html, type Markup } from './html.ts';
import { fitsOnePage } from './tables/fits-one-page.ts';
import { printedValue, type ReturnTable, type TableCell } from './tables/return-table.ts';

/** So many columns do not fit a phone: the table keeps its width and is moved sideways. */
const MANY_COLUMNS = 6;

/** A table with its caption, what stands above it for the seal, the signature line and notes below. */
export const tableHtml = (table: ReturnTable): Markup => {
  const { id, caption, sealLine, columns, headerRows, rows, notes } = table;
  const size = `${columns.length >= MANY_COLUMNS ? ' wide' : ''}${fitsOnePage(table) ? '' : ' long'}`;
  return html`<div class="table${size}" id="${id}">
${sealLine === null ? '' : html`<p class="seal">${sealLine}</p>\n`}<div class="sideways" tabindex="0" role="region" aria-label="${caption ?? sealLine ?? id}">
<table>
${caption === null ? '' : html`<caption>${caption}</caption>\n`}<colgroup>${columns.map((width) => html`<col style="width:${width}%">`)}</colgroup>
<thead>${rows.slice(0, headerRows).map((row) => rowHtml(row))}
</thead>
<tbody>${rows.slice(headerRows).map((row) => rowHtml(row))}
</tbody>
</table>
</div>
${signatureLine(table)}${notes.map((note) => html`<p class="note">${note}</p>\n`)}</div>`;
};

const rowHtml = (row: readonly TableCell[]): Markup => html`
<tr>${row.map(cellHtml)}</tr>`;

const spans = ({ columns, rows }: TableCell): Markup =>
  html`${columns > 1 ? html` colspan="${columns}"` : ''}${rows > 1 ? html` rowspan="${rows}"` : ''}`;

const cellHtml = (cell: TableCell): Markup => {
  const span = spans(cell);
  if (cell.kind === 'value') {
    return cell.value === null
      ? html`<td class="value blank" title="空白：未填报"${span}></td>`
      : html`<td class="value"${span}>${printedValue(cell)}</td>`;
  }
  const { kind, text, indent } = cell;
  if (kind === 'text' || kind === 'unit') return html`<td class="${kind}"${span}>${text}</td>`;
  const indentation = indent > 0 ? html` indent-${indent}` : html``;
  return html`<th class="${kind}${indentation}" scope="${scopeOf(cell)}"${span}>${text}</th>`;
};

const scopeOf = ({ kind, columns, rows }: TableCell): string => {
  if (kind === 'label') return rows > 1 ? 'rowgroup' : 'row';
  return columns > 1 ? 'colgroup' : 'col';
};

const signatureLine = ({ signatures }: ReturnTable): Markup | '' =>
  signatures.length === 0
    ? ''
    : html`<p class="signatures">${signatures.map(
        ({ label, value }) => html`<span>${label}：${value ?? ''}</span>`,
      )}</p>\n`;
