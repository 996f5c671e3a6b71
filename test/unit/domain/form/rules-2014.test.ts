import { describe, expect, it } from 'vitest';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { checked, type Entered, filledWith, LEDGER_2017 } from '../../../examples/filled-form.ts';

const CONSISTENT = filledWith(FORM_2014, {
  '1.1': 116,
  '1.1.a': 2,
  '1.1.b': 3,
  '1.2.2': 116,
  '2.1': 1,
  '2.2.1': 2,
  '2.2.1.a': 1,
  '3.1': 9,
  '3.1.1': 4,
  '3.1.4': 5,
  '3.2': 8,
  '3.2.1': 6,
  '3.2.2': 2,
  '3.3': 8,
  '3.3.2': 5,
  '3.3.4': 3,
  '3.3.4.b': 2,
  '3.3.4.f': 1,
  '4': 2,
  '4.1': 2,
  '5': 1,
  '5.3': 1,
  '7': 0.0125,
  '8.3': 3,
  '8.3.1': 1,
  '8.3.2': 2,
  '9.2': 1,
  '9.3': 40,
});

const told = (changes: Entered, circumstances: Parameters<typeof checked>[2] = {}) =>
  checked(FORM_2014, { ...CONSISTENT, ...changes }, circumstances).map(({ code, level, cells }) => ({
    code,
    level,
    cells: cells.slice(0, 2),
  }));

