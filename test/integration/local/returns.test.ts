import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { dayOf, yearOf } from '../../../lib/domain/shanghai-time.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const PUBLICATIONS = new URL('../../fixtures/2017/publications-utf8-bom.csv', import.meta.url);

let office: OfficeServer;
afterEach(() => office.stop());

const start2017 = async (): Promise<void> => {
  office = await startOffice();
  const imported = await office.call('POST', '/v1/imports', await readFile(PUBLICATIONS), {
    'content-type': 'text/csv',
  });
  expect(imported).toMatchObject({ status: 200, body: { items: 116 } });
};

interface Finding {
  readonly code: string;
  readonly level: string;
}

const file = (year: number, order: object) => office.call('POST', `/v1/returns/${year}/filing`, order);

/** The codes of every warning that stands in the way. */
const warningsOf = async (year: number, revision: number): Promise<readonly string[]> => {
  const refused = await file(year, { revision });
  expect(refused).toMatchObject({ status: 422 });
  const findings: readonly Finding[] = refused.body.findings;
  expect(findings.every(({ level }) => level === 'warning')).toBe(true);
  return [...new Set(findings.map(({ code }) => code))];
};

const dataOf = async (year: number, revision: number) =>
  (await office.call('GET', `/v1/returns/${year}/${revision}/data.json`)).body;

const today = dayOf(Date.now());
const publish = {
  author: { name: '甲某' },
  review: { reviewer: '乙某', conclusion: 'public', reviewedAt: today },
  approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: today }],
  channels: ['portal', 'provincial', 'municipal'],
};

