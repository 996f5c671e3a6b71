import type { FormRowData } from './row-words.ts';

interface Column {
  readonly key: string;
  readonly printed: string;
}

/** A block of 二、主动公开政府信息情况: the article of the regulations, its columns and rows. */
export interface ArticleBlock {
  readonly article: string;
  readonly columns: readonly Column[];
  readonly unit: string;
  readonly rows: readonly FormRowData[];
}

const DECISIONS: readonly Column[] = [{ key: 'processed', printed: '本年处理决定数量' }];

/** Headed 信息内容 and the block's columns, each below its article (条例 2019 article 20). */
export const TABLE_2: readonly ArticleBlock[] = [
  {
    article: '第二十条第（一）项',
    columns: [
      { key: 'made', printed: '本年制发件数' },
      { key: 'repealed', printed: '本年废止件数' },
      { key: 'valid', printed: '现行有效件数' },
    ],
    unit: '件',
    rows: [
      { code: '2.1.1', printed: '规章' },
      { code: '2.1.2', printed: '行政规范性文件' },
    ],
  },
  {
    article: '第二十条第（五）项',
    columns: DECISIONS,
    unit: '件',
    rows: [{ code: '2.5.1', printed: '行政许可' }],
  },
  {
    article: '第二十条第（六）项',
    columns: DECISIONS,
    unit: '件',
    rows: [
      { code: '2.6.1', printed: '行政处罚' },
      { code: '2.6.2', printed: '行政强制' },
    ],
  },
  {
    article: '第二十条第（八）项',
    columns: [{ key: 'amount', printed: '本年收费金额（单位：万元）' }],
    unit: '万元',
    rows: [{ code: '2.8.1', printed: '行政事业性收费' }],
  },
];

/** Applicants: the columns of 三、收到和处理政府信息公开申请情况. Those of the group stand below 法人或其他组织. */
export const APPLICANTS: readonly (Column & { readonly group?: string })[] = [
  { key: 'naturalPerson', printed: '自然人' },
  { key: 'legalPerson.commercial', printed: '商业企业', group: '法人或其他组织' },
  { key: 'legalPerson.research', printed: '科研机构', group: '法人或其他组织' },
  { key: 'legalPerson.social', printed: '社会公益组织', group: '法人或其他组织' },
  { key: 'legalPerson.legal', printed: '法律服务机构', group: '法人或其他组织' },
  { key: 'legalPerson.other', printed: '其他', group: '法人或其他组织' },
  { key: 'total', printed: '总计' },
];

/** Printed where the headings of rows and columns of that table meet. */
export const CORNER_3 = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';

/** Its rows; a heading is merged beside its rows and has no figures. All are counted in 件. */
export const TABLE_3: readonly (FormRowData & { readonly heading?: true })[] = [
  { code: '1', printed: '一、本年新收政府信息公开申请数量' },
  { code: '2', printed: '二、上年结转政府信息公开申请数量' },
  { code: '3', printed: '三、本年度办理结果', heading: true },
  { code: '3.1', printed: '（一）予以公开' },
  { code: '3.2', printed: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）' },
  { code: '3.3', printed: '（三）不予公开', heading: true },
  { code: '3.3.1', printed: '1．属于国家秘密' },
  { code: '3.3.2', printed: '2．其他法律行政法规禁止公开' },
  { code: '3.3.3', printed: '3．危及“三安全一稳定”' },
  { code: '3.3.4', printed: '4．保护第三方合法权益' },
  { code: '3.3.5', printed: '5．属于三类内部事务信息' },
  { code: '3.3.6', printed: '6．属于四类过程性信息' },
  { code: '3.3.7', printed: '7．属于行政执法案卷' },
  { code: '3.3.8', printed: '8．属于行政查询事项' },
  { code: '3.4', printed: '（四）无法提供', heading: true },
  { code: '3.4.1', printed: '1．本机关不掌握相关政府信息' },
  { code: '3.4.2', printed: '2．没有现成信息需要另行制作' },
  { code: '3.4.3', printed: '3．补正后申请内容仍不明确' },
  { code: '3.5', printed: '（五）不予处理', heading: true },
  { code: '3.5.1', printed: '1．信访举报投诉类申请' },
  { code: '3.5.2', printed: '2．重复申请' },
  { code: '3.5.3', printed: '3．要求提供公开出版物' },
  { code: '3.5.4', printed: '4．无正当理由大量反复申请' },
  { code: '3.5.5', printed: '5．要求行政机关确认或重新出具已获取信息' },
  { code: '3.6', printed: '（六）其他处理', heading: true },
  { code: '3.6.1', printed: '1．申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请' },
  { code: '3.6.2', printed: '2．申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请' },
  { code: '3.6.3', printed: '3．其他' },
  { code: '3.7', printed: '（七）总计' },
  { code: '4', printed: '四、结转下年度继续办理' },
];

/** 四、政府信息公开行政复议、行政诉讼情况: one row of figures; a part stands below its whole where there is one. */
export const TABLE_4 = {
  groups: [
    { key: 'review', whole: null, printed: '行政复议' },
    { key: 'litigationDirect', whole: '行政诉讼', printed: '未经复议直接起诉' },
    { key: 'litigationPostReview', whole: '行政诉讼', printed: '复议后起诉' },
  ],
  columns: [
    { key: 'maintain', printed: '结果维持' },
    { key: 'correct', printed: '结果纠正' },
    { key: 'other', printed: '其他结果' },
    { key: 'unfinished', printed: '尚未审结' },
    { key: 'total', printed: '总计' },
  ],
} as const;
