import { describe, expect, it } from 'vitest';
import { RETURN_INPUTS_VIEW } from '../../examples/return-inputs-view.ts';
import { apiUnderTest, problemOf } from './api-under-test.ts';

const ADDRESS = '/v1/returns/2017/inputs';
const many = <Value>(count: number, value: Value): readonly Value[] =>
  Array.from({ length: count }, () => value);

/** Nothing that is refused may reach the use case. */
const refused = async (body: unknown) => {
  const put: unknown[] = [];
  const api = await apiUnderTest({
    useCases: {
      putReturnInputs: async (_year, order) => {
        put.push(order);
        return { outcome: 'recorded', version: 1 };
      },
    },
  });
  const answer = await api.send('PUT', ADDRESS, body);
  expect({ status: answer.status, put }).toEqual({ status: 422, put: [] });
  return (await problemOf(answer)).errors.map(({ code, pointer }) => ({ code, pointer }));
};

describe('inputs of the wrong shape', () => {
  it.each([
    {
      what: 'a figure in quotes',
      body: { cells: { '3.1': '5' } },
      code: 'cell-value-form',
      pointer: '/cells/3.1',
    },
    { what: 'a word', body: { cells: { '3.1': '无' } }, code: 'cell-value-form', pointer: '/cells/3.1' },
    {
      what: 'a full-width mark',
      body: { cells: { '3.1': '／' } },
      code: 'cell-value-form',
      pointer: '/cells/3.1',
    },
    {
      what: 'a truth value in a table',
      body: { cells: { 'table3/3.1/total': true } },
      code: 'cell-value-form',
      pointer: '/cells/table3~13.1~1total',
    },
    { what: 'a list of cells', body: { cells: [] }, code: 'wrong-type', pointer: '/cells' },
    { what: 'an unknown member', body: { cell: {} }, code: 'unknown-member', pointer: '/cell' },
    {
      what: 'an empty paragraph',
      body: { sections: { '1': [''] } },
      code: 'too-short',
      pointer: '/sections/1/0',
    },
    { what: 'no paragraph', body: { sections: { '1': [] } }, code: 'too-few', pointer: '/sections/1' },
    {
      what: 'a paragraph of two lines',
      body: { sections: { '1': ['一\n二'] } },
      code: 'control-character',
      pointer: '/sections/1/0',
    },
    {
      what: 'a paragraph that is too long',
      body: { sections: { '1': ['字'.repeat(5001)] } },
      code: 'too-long',
      pointer: '/sections/1/0',
    },
    {
      what: 'too many paragraphs',
      body: { sections: { '1': many(201, '字') } },
      code: 'too-many',
      pointer: '/sections/1',
    },
    { what: 'too many measures', body: { measures: many(51, '字') }, code: 'too-many', pointer: '/measures' },
    {
      what: 'more cells than any form has',
      body: { cells: Object.fromEntries(many(401, 0).map((value, at) => [`9.${at}`, value])) },
      code: 'too-many-members',
      pointer: '/cells',
    },
    {
      what: 'a time as the day of filling in',
      body: { signatures: { filledOn: '2018-01-31T10:00:00+08:00' } },
      code: 'day-form',
      pointer: '/signatures/filledOn',
    },
    {
      what: 'a day that never was',
      body: { signatures: { filledOn: '2018-02-30' } },
      code: 'day-form',
      pointer: '/signatures/filledOn',
    },
    { what: 'a version in halves', body: { ifVersion: 0.5 }, code: 'wrong-type', pointer: '/ifVersion' },
  ])('$what: $code', async ({ body, code, pointer }) => {
    expect(await refused(body)).toEqual([{ code, pointer }]);
  });
});

describe('inputs of a return', () => {
  it('that say the least are the whole of it', async () => {
    const put: unknown[] = [];
    const api = await apiUnderTest({
      useCases: {
        putReturnInputs: async (year, order, by) => {
          put.push({ year, order, by });
          return { outcome: 'unchanged', version: 1 };
        },
      },
    });
    const answer = await api.send('PUT', ADDRESS, {}, 'operator');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(RETURN_INPUTS_VIEW);
    expect(put).toEqual([
      {
        year: 2017,
        by: 'token:operator',
        order: {
          inputs: {
            cells: {},
            sections: {},
            measures: [],
            signatures: {
              responsible: null,
              reviewer: null,
              preparer: null,
              telephone: null,
              filledOn: null,
            },
          },
          ifVersion: null,
          reason: null,
        },
      },
    ]);
  });

  it('that somebody has changed meanwhile answer 409', async () => {
    const violation = {
      code: 'inputs-stale',
      pointer: '/ifVersion',
      message: { zh: '已改。', en: 'Changed.' },
    };
    const api = await apiUnderTest({
      useCases: { putReturnInputs: async () => ({ outcome: 'conflict', violation }) },
    });
    const answer = await api.send('PUT', ADDRESS, { ifVersion: 1 });
    expect(answer.status).toBe(409);
    expect(await problemOf(answer)).toMatchObject({ code: 'inputs-stale', errors: [violation] });
  });
});
