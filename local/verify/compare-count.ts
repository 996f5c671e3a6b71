import type { Tell } from './finding.ts';
import type { ToldCount, ToldData } from './read-folder.ts';
import type { Recounted } from './recount.ts';
import type { ScannedEvidence } from './scan-evidence.ts';

const NAMES = {
  total: '总数',
  published: '本年公开',
  firstPublishedEarlier: '上年已公开',
  reposts: '转载',
  withdrawn: '撤下',
  withdrawnAsError: '误发撤下',
  late: '逾期',
  importedDeliveries: '导入的发布',
  practiceDeliveries: '演练的发布',
} as const;

const FORM_ROWS: Readonly<Record<string, string>> = {
  '1.2.1': 'gazette',
  '1.2.2': 'website',
  '1.2.3': 'weibo',
  '1.2.4': 'wechat',
  '1.2.5': 'other',
};

/** Tells every figure of `data.json` that the evidence does not come to. */
export const compareCount = (data: ToldData, scanned: ScannedEvidence, tell: Tell): void => {
  const differs = (what: string, told: number | undefined, counted: number): void => {
    if ((told ?? 0) !== counted) tell('data.json', `${what}为${told ?? '空'}，按明细重新计算为${counted}`);
  };
  compare(data.count, scanned.year, '全年', differs);
  for (const [index, told] of (data.quarters ?? []).entries()) {
    const counted = scanned.quarters[index];
    if (counted !== undefined) compare(told, counted, `第${index + 1}季度`, differs);
  }
  differs('行政规范性文件', data.normativeDocuments, scanned.year.kinds.get('行政规范性文件') ?? 0);
  compareMonths(data, scanned, differs);
  compareCells(data, scanned.year, differs);
};

type Differs = (what: string, told: number | undefined, counted: number) => void;

const compare = (told: ToldCount, counted: Recounted, when: string, differs: Differs): void => {
  for (const name of ['total', 'published', 'firstPublishedEarlier', 'reposts', 'withdrawn'] as const)
    differs(`${when}${NAMES[name]}`, told[name], counted[name]);
  for (const name of ['withdrawnAsError', 'late', 'importedDeliveries', 'practiceDeliveries'] as const)
    differs(`${when}${NAMES[name]}`, told[name], counted[name]);
  const each = (what: string, ofTold: ReadonlyMap<string, number>, of: ReadonlyMap<string, number>): void => {
    for (const key of new Set([...ofTold.keys(), ...of.keys()]))
      differs(`${when}${what}“${key}”`, ofTold.get(key), of.get(key) ?? 0);
  };
  each('渠道', new Map(Object.entries(told.channels)), counted.channels);
  each('统计表行', new Map(Object.entries(told.formRows)), counted.formRows);
  each('仅在渠道', setsOf(told.regions), counted.regions);
  each('同在渠道', setsOf(told.overlaps), overlapsFor(told, counted));
};

const setsOf = (sets: ToldCount['overlaps']): ReadonlyMap<string, number> =>
  new Map(sets.map(({ channels, items }) => [channels.toSorted().join('+'), items]));

/** Of the sets that are told, of every pair of channels, and of every region: how many items are on all of them. */
const overlapsFor = (told: ToldCount, { regions }: Recounted): ReadonlyMap<string, number> => {
  const sets = new Set(told.overlaps.map(({ channels }) => channels.toSorted().join('+')));
  for (const region of regions.keys()) {
    const channels = region.split('+');
    if (channels.length < 2) continue;
    sets.add(region);
    for (const [index, a] of channels.entries())
      for (const b of channels.slice(index + 1)) sets.add(`${a}+${b}`);
  }
  return new Map(
    [...sets].map((set) => {
      const channels = set.split('+');
      let items = 0;
      for (const [region, of] of regions) {
        const within = region.split('+');
        if (channels.every((channel) => within.includes(channel))) items += of;
      }
      return [set, items];
    }),
  );
};

const compareMonths = ({ months }: ToldData, scanned: ScannedEvidence, differs: Differs): void => {
  const told = new Map(months.map(({ channel, items }) => [channel, items]));
  for (const channel of new Set([...told.keys(), ...scanned.months.keys()])) {
    for (let month = 0; month < 12; month += 1) {
      const counted = scanned.months.get(channel)?.[month] ?? 0;
      differs(`渠道“${channel}”${month + 1}月`, told.get(channel)?.[month], counted);
    }
  }
};

/** What the form's cells say that the ledger knew. */
const compareCells = ({ cells }: ToldData, counted: Recounted, differs: Differs): void => {
  const known = new Map<string, number>([
    ['1.1', counted.total],
    ['1.1.a', counted.kinds.get('行政规范性文件') ?? 0],
    ['2.2.3', counted.kinds.get('解读') ?? 0],
    ...Object.entries(FORM_ROWS).map(([id, row]): [string, number] => [id, counted.formRows.get(row) ?? 0]),
  ]);
  for (const { id, proposed } of cells) {
    const figure = known.get(id);
    if (figure !== undefined && typeof proposed === 'number')
      differs(`单元格${id}的台账数`, proposed, figure);
  }
};
