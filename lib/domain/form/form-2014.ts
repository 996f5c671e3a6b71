import type { Form, FormCell } from './form.ts';
import { ENGLISH_2014 } from './form-2014-in-english.ts';
import { NO_FIGURE, ROWS_2014 } from './form-2014-rows.ts';
import { RULES_2014 } from './form-2014-rules.ts';
import type { FormTable, PrintedCell } from './form-table.ts';
import { rowWords, shortEnglish } from './row-words.ts';
import { decimalsOf } from './unit-decimals.ts';

const TABLE = 'statistics';
const wordsOf = rowWords(ROWS_2014);
const filled = ROWS_2014.filter(({ unit }) => unit !== NO_FIGURE);

const cells: readonly FormCell[] = filled.map((row) => ({
  id: row.code,
  table: TABLE,
  part: ROWS_2014.find(({ code }) => code === row.code.split('.')[0])?.printed ?? row.printed,
  words: `“${wordsOf(row)}”`,
  wordsInEnglish: `row ${row.code} (${shortEnglish(ENGLISH_2014[row.code] ?? row.code)})`,
  unit: row.unit,
  decimals: decimalsOf(row.unit),
}));

const printed = (kind: 'heading' | 'label' | 'unit', text: string, indent = 0): PrintedCell => ({
  kind,
  text,
  indent,
  columns: 1,
  rows: 1,
});

const statistics: FormTable = {
  id: TABLE,
  section: null,
  title: '政府信息公开情况统计表',
  sealLine: '填报单位（盖章）：',
  signatures: [
    { key: 'responsible', label: '单位负责人' },
    { key: 'reviewer', label: '审核人' },
    { key: 'preparer', label: '填报人' },
    { key: 'telephone', label: '联系电话' },
    { key: 'filledOn', label: '填报日期' },
  ],
  columns: [72, 12, 16],
  headerRows: 1,
  rows: [
    [printed('heading', '统计指标'), printed('heading', '单位'), printed('heading', '统计数')],
    ...ROWS_2014.map(({ code, printed: label, unit }): readonly PrintedCell[] => [
      printed('label', label, code.split('.').length - 1),
      printed('unit', unit),
      unit === NO_FIGURE ? printed('unit', NO_FIGURE) : { kind: 'value', cell: code, columns: 1, rows: 1 },
    ]),
  ],
};

/** The return of the years to 2018: a table of nine parts and a report of eight chapters. */
export const FORM_2014: Form = {
  id: 'form-2014',
  version: 1,
  name: '政府信息公开情况统计表',
  basis: '国办发〔2014〕32号',
  cells,
  rules: RULES_2014,
  sections: [
    { id: '1', heading: '一、概述' },
    { id: '2', heading: '二、政府信息公开组织领导和制度建设情况' },
    { id: '3', heading: '三、发布解读、回应社会关切以及互动交流情况' },
    { id: '4', heading: '四、重点领域政府信息公开工作推进情况' },
    { id: '5', heading: '五、主动公开政府信息以及公开平台建设情况' },
    { id: '6', heading: '六、依申请公开信息的情况' },
    { id: '7', heading: '七、政府信息公开保密审查及监督检查情况' },
    { id: '8', heading: '八、政府信息公开工作中存在的主要问题和改进措施' },
  ],
  tables: [statistics],
};