describe('the return of 2017 on one machine', () => {
  it('says 116, and 78, 7, 62 and 31 in its text, and that no application came', async () => {
    await start2017();
    const cells = { '3.1': 0, '3.1.1': 0, '3.1.2': 0, '3.1.3': 0, '3.1.4': 0 };
    expect(await office.call('PUT', '/v1/returns/2017/inputs', { cells })).toMatchObject({ status: 200 });
    const built = await office.call('POST', '/v1/returns/2017');
    expect(built).toMatchObject({ status: 201, body: { state: 'draft', inputsVersion: 1 } });
    const { revision } = built.body;

    const data = await dataOf(2017, revision);
    expect(data.count).toMatchObject({ total: 116, channels: { portal: 78, provincial: 7, municipal: 62 } });
    const values = new Map(data.cells.map(({ id, value }: { id: string; value: unknown }) => [id, value]));
    expect(['1.1', '1.2.2', '3.1'].map((id) => values.get(id))).toEqual([116, 116, 0]);
    const textOf = (section: string): string =>
      data.sections.find(({ id }: { id: string }) => id === section).paragraphs.join('');
    for (const figure of ['78条', '7条', '62条', '31条', '116条']) expect(textOf('5')).toContain(figure);
    expect(textOf('5')).not.toContain('147');
    expect(textOf('6')).toMatch(/没有收到.*申请/u);
  });

  it('can be read file by file, each as what it is and as its record says', async () => {
    await start2017();
    const { body } = await office.call('POST', '/v1/returns/2017');
    const types: Record<string, string> = {};
    for (const { name, url, sha256, size } of body.files) {
      const answer = await fetch(`${office.origin}${url}`, {
        headers: { authorization: `Bearer ${office.token}` },
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect([answer.status, bytes.length]).toEqual([200, size]);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      const shown = answer.headers.get('content-disposition')?.split(';')[0] ?? '';
      types[name] = `${shown} ${answer.headers.get('content-type')}`;
    }
    expect(types).toEqual({
      'evidence.csv': 'attachment text/csv; charset=utf-8',
      'data.json': 'attachment application/json',
      'inputs.json': 'attachment application/json',
      'manifest.json': 'attachment application/json',
      'report.html': 'inline text/html; charset=utf-8',
      'report.docx': 'attachment application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'statistics.docx': 'attachment application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'statistics.xlsx': 'attachment application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      SHA256SUMS: 'attachment text/plain; charset=utf-8',
    });
  });

  it('is filed by a person, once, and amended when something has changed', async () => {
    await start2017();
    const { body: draft } = await office.call('POST', '/v1/returns/2017');
    expect(await office.call('POST', '/v1/returns/2017')).toMatchObject({
      status: 200,
      body: { revision: draft.revision },
    });
    const acknowledge = await warningsOf(2017, draft.revision);
    const order = { revision: draft.revision, acknowledge };
    const filed = await file(2017, order);
    expect(filed).toMatchObject({
      status: 201,
      body: { state: 'filed', filing: { draft: draft.revision, by: expect.any(String) }, publication: null },
    });
    expect(await file(2017, order)).toMatchObject({ status: 409, body: { code: 'nothing-to-amend' } });
    expect(await file(2017, { ...order, revision: 99 })).toMatchObject({ status: 404 });

    await office.call('PUT', '/v1/returns/2017/inputs', { cells: { '6': 2 } });
    expect(await file(2017, order)).toMatchObject({ status: 409, body: { code: 'draft-outdated' } });
    const { body: next } = await office.call('POST', '/v1/returns/2017');
    const again = { revision: next.revision, acknowledge };
    expect(await file(2017, again)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/reason' }] },
    });
    const amended = await file(2017, { ...again, reason: '补填机构数' });
    expect(amended).toMatchObject({
      status: 201,
      body: { amendment: { number: 1, amends: filed.body.revision, reason: '补填机构数' } },
    });
    expect((await dataOf(2017, amended.body.revision)).differences).toMatchObject({
      since: filed.body.revision,
      cells: [{ id: '6', before: null, after: 2 }],
      figures: [],
      items: [],
    });
    const { body } = await office.call('GET', '/v1/returns/2017');
    const states = body.returns.map(({ state }: { state: string }) => state);
    expect(states.filter((state: string) => state === 'filed')).toHaveLength(2);
  });

  it('is published with its tables as one item, however often that is sent', async () => {
    await start2017();
    const { body: draft } = await office.call('POST', '/v1/returns/2017');
    const acknowledge = await warningsOf(2017, draft.revision);
    const order = { revision: draft.revision, acknowledge };
    const unapproved = await file(2017, { ...order, publish: { ...publish, approvals: [] } });
    expect(unapproved).toMatchObject({
      status: 201,
      body: { state: 'filed', publication: { outcome: 'invalid', item: null } },
    });

    const published = await file(2017, { ...order, publish });
    expect(published).toMatchObject({
      status: 200,
      body: { revision: unapproved.body.revision, publication: { outcome: 'accepted', errors: [] } },
    });
    const { item } = published.body.publication;
    expect((await file(2017, { ...order, publish })).body.publication).toMatchObject({
      outcome: 'seen-before',
      item,
    });
    const { body } = await office.call('GET', `/v1/items/${item}`);
    expect(body.item).toMatchObject({
      title: '虚构市政务服务中心管理办公室2017年政府信息公开工作年度报告',
      kind: 'annual-report',
      attachments: [
        { name: '2017年政府信息公开情况统计表.docx' },
        { name: '2017年政府信息公开情况统计表.xlsx' },
      ],
    });
    expect(body.item.body.content).toContain('累计共发布了116条信息');
    expect(body.item.body.content).toContain('<table');
    expect(body.item.body.content).not.toContain('manifest.json');
    await expect
      .poll(async () => (await office.call('GET', `/v1/items/${item}`)).body.owed, { timeout: 10_000 })
      .toEqual([]);
  });
});

describe('the return of the running year', () => {
  it('counts practice in its draft and leaves it out of what is filed', async () => {
    office = await startOffice();
    const year = yearOf(Date.now());
    const { body } = await office.call('POST', '/v1/items', noticeOf(1, ['portal', 'municipal'], today));
    await expect
      .poll(async () => (await office.call('GET', `/v1/items/${body.id}`)).body.owed, { timeout: 10_000 })
      .toEqual([]);
    const { body: draft } = await office.call('POST', `/v1/returns/${year}`);
    expect((await dataOf(year, draft.revision)).count).toMatchObject({ total: 1, practiceDeliveries: 2 });

    const acknowledge = await warningsOf(year, draft.revision);
    expect(acknowledge).toContain('year-not-over');
    const filed = await file(year, { revision: draft.revision, acknowledge });
    expect(filed).toMatchObject({ status: 201, body: { evidence: { lines: 0 } } });
    expect((await dataOf(year, filed.body.revision)).count).toMatchObject({
      total: 0,
      practiceDeliveries: 0,
    });
  });
});
