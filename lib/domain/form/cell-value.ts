/** What stands in a cell: a figure, `/` (不适用), `-` (无此项), or null, which is blank: unknown or not filled in. None of them is another, and none but 0 is 0. */
export type CellValue = number | '/' | '-' | null;

/**
 * Names a cell within its form. Of `form-2014` the code of its row (`3.3.4.a`), of `form-2021` table, row and column
 * (`table2/2.1.1/made`, `table3/3.3.1/legalPerson.commercial`, `table4/review/maintain`).
 */
export type CellId = string;
