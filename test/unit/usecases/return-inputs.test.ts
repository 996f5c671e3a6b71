import { describe, expect, it } from 'vitest';
import { NO_INPUTS, type ReturnInputs } from '../../../lib/domain/form/return-inputs.ts';
import { createFillForm } from '../../../lib/usecases/fill-form.ts';
import { createPutReturnInputs } from '../../../lib/usecases/put-return-inputs.ts';
import { createReadReturnInputs, type ReturnInputsView } from '../../../lib/usecases/read-return-inputs.ts';
import { COUNT_OF_2017 } from '../../examples/count-of-2017.ts';
import { openOffice } from '../../examples/office.ts';

const NOON_OF_2018 = Date.parse('2018-01-31T12:00:00+08:00');

const openInputs = async (now = NOON_OF_2018) => {
  const { engine, clock, configuration } = await openOffice({}, now);
  const { returns } = engine;
  const put = createPutReturnInputs({ returns, clock });
  const read = createReadReturnInputs({
    countYear: async (year) => ({ ...COUNT_OF_2017, year }),
    fillForm: createFillForm({ returns, policies: configuration.policies }),
    definitions: configuration.channels,
    clock,
  });
  return {
    clock,
    returns,
    put: (year: number, inputs: Partial<ReturnInputs>, ifVersion: number | null = null, by = 'token:a') =>
      put(year, { inputs: { ...NO_INPUTS, ...inputs }, ifVersion, reason: null }, by),
    view: async (year: number): Promise<ReturnInputsView> => {
      const answer = await read(year);
      if (answer.outcome !== 'found') throw new Error(answer.outcome);
      return answer.view;
    },
    read,
  };
};

const cellOf = (view: ReturnInputsView, id: string) => view.cells.find((cell) => cell.id === id);

describe('what people enter for a return', () => {
  it('is kept version by version, each with who, when and why', async () => {
    const { put, returns, clock } = await openInputs();
    expect(await put(2017, { cells: { '3.1': 0 } }, 0)).toEqual({ outcome: 'recorded', version: 1 });
    clock.set(NOON_OF_2018 + 60_000);
    expect(await put(2017, { cells: { '3.1': 1 } }, 1, 'token:b')).toEqual({
      outcome: 'recorded',
      version: 2,
    });

    expect(await returns.readInputs(2017, 1)).toMatchObject({
      changedAt: NOON_OF_2018,
      changedBy: 'token:a',
      inputs: { cells: { '3.1': 0 } },
    });
    expect(await returns.readInputs(2017)).toMatchObject({ version: 2, changedBy: 'token:b' });
  });

  it('makes no new version when it is the same, whatever version was read', async () => {
    const { put, returns } = await openInputs();
    await put(2017, { cells: { '3.1': 0, '6': '/' }, measures: ['统一格式。'] }, 0);
    const again = { cells: { '6': '/' as const, '3.1': -0, '3.2': null }, measures: ['统一格式。'] };

    expect(await put(2017, again, 0)).toEqual({ outcome: 'unchanged', version: 1 });
    expect(await put(2017, again, null, 'token:b')).toEqual({ outcome: 'unchanged', version: 1 });
    expect(await returns.readInputs(2017, 2)).toBeUndefined();
  });

  it('keeps 0, / and - apart, and a blank as nothing', async () => {
    const { put, returns } = await openInputs();
    await put(2017, { cells: { '3.1': -0, '3.2': null, '6': '/', '7': '-' } });
    expect((await returns.readInputs(2017))?.inputs.cells).toEqual({ '3.1': 0, '6': '/', '7': '-' });

    expect(await put(2017, { cells: { '3.1': '/', '6': '/', '7': '-' } })).toMatchObject({ version: 2 });
    expect(await put(2017, { cells: { '3.1': '-', '6': '/', '7': '-' } })).toMatchObject({ version: 3 });
    expect(await put(2017, { cells: { '6': '/', '7': '-' } })).toMatchObject({ version: 4 });
  });

  it('of which somebody else has changed the version read is not stored', async () => {
    const { put, returns } = await openInputs();
    await put(2017, { cells: { '3.1': 0 } }, 0, 'token:b');

    const stale = await put(2017, { cells: { '3.1': 5 } }, 0);
    expect(stale).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'inputs-stale', pointer: '/ifVersion' },
    });
    expect(JSON.stringify(stale)).toContain('填报数据已由 token:b 改为第1版');
    expect(await put(2018, { cells: { table9: 1 } }, 3)).toMatchObject({ outcome: 'invalid' });
    expect(await put(2017, { cells: { '3.1': 5 } }, 2)).toMatchObject({ outcome: 'conflict' });
    expect((await returns.readInputs(2017))?.version).toBe(1);
  });

  it('takes another number when somebody was first without having been read', async () => {
    const { put, returns } = await openInputs();
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map((figure) => put(2017, { cells: { '3.1': figure } })),
    );
    expect(new Set(outcomes.map((outcome) => ('version' in outcome ? outcome.version : 0)))).toEqual(
      new Set([1, 2, 3, 4, 5]),
    );
    expect((await returns.readInputs(2017))?.version).toBe(5);
  });

  it('that the form refuses is not stored', async () => {
    const { put, returns } = await openInputs();
    expect(await put(2017, { cells: { '3.1': 1, '3.2': -1, '3.9': null } })).toMatchObject({
      outcome: 'invalid',
      violations: [
        { code: 'cell-negative', pointer: '/cells/3.2' },
        { code: 'cell-unknown', pointer: '/cells/3.9' },
      ],
    });
    expect(await returns.readInputs(2017)).toBeUndefined();
  });

  it.each([
    { year: 2019, code: 'form-not-offered' },
    { year: 2020, code: 'form-not-offered' },
    { year: 2027, code: 'year-in-future' },
  ])('is not taken or shown for $year: $code', async ({ year, code }) => {
    const { put, read } = await openInputs(Date.parse('2026-11-03T12:00:00+08:00'));
    const refused = { outcome: 'invalid', violations: [{ code, pointer: '/year' }] };
    expect(await put(year, {})).toMatchObject(refused);
    expect(await read(year)).toMatchObject(refused);
  });

  it('may be entered for a year under way', async () => {
    const { put } = await openInputs();
    expect(await put(2018, { cells: { '3.1': 3 } })).toMatchObject({ outcome: 'recorded' });
  });
});

