import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf } from '../../../lib/domain/shanghai-time.ts';
import { noticeOf, type OfficeServer, startOffice } from './office-server.ts';

const today = dayOf(Date.now());
const year = today.slice(0, 4);
const TEXT =
  '各窗口单位：为方便群众办事，经研究决定，自下月起调整大厅办公时间，周一至周五上午八时三十分至十二时，下午一时三十分至五时，周六上午照常办公，请各单位做好人员安排。';

let office: OfficeServer;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.stop());

const post = async (number: number, text: string): Promise<string> => {
  const notice = { ...noticeOf(number, ['portal'], today), body: { format: 'text', content: text } };
  const { status, body } = await office.call('POST', '/v1/items', notice);
  expect(status).toBe(201);
  return body.id;
};

const csv = (day: string): string => `渠道,标题,发布时间\nportal,（虚构）旧通知,${day}\n`;

const total = async (): Promise<number> => (await office.call('GET', `/v1/counts/${year}`)).body.total;

it('a notice posted by two offices is suggested, merged and counted once, and comes apart when that is undone', async () => {
  const ids = [await post(1, TEXT), await post(2, TEXT.replace('下月', '本月'))];
  await expect.poll(total, { timeout: 20_000 }).toBe(2);
  const suspects = async () => (await office.call('GET', '/v1/suspects')).body.suspects;
  await expect.poll(async () => (await suspects()).length, { timeout: 20_000 }).toBe(1);
  const [suspect] = await suspects();
  const items = suspect.items.map(({ number }: { number: string }) => number);
  const decide = (decision: string) =>
    office.call('POST', '/v1/suspects', { items, decision, reason: '两个科室各报送了一次' });

  expect(suspect.items.map(({ id }: { id: string }) => id)).toEqual(ids.toSorted());
  expect(suspect.differs.onlyInFirst.concat(suspect.differs.onlyInSecond)).toEqual(
    expect.arrayContaining(['下', '本']),
  );
  expect(await decide('merge')).toMatchObject({ status: 200, body: { state: 'merged' } });
  expect(await total()).toBe(1);
  const { body: listed } = await office.call('GET', `/v1/items?year=${year}&figure=total`);
  expect(listed.items).toMatchObject([{ mergedWith: [ids.toSorted()[1]], deliveries: [{}, {}] }]);
  const { body: detail } = await office.call('GET', `/v1/items/${ids[0]}`);
  expect(detail).toMatchObject({ mergedWith: [ids[1]], decisions: [{ decision: 'merge', with: ids[1] }] });
  expect(await decide('apart')).toMatchObject({ status: 409, body: { code: 'merged' } });
  expect(await suspects()).toEqual([]);

  await office.restart();
  expect(await decide('undo')).toMatchObject({ status: 200, body: { state: 'open' } });
  expect(await total()).toBe(2);
});

it('an import can be voided once, and its items say so', async () => {
  const send = (text: string) => office.call('POST', '/v1/imports', text, { 'content-type': 'text/csv' });
  const { body: imported } = await send(csv('2017-03-05'));
  const address = `/v1/imports/${imported.import}`;
  const before = await office.call('GET', '/v1/counts/2017');
  const voided = await office.call('POST', `${address}/void`, { reason: '发布时间有误' });
  const after = await office.call('GET', '/v1/counts/2017');

  expect(before.body).toMatchObject({
    total: 1,
    unknown: [{ channel: 'provincial' }, { channel: 'municipal' }],
  });
  expect(voided).toMatchObject({ status: 200, body: { state: 'voided', forgotten: 1 } });
  expect(after.body).toMatchObject({ total: 0 });
  expect(after.body.unknown[0]).toMatchObject({ channel: 'portal', from: '2017-01-01', nothingKnown: true });
  expect(await office.call('POST', `${address}/void`, { reason: '再次作废' })).toMatchObject({ status: 409 });
  expect((await office.call('GET', address)).body).toMatchObject({
    state: 'voided',
    voided: { reason: '发布时间有误' },
  });
  const { body: listed } = await office.call('GET', '/v1/items?q=旧通知');
  expect(listed.items).toMatchObject([{ state: 'withdrawn', voided: imported.import }]);
  expect((await send(csv('2017-03-06'))).body).toMatchObject({ import: imported.import + 1, items: 1 });
});
