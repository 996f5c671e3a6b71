import { describe, expect, it } from 'vitest';
import { COUNT_EXAMPLE } from '../../../lib/api/schemas/count-example.ts';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { ROLES, type Role } from '../../../lib/ports/registers.ts';
import { apiUnderTest, description, ITEM_ID, problemOf, sha256 } from './api-under-test.ts';

const FILE = 'an attachment';
const JSON_TYPE = { 'Content-Type': 'application/json' };

interface Call {
  readonly call: string;
  readonly roles: readonly Role[];
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
}

const json = (value: unknown) => ({ body: JSON.stringify(value), headers: JSON_TYPE });
const EVERYBODY = ROLES;

/** The contract's table of calls and roles; `admin` holds every role. */
const CALLS: readonly Call[] = [
  { call: 'POST /v1/items', roles: ['submitter'], ...json(SUBMISSION_EXAMPLE), status: 201 },
  { call: 'GET /v1/items', roles: EVERYBODY, status: 200 },
  { call: `GET /v1/items/${ITEM_ID}`, roles: EVERYBODY, status: 200 },
  {
    call: `POST /v1/items/${ITEM_ID}/editions`,
    roles: ['submitter'],
    ...json({ topic: '其他', reason: '主题分类有误' }),
    status: 201,
  },
  {
    call: `POST /v1/items/${ITEM_ID}/withdrawal`,
    roles: ['submitter'],
    ...json({ cause: 'error', reason: '误发' }),
    status: 200,
  },
  {
    call: `POST /v1/items/${ITEM_ID}/republication`,
    roles: ['submitter'],
    ...json({
      review: SUBMISSION_EXAMPLE.review,
      approvals: SUBMISSION_EXAMPLE.approvals,
      reason: '核实后可以公开',
    }),
    status: 200,
  },
  { call: `GET /v1/items/${ITEM_ID}/deliveries/municipal/copy`, roles: ['submitter'], status: 200 },
  {
    call: 'POST /v1/items/2026-0078/deliveries/municipal/receipt',
    roles: ['submitter'],
    ...json({ url: 'https://www.example.cn/1', edition: 1 }),
    status: 200,
  },
  {
    call: 'POST /v1/items/2026-0078/deliveries/municipal/redrive',
    roles: ['operator'],
    ...json({ reason: '平台恢复' }),
    status: 200,
  },
  { call: 'GET /v1/counts/2017?quarter=1&by=month', roles: EVERYBODY, status: 200 },
  {
    call: 'POST /v1/imports?dryRun=true',
    roles: ['admin'],
    body: '渠道,标题,发布时间',
    headers: { 'Content-Type': 'text/csv; charset=gb18030' },
    status: 200,
  },
  {
    call: 'POST /v1/history-heads',
    roles: ['operator', 'auditor'],
    ...json({ heads: [{ itemId: 'a'.repeat(64), channel: null, head: 'b'.repeat(64) }] }),
    status: 200,
  },
  { call: 'GET /v1/returns/2017', roles: ['operator', 'auditor'], status: 200 },
  { call: 'POST /v1/returns/2017', roles: ['operator'], status: 201 },
  { call: 'GET /v1/returns/2017/1/report.html', roles: ['operator', 'auditor'], status: 200 },
  { call: 'POST /v1/returns/2017/filing', roles: ['operator'], ...json({ revision: 1 }), status: 201 },
  { call: 'GET /v1/returns/2017/inputs', roles: ['operator', 'auditor'], status: 200 },
  {
    call: 'PUT /v1/returns/2017/inputs',
    roles: ['operator'],
    ...json({ cells: { '3.1': 0 }, ifVersion: 0 }),
    status: 200,
  },
  { call: 'GET /v1/channels', roles: EVERYBODY, status: 200 },
  ...['pause', 'resume', 'redrive'].map((verb) => ({
    call: `POST /v1/channels/portal/${verb}`,
    roles: ['operator'] as const,
    ...json({ reason: '平台停机维护' }),
    status: 200,
  })),
  {
    call: 'POST /v1/channels/portal/confirmation',
    roles: ['operator'],
    ...json({ sample: 20, reason: '年报报送前抽查' }),
    status: 202,
  },
  { call: 'GET /v1/channels/municipal/upload?since=2026-11-03', roles: ['submitter'], status: 200 },
  {
    call: 'POST /v1/channels/municipal/receipts',
    roles: ['submitter'],
    body: '标题,网址\n通知,https://www.example.cn/1.html\n',
    headers: { 'content-type': 'text/csv' },
    status: 200,
  },
  { call: 'GET /v1/waiting?reason=parked', roles: ['submitter', 'operator', 'auditor'], status: 200 },
  { call: 'GET /v1/timeliness?state=late', roles: EVERYBODY, status: 200 },
  { call: `PUT /v1/attachments/${sha256(FILE)}`, roles: ['submitter'], body: FILE, status: 201 },
  { call: `GET /v1/attachments/${sha256('there')}`, roles: ['submitter'], status: 200 },
  { call: 'GET /v1/tokens', roles: ['admin'], status: 200 },
  { call: 'POST /v1/tokens', roles: ['admin'], ...json({ name: '接口', roles: ['submitter'] }), status: 201 },
  { call: 'DELETE /v1/tokens/auditor', roles: ['admin'], status: 200 },
  { call: 'GET /v1/imports/1', roles: ['admin'], status: 200 },
  { call: 'POST /v1/imports/1/void', roles: ['admin'], ...json({ reason: '文件有误' }), status: 200 },
  { call: 'GET /v1/suspects', roles: ['submitter', 'auditor'], status: 200 },
  {
    call: 'POST /v1/suspects',
    roles: ['submitter'],
    ...json({ items: ['2026-0001', '2026-0002'], decision: 'merge', reason: '同一份通知' }),
    status: 200,
  },
  { call: 'GET /v1/unreadable', roles: ['operator'], status: 200 },
];