describe('the inputs of a year as they are shown', () => {
  it('have every cell with what the ledger knows, before anybody has entered anything', async () => {
    const { view } = await openInputs();
    const shown = await view(2017);
    expect(shown).toMatchObject({ version: 0, changedAt: null, form: { id: 'form-2014', version: 1 } });
    expect(shown.cells).toHaveLength(58);
    expect(cellOf(shown, '1.1')).toEqual({
      id: '1.1',
      table: 'statistics',
      part: '一、主动公开情况',
      words: '“一、（一）主动公开政府信息数”',
      unit: '条',
      decimals: 0,
      value: 116,
      from: 'ledger',
      proposed: 116,
      lastYear: null,
    });
    expect(cellOf(shown, '2.2.3')).toMatchObject({ value: 5, from: 'ledger' });
    expect(cellOf(shown, '3.1')).toMatchObject({ value: null, from: null });
    expect(shown.findings.every(({ code }) => code === 'cells-blank')).toBe(true);
    expect(shown.lastYear).toBeNull();
  });

  it('show what was entered, and warn where it differs from the ledger', async () => {
    const { put, view } = await openInputs();
    const elsewhere = { '1.2.1': '/', '1.2.3': '/', '1.2.4': '/', '1.2.5': '/' } as const;
    await put(2017, { cells: { '1.1': 147, '1.2.2': 147, ...elsewhere }, measures: ['按月自查。'] });
    const shown = await view(2017);
    expect(shown).toMatchObject({
      version: 1,
      changedBy: 'token:a',
      changedAt: '2018-01-31T12:00:00+08:00',
      inputs: { measures: ['按月自查。'] },
    });
    expect(cellOf(shown, '1.1')).toMatchObject({ value: 147, from: 'entered', proposed: 116 });
    const codes = shown.findings.map(({ code }) => code);
    expect(codes.filter((code) => code !== 'cells-blank')).toEqual([
      'A5',
      'A6',
      'differs-from-ledger',
      'differs-from-ledger',
    ]);
  });

  it('compare with what was entered last year', async () => {
    const { put, view } = await openInputs();
    await put(2016, { cells: { '3.1': 3, '3.2': 2 }, measures: ['缩短答复时间。'] });
    await put(2017, { cells: { '3.1': 4, '3.2': 6 } });
    const shown = await view(2017);
    expect(shown.lastYear).toEqual({ year: 2016, version: 1, measures: ['缩短答复时间。'] });
    expect(cellOf(shown, '3.1')).toMatchObject({ value: 4, lastYear: 3 });
    expect(shown.findings).toContainEqual(expect.objectContaining({ code: 'C6', cells: ['3.2', '3.1'] }));
  });

  it('compare nothing with a year of another form, but take up its measures', async () => {
    const { put, view, returns } = await openInputs(Date.parse('2026-11-03T12:00:00+08:00'));
    await returns.putInputs({
      year: 2020,
      version: 1,
      inputs: { ...NO_INPUTS, cells: { 'table3/4/total': 9 }, measures: ['缩短答复时间。'] },
      changedAt: NOON_OF_2018,
      changedBy: 'token:a',
      reason: null,
    });
    await put(2021, { cells: { 'table3/2/total': 1, 'table2/2.1.1/made': 2 } });
    const shown = await view(2021);
    expect(shown.form.id).toBe('form-2021');
    expect(cellOf(shown, 'table3/2/total')).toMatchObject({ value: 1, lastYear: null });
    expect(shown.lastYear).toMatchObject({ year: 2020, measures: ['缩短答复时间。'] });
    expect(shown.findings.map(({ code }) => code).filter((code) => code !== 'cells-blank')).toEqual(['T2-2']);
  });
});
