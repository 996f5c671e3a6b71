import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FunctionsUnderTest, startFunctions } from './functions-under-test.ts';

let functions: FunctionsUnderTest;
beforeEach(async () => {
  functions = await startFunctions();
}, 60_000);
afterEach(() => functions.stop());

const inputs = async (method: 'GET' | 'PUT', year: number, body?: unknown) => {
  const answer = await functions.call(`/v1/returns/${year}/inputs`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
};

it('the function of the API keeps the inputs of a return, version by version, and checks the form', async () => {
  const wrong = { 'table3/1/total': 3, 'table3/2/total': 0, 'table3/3.7/total': 2, 'table3/4/total': 0 };
  expect(await inputs('PUT', 2025, { cells: wrong, ifVersion: 0 })).toMatchObject({
    status: 200,
    body: { version: 1, form: { id: 'form-2021' }, findings: [{ code: 'T3-1', level: 'error' }, {}, {}, {}] },
  });
  const mended = {
    cells: { ...wrong, 'table3/4/total': 1 },
    sections: { '5': ['答复时间较长。'] },
    measures: ['缩短答复时间。'],
    signatures: { preparer: '丙某', filledOn: '2026-01-20' },
    ifVersion: 1,
  };
  expect(await inputs('PUT', 2025, mended)).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await inputs('PUT', 2025, mended)).toMatchObject({ status: 200, body: { version: 2 } });
  expect(await inputs('PUT', 2025, { ifVersion: 1 })).toMatchObject({
    status: 409,
    body: { code: 'inputs-stale' },
  });
  expect(await inputs('PUT', 2025, { cells: { 'table3/1/total': -3 } })).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'cell-negative', pointer: '/cells/table3~11~1total' }] },
  });

  const { status, body } = await inputs('GET', 2025);
  expect(status).toBe(200);
  expect(body).toMatchObject({ version: 2, inputs: { cells: mended.cells, measures: mended.measures } });
  expect(body.cells).toHaveLength(200);
  expect(body.findings.map(({ code }: { code: string }) => code)).toEqual([
    'cells-blank',
    'cells-blank',
    'cells-blank',
  ]);
});
