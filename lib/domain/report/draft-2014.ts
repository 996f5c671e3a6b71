import { problemParagraphs } from './problems.ts';
import { publicationSentence } from './publication-sentence.ts';
import type { ReportFacts } from './report-facts.ts';
import { reportPeriod } from './report-period.ts';
import { createTellCells, figureOf, type TellCells } from './told-cells.ts';
import { areasTold, interpretationsTold, releaseRule } from './told-figures.ts';

/** The eight chapters of the report for the years to 2018, by their id. */
export const draft2014 = (facts: ReportFacts): Readonly<Record<string, readonly string[]>> => {
  const tell = createTellCells(facts);
  return {
    '1': overview(facts),
    '2': organisation(tell),
    '3': responses(facts, tell),
    '4': [areasTold(facts)],
    '5': [publicationSentence(facts, totalCell(facts)), normative(tell)],
    '6': applications(facts, tell),
    '7': [releaseRule(facts), tell(COMPLAINTS)],
    '8': problemParagraphs(facts),
  };
};

/** What the form says of the total, where it says anything. */
const totalCell = ({ cells, count }: ReportFacts) => {
  const cell = cells.find(({ id }) => id === '1.1');
  return cell === undefined ? count.total : cell.value;
};

const overview = (facts: ReportFacts): readonly string[] => {
  const { year, office } = facts;
  const total = figureOf(facts, '1.1');
  return [
    `按照《中华人民共和国政府信息公开条例》有关规定，${office.name}对${reportPeriod(year)}政府信息公开工作情况报告如下。`,
    ...(total === null ? [] : [`${year}年，${office.shortName}共主动公开政府信息${total}条。`]),
  ];
};

const organisation = (tell: TellCells): readonly string[] => [
  `${tell({
    name: '政府信息公开工作专门机构、查阅点的设置情况',
    parts: ['8.1', '8.2'],
    none: '没有设政府信息公开工作专门机构和查阅点',
  })}${tell({
    name: '从事政府信息公开工作人员的情况',
    whole: '8.3',
    parts: ['8.3.1', '8.3.2'],
    none: '没有从事政府信息公开工作的专职、兼职人员',
  })}${tell({ name: '政府信息公开专项经费', whole: '8.4', parts: [], none: '没有政府信息公开专项经费' })}`,
  tell({
    name: '政府信息公开会议和培训情况',
    parts: ['9.1', '9.2', '9.3'],
    none: '没有召开政府信息公开工作会议或专题会议，没有举办培训班',
  }),
];

const responses = (facts: ReportFacts, tell: TellCells): readonly string[] => [
  interpretationsTold(facts),
  tell({
    name: '回应公众关注热点或重大舆情的情况',
    whole: '2.1',
    parts: [],
    none: '没有回应公众关注热点或重大舆情',
  }),
  tell({
    name: '通过不同渠道和方式回应解读的情况',
    parts: ['2.2.1', '2.2.1.a', '2.2.2', '2.2.2.a', '2.2.3', '2.2.4', '2.2.5'],
    none: '没有通过新闻发布会、在线访谈、政策解读稿件、微博微信等方式回应解读',
  }),
];

const normative = (tell: TellCells): string =>
  tell({
    name: '规范性文件的制发和主动公开情况',
    parts: ['1.1.b', '1.1.a'],
    none: '没有制发、主动公开规范性文件',
  });

const applications = (facts: ReportFacts, tell: TellCells): readonly string[] => {
  const { year, office } = facts;
  return [
    tell(
      {
        name: `${year}年收到政府信息公开申请的情况`,
        whole: '3.1',
        parts: ['3.1.1', '3.1.2', '3.1.3', '3.1.4'],
        none: '没有收到公民、法人或者其他组织的政府信息公开申请',
      },
      `${year}年，${office.shortName}`,
    ),
    `${tell({
      name: '申请办结的情况',
      whole: '3.2',
      parts: ['3.2.1', '3.2.2'],
      none: '没有需要办结的申请',
    })}${tell({
      name: '申请答复的情况',
      whole: '3.3',
      parts: REPLIES,
      none: '没有需要答复的申请',
    })}${figureOf(facts, '3.3.4') === 0 ? '' : tell(DENIALS, '不同意公开的申请中，')}`,
    `${tell({
      name: '依申请公开信息收费的情况',
      whole: '7',
      parts: [],
      none: '没有收取依申请公开信息的费用',
    })}${tell({
      name: '因政府信息公开申请行政复议的情况',
      whole: '4',
      parts: ['4.1', '4.2', '4.3'],
      none: '没有因政府信息公开申请行政复议的情况',
    })}${tell({
      name: '因政府信息公开提起行政诉讼的情况',
      whole: '5',
      parts: ['5.1', '5.2', '5.3'],
      none: '没有因政府信息公开提起行政诉讼的情况',
    })}`,
  ];
};

const REPLIES = ['3.3.1', '3.3.2', '3.3.3', '3.3.4', '3.3.5', '3.3.6', '3.3.7', '3.3.8'] as const;

const DENIALS = {
  name: '不同意公开的各项理由',
  parts: ['3.3.4.a', '3.3.4.b', '3.3.4.c', '3.3.4.d', '3.3.4.e', '3.3.4.f'],
  none: '没有记载理由',
} as const;

const COMPLAINTS = {
  name: '因政府信息公开举报投诉的情况',
  whole: '6',
  parts: [],
  none: '没有收到因政府信息公开的举报投诉',
} as const;
