import type { AnnualReturn } from '../../../lib/domain/annual-return.ts';
import type { CellValue } from '../../../lib/domain/form/cell-value.ts';
import type { FilledCell } from '../../../lib/domain/form/filled-cell.ts';
import type { Form } from '../../../lib/domain/form/form.ts';
import { FORM_2014 } from '../../../lib/domain/form/form-2014.ts';
import { FORM_2021 } from '../../../lib/domain/form/form-2021.ts';
import { annualOf, TALLIES_2017 } from './annual-of.ts';

export const MANIFEST_SHA256 = 'c0ffee'.padEnd(64, '0');

const filled = (
  form: Form,
  known: Readonly<Record<string, CellValue>>,
  otherwise: (id: string) => CellValue,
): readonly FilledCell[] =>
  form.cells.map(({ id }) => {
    const value = known[id] === undefined ? otherwise(id) : known[id];
    const from = value === null ? null : 'entered';
    return { id, value, from, proposed: null };
  });

/** The year 2017 of a real office under an invented name: 78 + 7 + 62 publications of 116 items. */
export const return2017 = (overrides: Partial<AnnualReturn> = {}): AnnualReturn =>
  annualOf(TALLIES_2017, {
    form: FORM_2014,
    cells: filled(
      FORM_2014,
      {
        '1.1': 116,
        '1.1.a': 0,
        '1.1.b': null,
        '1.2.1': '-',
        '1.2.2': 116,
        '1.2.3': '/',
        '1.2.4': '/',
        '2.2.3': 1,
        '7': null,
        '8.1': 1,
        '8.2': 1,
        '8.3': 3,
        '8.3.1': 1,
        '8.3.2': 2,
        '8.4': 0.5,
        '9.1': 2,
      },
      (id) => (id.startsWith('2') || id.startsWith('3') || /^[456]/.test(id) ? 0 : null),
    ),
    findings: [
      {
        code: 'cells-blank',
        level: 'warning',
        cells: ['1.1.b'],
        message: { zh: '第一部分有2格未填报：“制发规范性文件总数”等。', en: '2 cells of part 1 are blank.' },
      },
    ],
    sections: FORM_2014.sections.map(({ id, heading }) => ({
      id,
      heading,
      paragraphs: PARAGRAPHS_2017[id] ?? [
        '2017年，中心管理办公室认真贯彻落实《中华人民共和国政府信息公开条例》。',
      ],
      edited: false,
    })),
    months: [
      { channel: 'portal', items: [4, 3, 9, 7, 6, 8, 5, 4, 10, 6, 9, 7] },
      { channel: 'provincial', items: [0, 0, 1, 2, 0, 1, 0, 0, 1, 0, 2, 0] },
      { channel: 'municipal', items: [5, 2, 6, 5, 4, 7, 3, 4, 8, 5, 7, 6] },
    ],
    pending: { handedOver: 2, unconfirmed: 1, parked: 0, owed: 0, listed: PENDING },
    evidence: { lines: 147, merkleRoot: 'ab'.repeat(32) },
    signatures: {
      responsible: '甲某',
      reviewer: '乙某',
      preparer: '丙某',
      telephone: '0000-0000000',
      filledOn: '2018-01-19',
    },
    inputsVersion: 3,
    ...overrides,
  });

const PARAGRAPHS_2017: Readonly<Record<string, readonly string[]>> = {
  '5': [
    '按相同的信息通过不同的渠道和方式发布计为1条，通过门户网站发布78条信息，山东政务服务网发布7条信息，市级信息公开平台发布了62条信息，其中有31条信息既在市级信息公开平台又在门户网站发布，中心管理办公室2017年累计共发布了116条信息。',
  ],
  '6': ['2017年，中心管理办公室没有收到要求公开政府信息的申请。'],
  '8': [
    '2017年中心管理办公室信息公开工作中还存在一些问题：一是部分信息公开欠规范，二是一些信息公开不及时。',
    '一是加强日常信息公开工作，落实保障责任。',
  ],
};

const PENDING: AnnualReturn['pending']['listed'] = (['portal', 'municipal', 'portal'] as const).map(
  (channel, index) => ({
    itemId: `${index}`.repeat(64),
    number: index === 2 ? null : `2017-000${index + 1}`,
    title: '一份不得出现的标题',
    channel,
    state: index === 2 ? ('unconfirmed' as const) : ('handed-over' as const),
    since: Date.parse('2017-12-29T09:00:00+08:00'),
  }),
);

const on = (...ids: readonly string[]) => ids.map((channel) => ({ channel, month: '2022-03' }));

