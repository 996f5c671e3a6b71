import { describe, expect, it } from 'vitest';
import { fillCells } from '../../../../lib/domain/form/fill-cells.ts';
import { FORM_2014 } from '../../../../lib/domain/form/form-2014.ts';
import { ledgerFigures } from '../../../../lib/domain/form/ledger-figures.ts';
import { type KnownFigures, proposeCells } from '../../../../lib/domain/form/propose-cells.ts';

const known = (changes: Partial<KnownFigures> = {}): KnownFigures => ({
  count: { total: 116, formRows: { website: 116 } },
  channels: [
    { id: 'portal', formRow: 'website' },
    { id: 'provincial', formRow: 'website' },
    { id: 'weibo', formRow: 'weibo' },
  ],
  unknown: [],
  normativeDocuments: 2,
  interpretations: 5,
  ...changes,
});

const unknown = (...channels: readonly string[]) =>
  channels.map((channel) => ({ channel, nothingKnown: true }));

describe('what the ledger proposes for the form up to 2018', () => {
  it('is the total, the rows of the channels, normative documents and interpretations', () => {
    expect(proposeCells('form-2014', known())).toEqual({
      '1.1': 116,
      '1.1.a': 2,
      '1.2.1': null,
      '1.2.2': 116,
      '1.2.3': 0,
      '1.2.4': null,
      '1.2.5': null,
      '2.2.3': 5,
    });
  });

  it('leaves a row blank where nothing is known of any of its channels', () => {
    expect(proposeCells('form-2014', known({ unknown: unknown('weibo') }))['1.2.3']).toBeNull();
  });

  it('has 0 for a row of which one channel is known', () => {
    const nothing = { count: { total: 0, formRows: {} }, unknown: unknown('portal') };
    expect(proposeCells('form-2014', known(nothing))['1.2.2']).toBe(0);
  });

  it('leaves the totals blank where nothing is known of any channel', () => {
    const nothing = {
      count: { total: 0, formRows: {} },
      unknown: unknown('portal', 'provincial', 'weibo'),
      normativeDocuments: 0,
      interpretations: 0,
    };
    const proposal = proposeCells('form-2014', known(nothing));
    expect(Object.values(proposal).filter((value) => value !== null)).toEqual([]);
  });

  it('counts what stands on channels that are configured no more', () => {
    const gone = { channels: [], count: { total: 5, formRows: { website: 5 } } };
    expect(proposeCells('form-2014', known(gone))).toMatchObject({ '1.1': 5, '1.1.a': 2, '1.2.2': 5 });
  });

  it('takes a channel of which part of the year is known for known', () => {
    const partly = { unknown: [{ channel: 'weibo', nothingKnown: false }] };
    expect(proposeCells('form-2014', known(partly))['1.2.3']).toBe(0);
  });

  it('has zeros for a year with nothing in it', () => {
    const nothing = { count: { total: 0, formRows: {} }, normativeDocuments: 0, interpretations: 0 };
    expect(proposeCells('form-2014', known(nothing))).toMatchObject({ '1.1': 0, '1.1.a': 0, '2.2.3': 0 });
  });
});

it('the ledger fills no cell of the form from 2021: none of them is in it for certain', () => {
  expect(proposeCells('form-2021', known())).toEqual({});
});

describe('a filled cell', () => {
  const [cell] = FORM_2014.cells;
  const fill = (entered: Parameters<typeof fillCells>[1], proposal: Parameters<typeof fillCells>[2]) =>
    fillCells({ cells: cell === undefined ? [] : [cell] }, entered, proposal);

  it.each([
    { entered: {}, proposed: {}, value: null, from: null, kept: null },
    { entered: {}, proposed: { '1.1': 116 }, value: 116, from: 'ledger', kept: 116 },
    { entered: { '1.1': 117 }, proposed: { '1.1': 116 }, value: 117, from: 'entered', kept: 116 },
    { entered: { '1.1': 0 }, proposed: { '1.1': 116 }, value: 0, from: 'entered', kept: 116 },
    { entered: { '1.1': '/' as const }, proposed: { '1.1': 116 }, value: '/', from: 'entered', kept: 116 },
    { entered: { '1.1': '-' as const }, proposed: {}, value: '-', from: 'entered', kept: null },
    { entered: { '1.1': null }, proposed: { '1.1': 116 }, value: 116, from: 'ledger', kept: 116 },
    { entered: {}, proposed: { '1.1': 0 }, value: 0, from: 'ledger', kept: 0 },
  ])('with $entered over $proposed is $value', ({ entered, proposed, value, from, kept }) => {
    expect(fill(entered, proposed)).toEqual([{ id: '1.1', value, from, proposed: kept }]);
  });

  it('stands for every cell of the form, in its order', () => {
    expect(fillCells(FORM_2014, {}, {}).map(({ id }) => id)).toEqual(FORM_2014.cells.map(({ id }) => id));
  });
});

describe('the ledger’s figures', () => {
  const count = {
    total: 100,
    published: 116,
    firstPublishedEarlier: 10,
    overlaps: [{ channels: ['municipal', 'portal'], items: 31 }],
    formRows: { website: 116, weibo: 20 },
  };

  it('tell what a repost policy leaves out, and whether items are shared', () => {
    expect(ledgerFigures(count, [])).toEqual({
      published: 116,
      firstPublishedEarlier: 10,
      repostsLeftOut: 6,
      sharedByChannels: true,
      sharedByFormRows: true,
    });
    expect(ledgerFigures({ ...count, overlaps: [], formRows: { website: 116 } }, [])).toMatchObject({
      sharedByChannels: false,
      sharedByFormRows: false,
    });
  });

  it('are no measure where days are unknown', () => {
    expect(ledgerFigures(count, [{}])).toMatchObject({
      published: null,
      firstPublishedEarlier: null,
      repostsLeftOut: null,
    });
  });
});
