import { isAllBlank } from '../count/is-blank.ts';
import {
  areaContext,
  INTERPRETATIONS,
  NORMATIVE,
  RESPONSES,
  totalOfKind,
  WITHOUT_AREA,
} from './ledger-phrases.ts';
import { stated } from './number-context.ts';
import type { ReportFacts } from './report-facts.ts';

/** 回应解读 as the ledger knows it, beside what the cells say. */
export const interpretationsTold = (facts: ReportFacts): string =>
  isAllBlank(facts)
    ? '本系统没有该年度政策解读和回应类信息的发布记录，情况不详。'
    : `本系统统计的${stated(INTERPRETATIONS, totalOfKind(facts, 'interpretation'))}，${stated(RESPONSES, totalOfKind(facts, 'response'))}。`;

export const normativeTold = (facts: ReportFacts): string =>
  isAllBlank(facts)
    ? '本系统没有该年度行政规范性文件的发布记录，情况不详。'
    : `本系统统计的${stated(NORMATIVE, totalOfKind(facts, 'normative-document'))}。`;

/** 重点领域: how many items each area has. */
export const areasTold = (facts: ReportFacts): string => {
  if (isAllBlank(facts)) return '本系统没有该年度的发布记录，各领域公开情况不详。';
  const counted = facts.byArea.filter(({ total }) => total > 0);
  const areas = counted.flatMap(({ value, total }) =>
    value === null ? [] : [stated(areaContext(value), total)],
  );
  const others = counted.find(({ value }) => value === null)?.total ?? 0;
  if (areas.length === 0) {
    return others === 0
      ? '本年没有首次公开的信息。'
      : `本年首次公开的信息都没有标明领域，${stated(WITHOUT_AREA, others)}。`;
  }
  return `按领域统计，本年首次公开的信息中，${areas.join('、')}${others === 0 ? '' : `，${stated(WITHOUT_AREA, others)}`}。`;
};

/** 保密审查与审批: the rule by which the system releases. */
export const releaseRule = ({ distinctPersons, count }: ReportFacts): string =>
  [
    '由本系统发布的信息，均由形成、制作单位负责，先经保密审查并认定可以公开，再经领导审批：一般信息由分管领导或者主要领导审批，重要信息由主要领导审批',
    distinctPersons ? '；作者本人不得审批' : '',
    '。没有保密审查、审批手续不全或者审批在保密审查之前的，系统不予发布。',
    count.importedDeliveries === 0 ? '' : '由文件导入的发布记录以文件所载为准，没有经过上述核查。',
  ].join('');
