import { problemParagraphs } from './problems.ts';
import { publicationSentence } from './publication-sentence.ts';
import type { ReportFacts } from './report-facts.ts';
import { reportPeriod } from './report-period.ts';
import { createTellCells, figureOf, type TellCells } from './told-cells.ts';
import { areasTold, interpretationsTold, normativeTold, releaseRule } from './told-figures.ts';

/** The six sections of the current report, by their id; 二, 三 and 四 introduce their tables. */
export const draft2021 = (facts: ReportFacts): Readonly<Record<string, readonly string[]>> => {
  const tell = createTellCells(facts);
  return {
    '1': overview(facts),
    '2': publication(facts, tell),
    '3': applications(facts, tell),
    '4': disputes(tell),
    '5': problemParagraphs(facts),
    '6': [fees(facts)],
  };
};

const overview = (facts: ReportFacts): readonly string[] => {
  const { year } = facts;
  return [
    `按照《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）的要求，编制本报告。所列数据的统计期限为${reportPeriod(year)}。`,
    `主动公开方面，${publicationSentence(facts)}`,
    `${areasTold(facts)}${interpretationsTold(facts)}`,
    `政府信息管理方面，${releaseRule(facts)}`,
  ];
};

const DECISIONS = [
  ['行政许可处理决定的数量', 'table2/2.5.1/processed', '没有作出行政许可处理决定'],
  ['行政处罚处理决定的数量', 'table2/2.6.1/processed', '没有作出行政处罚处理决定'],
  ['行政强制处理决定的数量', 'table2/2.6.2/processed', '没有作出行政强制处理决定'],
  ['行政事业性收费金额', 'table2/2.8.1/amount', '没有行政事业性收费'],
] as const;

const publication = (facts: ReportFacts, tell: TellCells): readonly string[] => [
  `按《中华人民共和国政府信息公开条例》第二十条第（一）、（五）、（六）、（八）项统计的主动公开政府信息情况见下表。${normativeTold(facts)}`,
  `${tell({
    name: '规章的制发、废止和现行有效件数',
    parts: ['table2/2.1.1/made', 'table2/2.1.1/repealed', 'table2/2.1.1/valid'],
    none: '没有制发、废止或者现行有效的规章',
  })}${tell({
    name: '行政规范性文件的制发、废止和现行有效件数',
    parts: ['table2/2.1.2/made', 'table2/2.1.2/repealed', 'table2/2.1.2/valid'],
    none: '没有制发、废止或者现行有效的行政规范性文件',
  })}`,
  DECISIONS.map(([name, whole, none]) => tell({ name, whole, parts: [], none })).join(''),
];

const RESULTS = [
  '3.1',
  '3.2',
  '3.3.1',
  '3.3.2',
  '3.3.3',
  '3.3.4',
  '3.3.5',
  '3.3.6',
  '3.3.7',
  '3.3.8',
  '3.4.1',
  '3.4.2',
  '3.4.3',
  '3.5.1',
  '3.5.2',
  '3.5.3',
  '3.5.4',
  '3.5.5',
  '3.6.1',
  '3.6.2',
  '3.6.3',
].map((code) => `table3/${code}/total`);

const applications = ({ year, office }: ReportFacts, tell: TellCells): readonly string[] => [
  `${year}年收到和处理政府信息公开申请的情况见下表。`,
  `${tell(
    {
      name: '本年新收政府信息公开申请的数量',
      whole: 'table3/1/total',
      parts: [],
      none: '没有收到公民、法人或者其他组织的政府信息公开申请',
    },
    `${year}年，${office.shortName}`,
  )}${tell({
    name: '上年结转政府信息公开申请的数量',
    whole: 'table3/2/total',
    parts: [],
    none: '没有上年结转的申请',
  })}`,
  `${tell({
    name: '本年度办理结果',
    whole: 'table3/3.7/total',
    parts: RESULTS,
    none: '没有办理完毕的申请',
  })}${tell({
    name: '结转下年度继续办理的数量',
    whole: 'table3/4/total',
    parts: [],
    none: '没有结转下年度继续办理的申请',
  })}`,
];

const RESULTS_OF_DISPUTES = ['maintain', 'correct', 'other', 'unfinished'] as const;
const dispute = (group: string) => ({
  whole: `table4/${group}/total`,
  parts: RESULTS_OF_DISPUTES.map((result) => `table4/${group}/${result}`),
});

const disputes = (tell: TellCells): readonly string[] => [
  '因政府信息公开申请行政复议、提起行政诉讼的情况见下表。',
  `${tell({
    ...dispute('review'),
    name: '行政复议的情况',
    none: '没有因政府信息公开申请行政复议的情况',
  })}${tell({
    ...dispute('litigationDirect'),
    name: '未经复议直接起诉的行政诉讼的情况',
    none: '没有未经复议直接起诉的案件',
  })}${tell({
    ...dispute('litigationPostReview'),
    name: '复议后起诉的行政诉讼的情况',
    none: '没有复议后起诉的案件',
  })}`,
];

/** 信息处理费 has no cell; without an application there is nothing to charge for. */
const fees = (facts: ReportFacts): string => {
  const handled = [figureOf(facts, 'table3/1/total'), figureOf(facts, 'table3/2/total')];
  return handled.every((figure) => figure === 0)
    ? `${facts.year}年没有需要办理的政府信息公开申请，没有发出收取信息处理费的通知。`
    : '收取信息处理费的情况尚未填报。';
};
