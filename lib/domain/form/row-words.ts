/** A row of a form as data. */
export interface FormRowData {
  readonly code: string;
  /** Its label with its numbering. */
  readonly printed: string;
  /** The row it belongs to, where that is not the one that its code tells. */
  readonly under?: string;
}

const NUMBERING = /^(?:[一二三四五六七八九]、|（[一二三四五六七八九]）|\d．)/;
/** What a label explains in brackets at its end says nothing about which row it is. */
const EXPLANATION = /（[^（）]{2,}）$/;

/** Code of the row that a row belongs to; undefined for one at the top. */
const parentOf = ({ code, under }: FormRowData): string | undefined =>
  under ?? (code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : undefined);

/**
 * Names a row so that people find it: numbering of the rows above it, the label of the one right above it, then its own:
 * 三、（三）不予公开 1．属于国家秘密. Of a row at the top of the form the number is enough.
 */
export const rowWords = (rows: readonly FormRowData[]): ((row: FormRowData) => string) => {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const above = (row: FormRowData): readonly FormRowData[] => {
    const parent = byCode.get(parentOf(row) ?? '');
    return parent === undefined ? [] : [...above(parent), parent];
  };
  return (row) => {
    const ancestors = above(row);
    const path = ancestors.map((ancestor, depth) =>
      depth > 0 && depth === ancestors.length - 1
        ? `${shortLabel(ancestor)} `
        : (NUMBERING.exec(ancestor.printed)?.[0] ?? ''),
    );
    return `${path.join('')}${shortLabel(row)}`;
  };
};

/** It will stand in quotation marks, so those in it become inner ones. */
const shortLabel = ({ printed }: FormRowData): string =>
  printed.replace(EXPLANATION, '').replaceAll('“', '‘').replaceAll('”', '’');

/** The same of a row's English words. */
export const shortEnglish = (words: string): string => words.replace(/ \([^()]*\)$/, '');