const OPEN = [
  'GET /',
  'GET /healthz',
  'GET /waiting',
  'GET /openapi.json',
  'GET /assets/page.css',
  'GET /assets/live.js',
  'GET /assets/icon.svg',
];

const ask = async ({ call, body, headers = {} }: Omit<Call, 'roles' | 'status'>, as: Role | null) => {
  const api = await apiUnderTest();
  await api.objectStore.put(`attachments/${sha256('there')}`, Buffer.from('there'));
  const [method = '', path = ''] = call.split(' ');
  return api.call(path, { method, as, headers, ...(body !== undefined && { body }) });
};

describe('access', () => {
  it.each(CALLS)('$call answers 401 without a token', async (call) => {
    const answer = await ask(call, null);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Bearer /);
  });

  const pairs = CALLS.flatMap((call) => ROLES.map((role) => ({ ...call, role })));

  it.each(pairs.filter(({ roles, role }) => roles.includes(role) || role === 'admin'))(
    '$call is open to $role',
    async ({ role, status, ...call }) => {
      expect((await ask(call, role)).status).toBe(status);
    },
  );

  it.each(pairs.filter(({ roles, role }) => !roles.includes(role) && role !== 'admin'))(
    '$call is closed to $role and names the role it needs',
    async ({ role, roles, ...call }) => {
      const answer = await ask(call, role);
      const problem = await problemOf(answer);
      expect(answer.status).toBe(403);
      expect(problem).toMatchObject({ code: 'role-missing', roles });
      for (const needed of roles) expect(problem.errors[0]!.message.en).toContain(needed);
    },
  );

  it.each(OPEN)('%s needs no token', async (call) => {
    expect((await ask({ call }, null)).status).toBe(200);
  });

  it('leaves no call of the description out of these tables', async () => {
    const { calls } = await description();
    const matches = (template: string) => {
      const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/?]+')}(?:\\?.*)?$`);
      return [...CALLS.map(({ call }) => call), ...OPEN].some((call) => pattern.test(call));
    };
    expect(calls.length).toBe(CALLS.length + OPEN.length - 2);
    expect(calls.filter((call) => !matches(call))).toEqual([]);
  });

  it('shows the count of the year asked for', async () => {
    const answer = await ask({ call: 'GET /v1/counts/2017' }, 'auditor');
    expect(await answer.json()).toEqual(COUNT_EXAMPLE);
  });
});