/** An amendment in the layout in force since 2021: every part of a return has something in it. */
export const return2022 = (overrides: Partial<AnnualReturn> = {}): AnnualReturn => {
  const channels: AnnualReturn['channels'] = [
    { id: 'portal', name: '门户网站', formRow: 'website', practice: false },
    { id: 'provincial', name: '虚构省政务服务网', formRow: 'website', practice: false },
    { id: 'wechat', name: '政务微信', formRow: 'wechat', practice: false },
  ];
  const annual = annualOf(
    [
      { items: 30, on: on('portal') },
      { items: 4, on: on('provincial') },
      { items: 12, on: on('portal', 'wechat') },
      { items: 5, on: on('portal', 'provincial', 'wechat') },
    ],
    { year: 2022, channels },
  );
  return {
    ...annual,
    revision: 4,
    state: 'filed',
    amendment: { number: 1, amends: 2, reason: '一条信息误发，已撤下。' },
    form: FORM_2021,
    cells: filled(FORM_2021, CELLS_2022, (id) =>
      id.startsWith('table3') || id.startsWith('table4') ? 0 : null,
    ),
    sections: FORM_2021.sections.map(({ id, heading }) => ({
      id,
      heading,
      paragraphs: PARAGRAPHS_2022[id] ?? [],
      edited: id === '1',
    })),
    quarters: [10, 12, 14, 15].map((total, index) => ({
      ...annual.count,
      quarter: ([1, 2, 3, 4] as const)[index] ?? 1,
      total,
      published: total + index,
      firstPublishedEarlier: index,
      channels: { portal: total, provincial: index, wechat: 2 * index },
    })),
    months: channels.map(({ id }, index) => ({
      channel: id,
      items: Array.from({ length: 12 }, (_month, month) =>
        index === 0 ? 4 + (month % 3) : month % (index + 1),
      ),
    })),
    disclosureDays: [
      { workingDays: 0, items: 6 },
      { workingDays: 3, items: 21 },
      { workingDays: 12, items: 9 },
      { workingDays: 20, items: 5 },
      { workingDays: 21, items: 3 },
      { workingDays: 45, items: 2 },
      { workingDays: 140, items: 1 },
    ],
    differences: {
      since: 2,
      cells: [
        { id: 'table2/2.1.2/made', words: '“行政规范性文件”行“本年制发件数”列', before: 3, after: 2 },
        { id: 'table2/2.5.1/processed', words: '“行政许可”行“本年处理决定数量”列', before: null, after: '/' },
      ],
      figures: [
        { name: 'total', before: 52, after: 51 },
        { name: 'channels/portal', before: 48, after: 47 },
        { name: 'regions/portal+wechat', before: 13, after: 12 },
        { name: 'withdrawnAsError', before: null, after: 1 },
      ],
      items: [
        {
          itemId: 'd'.repeat(64),
          number: '2022-0031',
          what: 'changed',
          before: {
            standing: 'counted',
            channels: ['portal', 'wechat'],
            months: [3, 3],
            kind: 'document',
            withdrawn: false,
            late: false,
            others: [],
          },
          after: {
            standing: 'in-error',
            channels: ['portal', 'wechat'],
            months: [3, 3],
            kind: 'brief',
            withdrawn: true,
            late: true,
            others: ['e'.repeat(64)],
          },
        },
      ],
    },
    inputsVersion: 2,
    evidence: { lines: 73, merkleRoot: 'cd'.repeat(32) },
    builtAt: Date.parse('2023-01-18T15:30:00+08:00'),
    ...overrides,
  };
};

const PARAGRAPHS_2022: Readonly<Record<string, readonly string[]>> = {
  '1': ['2022年，本单位主动公开政府信息51条。'],
  '5': ['一些信息公开不及时，今后将及时公开。'],
  '6': ['没有其他需要报告的事项。'],
};

const CELLS_2022: Readonly<Record<string, CellValue>> = {
  'table2/2.1.1/made': 0,
  'table2/2.1.1/repealed': 0,
  'table2/2.1.1/valid': 0,
  'table2/2.1.2/made': 2,
  'table2/2.1.2/repealed': 1,
  'table2/2.1.2/valid': 9,
  'table2/2.5.1/processed': '/',
  'table2/2.6.1/processed': '-',
  'table2/2.8.1/amount': 12.5,
  'table3/1/naturalPerson': 5,
  'table3/1/legalPerson.commercial': 2,
  'table3/1/total': 7,
  'table3/2/naturalPerson': 1,
  'table3/2/total': 1,
  'table3/3.1/naturalPerson': 4,
  'table3/3.1/legalPerson.commercial': 1,
  'table3/3.1/total': 5,
  'table3/3.4.1/naturalPerson': 2,
  'table3/3.4.1/total': 2,
  'table3/3.7/naturalPerson': 6,
  'table3/3.7/legalPerson.commercial': 1,
  'table3/3.7/total': 7,
  'table3/4/legalPerson.commercial': 1,
  'table3/4/total': 1,
  'table4/review/maintain': 1,
  'table4/review/total': 1,
};
