import type { Form, FormCell } from './form.ts';
import { ENGLISH_COLUMNS_2021, ENGLISH_ROWS_2021 } from './form-2021-in-english.ts';
import { APPLICANTS, TABLE_2, TABLE_3, TABLE_4 } from './form-2021-rows.ts';
import { RULES_2021 } from './form-2021-rules.ts';
import { TABLES_2021 } from './form-2021-tables.ts';
import { rowWords } from './row-words.ts';
import { decimalsOf } from './unit-decimals.ts';

const SECTIONS = [
  { id: '1', heading: '一、总体情况' },
  { id: '2', heading: '二、主动公开政府信息情况' },
  { id: '3', heading: '三、收到和处理政府信息公开申请情况' },
  { id: '4', heading: '四、政府信息公开行政复议、行政诉讼情况' },
  { id: '5', heading: '五、存在的主要问题及改进情况' },
  { id: '6', heading: '六、其他需要报告的事项' },
] as const;

const column = (key: string): string => `column ${ENGLISH_COLUMNS_2021[key] ?? key}`;
const row = (table: 'table2' | 'table3', code: string): string =>
  `table ${table.slice(-1)}, row ${code} (${ENGLISH_ROWS_2021[table][code] ?? code})`;

const cellsOfTable2: readonly FormCell[] = TABLE_2.flatMap(({ article, columns, unit, rows }) =>
  rows.flatMap(({ code, printed }) =>
    columns.map(
      ({ key, printed: heading }): FormCell => ({
        id: `table2/${code}/${key}`,
        table: 'table2',
        part: SECTIONS[1].heading,
        words: `“${article} ${printed}”行“${heading.replace('（单位：万元）', '')}”列`,
        wordsInEnglish: `${row('table2', code)}, ${column(key)}`,
        unit,
        decimals: decimalsOf(unit),
      }),
    ),
  ),
);

const wordsOf = rowWords(TABLE_3);

const cellsOfTable3: readonly FormCell[] = TABLE_3.filter(({ heading }) => heading === undefined).flatMap(
  (applications) =>
    APPLICANTS.map(
      ({ key, printed, group }): FormCell => ({
        id: `table3/${applications.code}/${key}`,
        table: 'table3',
        part: SECTIONS[2].heading,
        words: `“${wordsOf(applications)}”行“${group === undefined ? '' : `${group} `}${printed}”列`,
        wordsInEnglish: `${row('table3', applications.code)}, ${column(key)}`,
        unit: '件',
        decimals: 0,
      }),
    ),
);

const cellsOfTable4: readonly FormCell[] = TABLE_4.groups.flatMap(({ key: group, whole, printed }) =>
  TABLE_4.columns.map(
    ({ key, printed: heading }): FormCell => ({
      id: `table4/${group}/${key}`,
      table: 'table4',
      part: SECTIONS[3].heading,
      words: `“${whole === null ? '' : `${whole} `}${printed} ${heading}”列`,
      wordsInEnglish: `table 4, ${ENGLISH_COLUMNS_2021[group] ?? group}, ${column(key)}`,
      unit: '件',
      decimals: 0,
    }),
  ),
);

/** The return of the years from 2021: a report of six sections with three tables in it. */
export const FORM_2021: Form = {
  id: 'form-2021',
  version: 1,
  name: '中华人民共和国政府信息公开工作年度报告格式',
  basis: '国办公开办函〔2021〕30号',
  cells: [...cellsOfTable2, ...cellsOfTable3, ...cellsOfTable4],
  rules: RULES_2021,
  sections: SECTIONS,
  tables: TABLES_2021,
};