describe('the table of the years to 2018', () => {
  it('passes when it is consistent', () => {
    expect(told({})).toEqual([]);
  });

  it('passes as a year of zeros', () => {
    const ledger = { ...LEDGER_2017, published: 0, sharedByChannels: false };
    expect(checked(FORM_2014, filledWith(FORM_2014), { ledger })).toEqual([]);
  });

  it.each<{ rule: string; changes: Entered; level: string; cells: readonly string[] }>([
    { rule: 'A1', changes: { '1.1.a': 117, '1.1.b': 117 }, level: 'error', cells: ['1.1.a', '1.1'] },
    { rule: 'A2', changes: { '1.1.a': 5 }, level: 'warning', cells: ['1.1.a', '1.1.b'] },
    { rule: 'A3', changes: { '1.2.4': 117 }, level: 'error', cells: ['1.2.4', '1.1'] },
    { rule: 'A4', changes: { '1.2.2': 115 }, level: 'error', cells: ['1.1', '1.2.1'] },
    { rule: 'B1', changes: { '2.2.1.a': 3 }, level: 'error', cells: ['2.2.1.a', '2.2.1'] },
    { rule: 'B1', changes: { '2.2.2.a': 1 }, level: 'error', cells: ['2.2.2.a', '2.2.2'] },
    { rule: 'B2', changes: { '2.1': 3 }, level: 'warning', cells: ['2.1', '2.2.1'] },
    { rule: 'C1', changes: { '3.1.2': 1 }, level: 'error', cells: ['3.1', '3.1.1'] },
    { rule: 'C2', changes: { '3.2.2': 1 }, level: 'error', cells: ['3.2', '3.2.1'] },
    { rule: 'C3', changes: { '3.3.8': 1 }, level: 'error', cells: ['3.3', '3.3.1'] },
    { rule: 'C4', changes: { '3.3.4.a': 1 }, level: 'error', cells: ['3.3.4', '3.3.4.a'] },
    { rule: 'C5', changes: { '3.3': 7, '3.3.2': 4 }, level: 'warning', cells: ['3.2', '3.3'] },
    { rule: 'D1', changes: { '4.3': 1 }, level: 'warning', cells: ['4', '4.1'] },
    { rule: 'D1', changes: { '5': 2 }, level: 'warning', cells: ['5', '5.1'] },
    { rule: 'E1', changes: { '8.3': 4 }, level: 'error', cells: ['8.3', '8.3.1'] },
    { rule: 'E2', changes: { '9.2': 0 }, level: 'warning', cells: ['9.2', '9.3'] },
  ])('$rule is broken by $changes', ({ rule, changes, level, cells }) => {
    expect(told(changes)).toEqual([{ code: rule, level, cells }]);
  });

  it('A5: the total is the ledger’s union of all channels, never the sum of the channels', () => {
    const findings = checked(FORM_2014, { ...CONSISTENT, '1.1': 147, '1.2.2': 147 });
    expect(findings.map(({ code }) => code)).toEqual(['A5', 'A6']);
    expect(findings[0]).toMatchObject({
      level: 'error',
      cells: ['1.1'],
      message: {
        zh: '“一、（一）主动公开政府信息数”（147）＋台账中上年已公开的（0）＋台账中不计入的转载（0），合计147，应等于台账中本年公开的信息（去重）（116），相差31。相同信息通过不同渠道和方式公开计1条；台账逐条去重后就是这个数。',
        en: '[row 1.1 (items disclosed proactively): 147] + [of them public before the year: 0] + [reposts left out of the count: 0], together 147 has to equal [items public in the ledger, each once: 116]; the difference is 31. The same information through different channels and ways counts once; the ledger has the union item by item.',
      },
    });
  });

  it('reconciles with what was public before the year and with reposts that are left out', () => {
    const ledger = { ...LEDGER_2017, published: 130, firstPublishedEarlier: 10, repostsLeftOut: 4 };
    expect(told({ '1.2.2': 130 }, { ledger })).toEqual([]);
    expect(told({ '1.2.2': 131 }, { ledger })).toMatchObject([{ code: 'A3' }]);
    expect(told({ '1.2.2': 125 }, { ledger })).toMatchObject([{ code: 'A4' }]);
    expect(told({ '1.2.2': 126 }, { ledger })).toEqual([]);
  });

  it('A6: rows that share items do not add up to the total', () => {
    const rows = { '1.2.2': 66, '1.2.4': 50 };
    const ledger = { ...LEDGER_2017, sharedByFormRows: true };
    expect(told(rows, { ledger })).toMatchObject([{ code: 'A6', level: 'warning', cells: ['1.1', '1.2.1'] }]);
    expect(told({ ...rows, '1.2.2': 80 }, { ledger })).toEqual([]);
    expect(told(rows, { ledger: { ...LEDGER_2017, sharedByChannels: false } })).toEqual([]);
  });

  it('A6 stays silent where nothing is shared, and where the total is the ledger’s', () => {
    const alone = { ...LEDGER_2017, sharedByChannels: false };
    expect(told({ '1.1': 120, '1.2.2': 120 }, { ledger: alone })).toMatchObject([{ code: 'A5' }]);
    expect(told({}, { ledger: { ...LEDGER_2017, published: 130, repostsLeftOut: 14 } })).toEqual([]);
  });

  it('C6: what was concluded beyond what came in was left open last year', () => {
    const concluded = { '3.2': 11, '3.2.1': 9, '3.3': 11, '3.3.2': 8 };
    const lastYear = filledWith(FORM_2014, { '3.1': 5, '3.2': 4 });
    expect(told(concluded)).toEqual([]);
    expect(told(concluded, { lastYear })).toMatchObject([
      { code: 'C6', level: 'warning', cells: ['3.2', '3.1'] },
    ]);
    expect(told(concluded, { lastYear: { ...lastYear, '3.1': 6 } })).toEqual([]);
    expect(told({}, { lastYear: { ...lastYear, '3.2': 9 } })).toEqual([]);
    expect(told(concluded, { lastYear: { ...lastYear, '3.1': null } })).toEqual([]);
    expect(told(concluded, { lastYear: { ...lastYear, '3.2': null } })).toEqual([]);
  });

  it('E3: where nothing came in, nothing was concluded, answered or charged for', () => {
    const none = { '3.1': 0, '3.1.1': 0, '3.1.4': 0 };
    const finding = checked(FORM_2014, { ...CONSISTENT, ...none }).find(({ code }) => code === 'E3');
    expect(finding?.cells).toEqual([
      '3.1',
      '3.2',
      '3.2.1',
      '3.2.2',
      '3.3',
      '3.3.2',
      '3.3.4',
      '3.3.4.b',
      '3.3.4.f',
      '7',
    ]);
    expect(finding?.message.zh).toContain('“三、（一）收到申请数”（0）没有数，“三、（二）申请办结数”（8）、');
    expect(finding?.message.zh).toContain('“七、依申请公开信息收取的费用”（0.0125）却不是0。');
  });

  it('names the cells with their values', () => {
    const [finding] = checked(FORM_2014, { ...CONSISTENT, '3.1.2': 1 });
    expect(finding?.message).toEqual({
      zh: '“三、（一）收到申请数”（9）应等于“三、（一）收到申请数 1．当面申请数”（4）＋“三、（一）收到申请数 2．传真申请数”（1）＋“三、（一）收到申请数 3．网络申请数”（0）＋“三、（一）收到申请数 4．信函申请数”（5），合计10，相差1。总数等于各分项之和。',
      en: '[row 3.1 (applications received): 9] has to equal [row 3.1.1 (in person): 4] + [row 3.1.2 (by fax): 1] + [row 3.1.3 (over the network): 0] + [row 3.1.4 (by letter): 5], together 10; the difference is 1. The whole is the sum of its parts.',
    });
  });
});

