import type { ReturnTable } from './return-table.ts';

const ROWS_OF_A_PAGE = 32;

/** Characters of running text, beside which labels and figures do not weigh. */
const TEXT_OF_A_PAGE = 600;

/** Such a table is kept together on paper; any other may break between its rows. */
export const fitsOnePage = ({ rows }: Pick<ReturnTable, 'rows'>): boolean =>
  rows.length <= ROWS_OF_A_PAGE &&
  rows.flat().reduce((length, cell) => length + (cell.kind === 'text' ? cell.text.length : 0), 0) <=
    TEXT_OF_A_PAGE;
