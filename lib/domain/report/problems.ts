import { isAllBlank } from '../count/is-blank.ts';
import { enumerated } from './chinese-ordinal.ts';
import { LATE, REMARKS } from './ledger-phrases.ts';
import { stated } from './number-context.ts';
import type { ReportFacts } from './report-facts.ts';

/** 存在的主要问题和改进措施: what the system itself counted, what last year promised, what this year promises. */
export const problemParagraphs = (facts: ReportFacts): readonly string[] => [
  problems(facts),
  ...(facts.lastYearsMeasures.length === 0
    ? []
    : [`上一年度报告提出的改进措施：${enumerated(facts.lastYearsMeasures)}`]),
  facts.inputs.measures.length === 0
    ? '下一步改进措施尚未填报。'
    : `下一步改进措施：${enumerated(facts.inputs.measures)}`,
];

const problems = (facts: ReportFacts): string => {
  if (isAllBlank(facts)) return '本系统没有该年度的发布记录，公开是否及时、版式和文字是否规范，情况不详。';
  const { count, remarks } = facts;
  const points = [
    ...(count.late === 0 ? [] : [`信息公开不够及时，${stated(LATE, count.late)}`]),
    ...remarks.map(({ code, items }) =>
      code === 'layout-normalised'
        ? `信息版式不够规范，${stated(REMARKS[code], items)}，发布时已由系统统一版式`
        : `文字规范有待加强，${stated(REMARKS[code], items)}`,
    ),
  ];
  const found =
    points.length === 0
      ? '系统没有统计到首次公开逾期的信息，也没有统计到版式和文字规范方面的问题。'
      : `经系统统计，本年信息公开工作存在以下问题：${enumerated(points)}`;
  // Of these there is nothing to count by.
  const unjudged =
    count.importedDeliveries === 0 ? '' : '由文件导入而没有形成日期或者正文的信息，不在上述统计之内。';
  return `${found}${unjudged}`;
};
