import type { AnnualReturn } from '../domain/annual-return.ts';
import type { FormRow } from '../domain/ledger-rows.ts';

/** A row of the form with what the ledger knows of it; null is unknown, which is not 0: a person fills it in. */
export interface FormLine {
  readonly code: string;
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
  /** Depth of its indentation. */
  readonly level: 0 | 1 | 2;
  /** Only a heading: there is nothing to fill in. */
  readonly heading: boolean;
}

/** 政府信息公开情况统计表 (国办发〔2014〕32号), section 一: the rows that the ledger has something to say about. */
export const formLines = ({
  count,
  normativeDocuments,
  channels,
  unknown,
}: AnnualReturn): readonly FormLine[] => {
  const blank = new Set(unknown.filter((days) => days.nothingKnown).map(({ channel }) => channel));
  const known = channels.filter(({ id }) => !blank.has(id));
  const rowOf = (formRow: FormRow): number | null =>
    count.formRows[formRow] ?? (known.some((channel) => channel.formRow === formRow) ? 0 : null);
  /** Where nothing is known of any channel a 0 would say that nothing was published. */
  const inAll = (items: number): number | null => (items === 0 && known.length === 0 ? null : items);
  const line = (
    code: string,
    level: FormLine['level'],
    label: string,
    value: number | null,
    unit = '条',
  ) => ({
    code,
    label,
    unit,
    value,
    level,
    heading: false,
  });
  const heading = (code: string, level: FormLine['level'], label: string): FormLine => ({
    code,
    label,
    unit: '—',
    value: null,
    level,
    heading: true,
  });
  return [
    heading('1', 0, '一、主动公开情况'),
    line('1.1', 1, '（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', inAll(count.total)),
    line('1.1.a', 2, '其中：主动公开规范性文件数', inAll(normativeDocuments)),
    line('1.1.b', 2, '制发规范性文件总数', null, '件'),
    heading('1.2', 1, '（二）通过不同渠道和方式公开政府信息的情况'),
    line('1.2.1', 2, '1．政府公报公开政府信息数', rowOf('gazette')),
    line('1.2.2', 2, '2．政府网站公开政府信息数', rowOf('website')),
    line('1.2.3', 2, '3．政务微博公开政府信息数', rowOf('weibo')),
    line('1.2.4', 2, '4．政务微信公开政府信息数', rowOf('wechat')),
    line('1.2.5', 2, '5．其他方式公开政府信息数', rowOf('other')),
  ];
};
