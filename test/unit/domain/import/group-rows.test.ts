import { describe, expect, it } from 'vitest';
import { groupRows } from '../../../../lib/domain/import/group-rows.ts';
import type { Grouping } from '../../../../lib/domain/import/grouping.ts';
import { rowOf } from './row-of.ts';

const BODY = 'b'.repeat(64);
const OTHER_BODY = 'c'.repeat(64);
const NUMBER = '虚政服发〔2017〕3号';

const shape = ({ groups, suspects }: Grouping) => ({
  groups: groups.map(({ rows }) => rows.map(({ channel }) => channel).join('+')),
  suspects: suspects.map(({ suspicion }) => suspicion),
});

describe('rows with a body', () => {
  it('are one item when their content is equal, whatever their numbers and dates', () => {
    const rows = [
      rowOf({ contentHash: BODY, documentNumber: NUMBER }),
      rowOf({ contentHash: BODY, channel: 'municipal', publishedAt: '2017-11-01' }),
    ];
    expect(shape(groupRows(rows, []))).toEqual({ groups: ['portal+municipal'], suspects: [] });
    expect(groupRows(rows, []).groups[0]?.itemId).toBe(BODY);
  });

  it('are two items when their content differs, though title and number are equal', () => {
    const rows = [
      rowOf({ contentHash: BODY, documentNumber: NUMBER }),
      rowOf({
        contentHash: OTHER_BODY,
        channel: 'municipal',
        documentNumber: NUMBER,
        publishedAt: '2017-03-02',
      }),
    ];
    expect(shape(groupRows(rows, []))).toEqual({ groups: ['portal', 'municipal'], suspects: [] });
  });
});

describe('rows without a body, with a document number', () => {
  const numbered = [
    rowOf({ documentNumber: NUMBER }),
    rowOf({ documentNumber: '虚政服发[2017] 3号', channel: 'municipal', publishedAt: '2017-11-01' }),
  ];

  it('are one item, however the number is written and however far apart they are', () => {
    expect(shape(groupRows(numbered, []))).toEqual({ groups: ['portal+municipal'], suspects: [] });
  });

  it('are two items under two numbers', () => {
    const [first] = numbered;
    const other = rowOf({ documentNumber: '虚政服发〔2017〕4号', channel: 'municipal' });
    expect(shape(groupRows([first!, other], [])).groups).toHaveLength(2);
    expect(shape(groupRows([first!, other], [])).suspects).toEqual([]);
  });

  it('join the only item with a body that has their title and number', () => {
    const rows = [...numbered, rowOf({ contentHash: BODY, documentNumber: NUMBER, channel: 'provincial' })];
    expect(groupRows(rows, []).groups.map(({ itemId }) => itemId)).toEqual([BODY]);
  });

  it('join the only such item in the ledger, posted live', () => {
    const known = [{ itemId: BODY, documentNumberKey: numbered[0]!.documentNumberKey }];
    expect(groupRows(numbered, known).groups.map(({ itemId }) => itemId)).toEqual([BODY]);
  });

  it('stay apart as suspects where two items could be meant', () => {
    const known = [BODY, OTHER_BODY].map((itemId) => ({
      itemId,
      documentNumberKey: numbered[0]!.documentNumberKey,
    }));
    const { groups, suspects } = groupRows(numbered, known);
    expect(groups).toHaveLength(2);
    expect(suspects).toEqual([
      { suspicion: 'several-candidates', items: [BODY, OTHER_BODY, ...groups.map(({ itemId }) => itemId)] },
    ]);
  });
});

describe('rows without body and number', () => {
  it.each([
    {
      rule: 'merge on different channels within 30 days',
      rows: [rowOf(), rowOf({ channel: 'municipal', publishedAt: '2017-03-31 23:59' })],
      expected: { groups: ['portal+municipal'], suspects: [] },
    },
    {
      rule: 'stay apart after 31 days',
      rows: [rowOf(), rowOf({ channel: 'municipal', publishedAt: '2017-04-01' })],
      expected: { groups: ['portal', 'municipal'], suspects: ['far-apart'] },
    },
    {
      rule: 'stay apart, all of them, when one channel occurs twice',
      rows: [
        rowOf(),
        rowOf({ publishedAt: '2017-03-02' }),
        rowOf({ channel: 'municipal', publishedAt: '2017-03-03' }),
      ],
      expected: { groups: ['portal', 'portal', 'municipal'], suspects: ['channel-twice'] },
    },
    {
      rule: 'stay apart from a row that states a number, and are suspects',
      rows: [rowOf(), rowOf({ channel: 'municipal', publishedAt: '2017-03-02', documentNumber: NUMBER })],
      expected: { groups: ['portal', 'municipal'], suspects: ['partly-stated'] },
    },
    {
      rule: 'stay apart from an item with a body, and are suspects',
      rows: [rowOf(), rowOf({ channel: 'municipal', publishedAt: '2017-03-02', contentHash: BODY })],
      expected: { groups: ['portal', 'municipal'], suspects: ['partly-stated'] },
    },
  ])('$rule', ({ rows, expected }) => {
    expect(shape(groupRows(rows, []))).toEqual(expected);
  });
});

describe('the id of an item without a body', () => {
  it('is that of its earliest row', () => {
    const [early, late] = [
      rowOf({ publishedAt: '2017-03-01' }),
      rowOf({ channel: 'municipal', publishedAt: '2017-03-02' }),
    ];
    const alone = groupRows([early], []).groups[0]?.itemId;
    expect(groupRows([late, early], []).groups.map(({ itemId }) => itemId)).toEqual([alone]);
    expect(alone).toMatch(/^[0-9a-f]{64}$/);
  });

  it('differs between two publications of one title', () => {
    const ids = groupRows([rowOf(), rowOf({ publishedAt: '2017-03-02' })], []).groups.map(
      ({ itemId }) => itemId,
    );
    expect(new Set(ids).size).toBe(2);
  });
});
