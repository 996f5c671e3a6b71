import { describe, expect, it } from 'vitest';
import { parseTable } from '../../../../lib/domain/import/parse-table.ts';
import { instantOf } from '../../../../lib/domain/shanghai-time.ts';

const CONTEXT = {
  channels: new Map([
    ['门户网站', 'portal'],
    ['portal', 'portal'],
    ['市级信息公开平台', 'municipal'],
    ['municipal', 'municipal'],
  ]),
  now: instantOf('2018-01-03 10:00')!.instant,
};

const parse = (...lines: readonly (readonly string[])[]) =>
  parseTable(
    lines.map((cells, index) => ({ row: index + 1, cells })),
    CONTEXT,
  );
const HEADER = ['渠道', '标题', '发布时间', '网址'];
const GOOD = ['门户网站', '（虚构）通知', '2017-03-05', ''];

const problems = (...lines: readonly (readonly string[])[]) => {
  const parsed = parse(...lines);
  return parsed.outcome === 'invalid'
    ? parsed.violations.map(({ code, pointer }) => `${code} ${pointer}`)
    : 'parsed';
};

describe('column names', () => {
  it('may be Chinese or English, of any width and case', () => {
    const chinese = parse(['渠道', '标题', '发布时间'], ['portal', '（虚构）通知', '2017-03-05']);
    const english = parse(
      ['Channel', 'ＴＩＴＬＥ', ' publishedat '],
      ['门户网站', '（虚构）通知', '2017/3/5'],
    );
    expect(chinese.outcome).toBe('parsed');
    const identities = [chinese, english].map((parsed) =>
      parsed.outcome === 'parsed' ? parsed.rows.map(({ stated }) => stated.identity) : [],
    );
    expect(identities[0]).toEqual(identities[1]);
  });

  it.each([
    { what: 'an unknown one', header: [...HEADER, '备注'], found: ['column-unknown /header/4'] },
    ...[';', '；', '，', '\t'].map((separator) => ({
      what: `names separated by ${JSON.stringify(separator)}`,
      header: [HEADER.join(separator)],
      found: ['separator-wrong /header/0'],
    })),
    { what: 'one twice', header: [...HEADER, 'title'], found: ['column-duplicate /header/title'] },
    { what: 'a missing one', header: ['渠道', '标题'], found: ['column-missing /header/publishedAt'] },
  ])('refuse the file for $what', ({ header, found }) => {
    expect(problems(header, GOOD)).toEqual(found);
  });
});

describe('a broken row', () => {
  it.each([
    { what: 'no title', row: ['portal', ' ', '2017-03-05', ''], found: ['blank /rows/3/title'] },
    { what: 'no channel', row: ['', '（虚构）通知', '2017-03-05', ''], found: ['blank /rows/3/channel'] },
    {
      what: 'a channel nobody knows',
      row: ['论坛', '（虚构）通知', '2017-03-05', ''],
      found: ['channel-unknown /rows/3/channel'],
    },
    { what: 'no date', row: ['portal', '（虚构）通知', '', ''], found: ['blank /rows/3/publishedAt'] },
    {
      what: 'a day that does not exist',
      row: ['portal', '（虚构）通知', '2017-02-30', ''],
      found: ['date-invalid /rows/3/publishedAt'],
    },
    {
      what: 'a date in the future',
      row: ['portal', '（虚构）通知', '2018-01-04', ''],
      found: ['date-in-future /rows/3/publishedAt'],
    },
    {
      what: 'an address that is none',
      row: ['portal', '（虚构）通知', '2017-03-05', 'javascript:alert(1)'],
      found: ['url-invalid /rows/3/url'],
    },
    { what: 'too few cells', row: ['portal', '（虚构）通知'], found: ['row-cells /rows/3'] },
    {
      what: 'too many cells',
      row: ['portal', '（虚构）通知', '2017-03-05', '', '多'],
      found: ['row-cells /rows/3'],
    },
    {
      what: 'a title as long as a body',
      row: ['portal', '虚'.repeat(301), '2017-03-05', ''],
      found: ['title-too-long /rows/3/title'],
    },
    {
      what: 'everything at once',
      row: ['', '', '昨天', '没有'],
      found: [
        'blank /rows/3/channel',
        'blank /rows/3/title',
        'date-invalid /rows/3/publishedAt',
        'url-invalid /rows/3/url',
      ],
    },
  ])('with $what refuses the whole file and says where', ({ row, found }) => {
    expect(problems(HEADER, GOOD, row)).toEqual(found);
  });

  it('is told in Chinese and English, with its row, its column and how to mend it', () => {
    const parsed = parse(HEADER, GOOD, ['portal', '（虚构）通知', '昨天', '']);
    expect(parsed).toMatchObject({
      violations: [
        {
          message: {
            zh: expect.stringMatching(/^第3行“发布时间”列“昨天”不是有效日期。请填写/),
            en: expect.stringMatching(/^Row 3, column "publishedAt": "昨天" is no date\. Give/),
          },
        },
      ],
    });
  });

  it('is one of two that agree in everything but the body', () => {
    const header = ['渠道', '标题', '发布时间', '正文'];
    const [first, same, other] = ['甲', '甲', '乙'].map((body) => [
      'portal',
      '（虚构）通知',
      '2017-03-05',
      body,
    ]);
    expect(problems(header, first!, other!)).toEqual(['row-contradicts /rows/3/body']);
    expect(problems(header, first!, same!)).toBe('parsed');
  });

  it('does not hide the others, up to a number that serves somebody', () => {
    const broken = Array.from({ length: 300 }, () => ['portal', '', '2017-03-05', '']);
    const found = problems(HEADER, ...broken);
    expect(found).toHaveLength(201);
    expect(found.at(-1)).toBe('more-problems ');
  });
});

it('takes words of kind and origin in Chinese or English, and refuses others', () => {
  const header = ['渠道', '标题', '发布时间', '类别', '来源'];
  const parsed = parse(header, ['portal', '（虚构）通知', '2017-03-05', '政策解读', '转载']);
  expect(parsed).toMatchObject({ rows: [{ row: 2, stated: { kind: 'interpretation', origin: 'repost' } }] });
  expect(problems(header, ['portal', '（虚构）通知', '2017-03-05', '小说', ''])).toEqual([
    'word-unknown /rows/2/kind',
  ]);
});

it('refuses a file without rows', () => {
  expect(problems(HEADER)).toEqual(['import-empty ']);
  expect(problems()).toEqual(['import-empty ']);
});
