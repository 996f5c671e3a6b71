import type { Paragraph, Table } from 'docx';
import type { AnnualReturn } from '../domain/annual-return.ts';
import type { Sha256 } from '../domain/item.ts';
import { layoutNotOffered, stateMark, statisticsTitle } from './return-words.ts';
import { statisticsTables } from './tables/statistics-tables.ts';
import { wordFile } from './word/word-file.ts';
import { FORM_PAGE, pageNumbers } from './word/word-page.ts';
import { wordTable } from './word/word-table.ts';
import { words } from './word/word-text.ts';

/** `statistics.docx`: the tables of the official form alone, as they are handed in. */
export const statisticsDocx = (annual: AnnualReturn, manifestSha256: Sha256): Promise<Uint8Array> => {
  const title = statisticsTitle(annual);
  const children: readonly (Paragraph | Table)[] = [
    words(stateMark(annual), 'Mark'),
    words(title, 'FormTitle'),
    words(`（${annual.year}年度）`, 'FormYear'),
    ...(annual.form === null ? [words(layoutNotOffered(annual), 'Notice')] : []),
    ...statisticsTables(annual).flatMap((table) => wordTable(table, FORM_PAGE.width)),
    words(`清单（manifest.json）的SHA-256：${manifestSha256}`, 'Note'),
  ];
  return wordFile(
    {
      title: `${annual.office.name}${annual.year}年度${title}`,
      sections: [{ properties: FORM_PAGE.properties, footers: pageNumbers(), children }],
    },
    annual,
  );
};
