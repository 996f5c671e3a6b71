import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type OfficeServer, startOffice } from './office-server.ts';

const PUBLICATIONS = new URL('../../fixtures/2017/publications-utf8-bom.csv', import.meta.url);
const ADDRESS = '/v1/returns/2017/inputs';

let office: OfficeServer;
afterEach(() => office.stop());

const codesOf = (body: { readonly findings: readonly { readonly code: string }[] }): readonly string[] =>
  body.findings.map(({ code }) => code).filter((code) => code !== 'cells-blank');

describe('the inputs of a return on a running server', () => {
  it('stand beside what was imported, are checked against it, and outlive a restart', async () => {
    office = await startOffice();
    const imported = await office.call('POST', '/v1/imports', await readFile(PUBLICATIONS), {
      'content-type': 'text/csv',
    });
    expect(imported).toMatchObject({ status: 200, body: { items: 116 } });

    const before = await office.call('GET', ADDRESS);
    expect(before).toMatchObject({
      status: 200,
      body: { version: 0, form: { id: 'form-2014' }, lastYear: null },
    });
    expect(before.body.cells).toHaveLength(58);
    expect(before.body.cells[0]).toMatchObject({ id: '1.1', value: 116, from: 'ledger', proposed: 116 });
    expect(codesOf(before.body)).toEqual([]);

    const entered = {
      cells: { '3.1': 0, '1.1': 147, '6': '/', '7': '-', '8.4': 0.5 },
      sections: { '4': ['本单位没有列入重点领域的信息。'] },
      measures: ['统一各渠道的文字格式。'],
      signatures: { responsible: '甲某', filledOn: '2018-01-31' },
      ifVersion: 0,
      reason: '首次填报',
    };
    const first = await office.call('PUT', ADDRESS, entered);
    expect(first).toMatchObject({
      status: 200,
      body: { version: 1, reason: '首次填报', inputs: { cells: { '6': '/', '7': '-', '8.4': 0.5 } } },
    });
    expect(codesOf(first.body)).toEqual(['A5', 'differs-from-ledger']);

    expect((await office.call('PUT', ADDRESS, entered)).body).toEqual(first.body);
    const stale = await office.call('PUT', ADDRESS, { cells: { '3.1': 1 }, ifVersion: 0 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'inputs-stale' } });

    const bad = await office.call('PUT', ADDRESS, {
      cells: { '3.1': -1, '3.2': 0.5, 'table3/1/total': 1 },
      sections: { '9': ['没有这一章。'] },
      ifVersion: 1,
    });
    expect(bad.status).toBe(422);
    expect(bad.body.errors.map(({ code, pointer }: Record<string, string>) => [code, pointer])).toEqual([
      ['cell-negative', '/cells/3.1'],
      ['cell-not-whole', '/cells/3.2'],
      ['cell-unknown', '/cells/table3~11~1total'],
      ['section-unknown', '/sections/9'],
    ]);

    await office.restart();
    expect((await office.call('GET', ADDRESS)).body).toEqual(first.body);
  });

  it('of 2018 are compared with those of 2017', async () => {
    office = await startOffice();
    await office.call('PUT', ADDRESS, { cells: { '3.1': 3, '3.2': 2 }, measures: ['缩短答复时间。'] });
    const next = await office.call('PUT', '/v1/returns/2018/inputs', { cells: { '3.1': 4, '3.2': 6 } });
    expect(next.body.lastYear).toEqual({ year: 2017, version: 1, measures: ['缩短答复时间。'] });
    expect(codesOf(next.body)).toContain('C6');
  });

  it('are not taken for 2019 and 2020, whose layout is not offered', async () => {
    office = await startOffice();
    for (const year of [2019, 2020]) {
      for (const answer of [
        await office.call('GET', `/v1/returns/${year}/inputs`),
        await office.call('PUT', `/v1/returns/${year}/inputs`, {}),
      ]) {
        expect(answer.status).toBe(422);
        expect(answer.body.errors).toMatchObject([{ code: 'form-not-offered', pointer: '/year' }]);
        expect(answer.body.errors[0].message.zh).toContain('国办公开办函〔2019〕60号');
      }
    }
  });
});