describe('0, blank, / and -', () => {
  it.each(['/', '-'] as const)('%s is nothing in a sum, and stays what it is', (mark) => {
    expect(told({ '3.1.2': mark, '3.1.3': mark })).toEqual([]);
    const [finding] = checked(FORM_2014, { ...CONSISTENT, '3.1.1': mark });
    expect(finding).toMatchObject({ code: 'C1', cells: ['3.1', '3.1.1', '3.1.2', '3.1.3', '3.1.4'] });
    expect(finding?.message.zh).toContain(`1．当面申请数”（${mark}）`);
  });

  it('a blank leaves its rules without a say, and is told instead', () => {
    const findings = checked(FORM_2014, { ...CONSISTENT, '3.1': 99, '3.1.2': null });
    expect(findings.map(({ code }) => code)).toEqual(['cells-blank']);
    expect(findings[0]).toMatchObject({
      level: 'warning',
      cells: ['3.1.2'],
      message: {
        zh: '“三、依申请公开情况”有1格空白：“三、（一）收到申请数 2．传真申请数”。空白表示不详，不等于0；没有的填0。',
      },
    });
  });

  it('blanks are told part by part, and counted', () => {
    const { '6': _six, '8.1': _first, '8.2': _second, ...rest } = CONSISTENT;
    const blanks = checked(FORM_2014, rest);
    expect(blanks.map(({ cells }) => cells)).toEqual([['6'], ['8.1', '8.2']]);
    expect(blanks[0]?.message.zh).toContain('“六、举报投诉数量”有1格空白（全部）');
  });
});

describe('against the ledger', () => {
  it('an entered figure that differs is warned of, naming both', () => {
    const [finding] = checked(FORM_2014, { ...CONSISTENT, '1.1.a': 1 }, { proposal: { '1.1.a': 2 } });
    expect(finding).toEqual({
      code: 'differs-from-ledger',
      level: 'warning',
      cells: ['1.1.a'],
      message: {
        zh: '“一、（一）主动公开政府信息数 其中：主动公开规范性文件数”（1）与台账中的数（2）不一致。以填报的数为准。',
        en: '[row 1.1.a (of these, normative documents): 1] differs from the ledger, which has 2. What was entered stands.',
      },
    });
  });

  it('/ in place of a figure that the ledger has differs too', () => {
    expect(told({ '1.2.1': '/' }, { proposal: { '1.2.1': 0 } })).toMatchObject([
      { code: 'differs-from-ledger' },
    ]);
    expect(told({ '1.2.1': 0 }, { proposal: { '1.2.1': 0 } })).toEqual([]);
  });

  it('nothing is measured by a ledger that does not know the whole year, and that is said', () => {
    const ledger = { ...LEDGER_2017, published: null, firstPublishedEarlier: null, repostsLeftOut: null };
    const findings = checked(FORM_2014, { ...CONSISTENT, '1.1': 300, '1.2.2': 280, '1.2.3': 20 }, { ledger });
    expect(findings).toMatchObject([
      {
        code: 'ledger-incomplete',
        level: 'warning',
        message: {
          zh: '台账对本年部分日期的公开情况不详，无法用它核对填报的数（规则A3、A4、A5、A6未核对）。',
        },
      },
    ]);
  });

  it('tells errors first', () => {
    const levels = checked(FORM_2014, { ...CONSISTENT, '1.1.a': 5, '8.3': 4, '6': null }).map(
      ({ level }) => level,
    );
    expect(levels).toEqual(['error', 'warning', 'warning']);
  });
});
