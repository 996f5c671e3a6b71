import type { Cells } from './table-lines.ts';

/** One line of `evidence.csv`, as far as counting goes. */
export interface EvidenceRow {
  readonly item: string;
  /** As which item it is counted. */
  readonly countedAs: string;
  readonly kind: string;
  readonly repost: boolean;
  readonly channel: string;
  readonly formRow: string;
  /** `2017-03-05T09:30:00+08:00` */
  readonly publicAt: string;
  readonly firstPublicAt: string;
  /** `2017-03-05`; empty where it is not known. */
  readonly dueOn: string;
  readonly imported: boolean;
  readonly practice: boolean;
  readonly withdrawn: boolean;
  readonly inError: boolean;
  /** What the line itself claims. */
  readonly claims: { readonly standing: string; readonly late: boolean };
  readonly itemHead: string;
  readonly deliveryHead: string;
}

/** The headings that must be there, and in which order they are written. */
export const HEADINGS = [
  '编号',
  '标题',
  '发文字号',
  '类别',
  '来源',
  '渠道代码',
  '渠道',
  '统计表行',
  '网址或地点',
  '公开时间',
  '时间依据',
  '首次公开时间',
  '公开期限',
  '核验相符日期',
  '本年计数',
  '逾期',
  '已撤下',
  '登记方式',
  '演练',
  '内容指纹',
  '信息标识',
  '合并计入',
  '信息记录指纹',
  '渠道记录指纹',
  '文字盐值',
  '文字指纹',
] as const;

export const column = (heading: (typeof HEADINGS)[number]): number => HEADINGS.indexOf(heading);

const FORM_ROWS: Readonly<Record<string, string>> = {
  政府公报: 'gazette',
  政府网站: 'website',
  政务微博: 'weibo',
  政务微信: 'wechat',
  其他方式: 'other',
};

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/;

const AT = {
  kind: column('类别'),
  origin: column('来源'),
  channel: column('渠道代码'),
  formRow: column('统计表行'),
  publicAt: column('公开时间'),
  firstPublicAt: column('首次公开时间'),
  dueOn: column('公开期限'),
  standing: column('本年计数'),
  late: column('逾期'),
  withdrawal: column('已撤下'),
  registered: column('登记方式'),
  practice: column('演练'),
  item: column('信息标识'),
  mergedInto: column('合并计入'),
  itemHead: column('信息记录指纹'),
  deliveryHead: column('渠道记录指纹'),
};

/** Throws a RangeError for a line that cannot be one. */
export const evidenceRow = (cells: Cells): EvidenceRow => {
  const cell = (index: number): string => cells[index] ?? '';
  const item = cell(AT.item);
  const mergedInto = cell(AT.mergedInto);
  const publicAt = cell(AT.publicAt);
  const firstPublicAt = cell(AT.firstPublicAt);
  const withdrawal = cell(AT.withdrawal);
  if (cells.length !== HEADINGS.length) throw new RangeError('列数不对');
  if (!TIME.test(publicAt) || !TIME.test(firstPublicAt)) throw new RangeError('公开时间不是时间');
  return {
    item,
    countedAs: mergedInto === '' ? item : mergedInto,
    kind: cell(AT.kind),
    repost: cell(AT.origin) === '转载',
    channel: cell(AT.channel),
    formRow: FORM_ROWS[cell(AT.formRow)] ?? cell(AT.formRow),
    publicAt,
    firstPublicAt,
    dueOn: cell(AT.dueOn),
    imported: cell(AT.registered) === '导入',
    practice: cell(AT.practice) === '是',
    withdrawn: withdrawal !== '',
    inError: withdrawal === '误发撤下',
    claims: { standing: cell(AT.standing), late: cell(AT.late) === '是' },
    itemHead: cell(AT.itemHead),
    deliveryHead: cell(AT.deliveryHead),
  };
};
