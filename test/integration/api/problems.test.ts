import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ProblemSchema } from '../../../lib/api/schemas/problem-schema.ts';
import { SUBMISSION_EXAMPLE } from '../../../lib/api/schemas/submission-example.ts';
import { StorageTrouble } from '../../../lib/ports/storage-trouble.ts';
import {
  type ApiUnderTest,
  apiUnderTest,
  CONFLICT,
  description,
  ITEM_ID,
  problemOf,
  sha256,
} from './api-under-test.ts';

const CHINESE = /\p{Script=Han}/u;
const violation = {
  code: 'approval-missing',
  pointer: '/approvals',
  message: { zh: '没有审批。', en: 'No approval.' },
};

const post = (api: ApiUnderTest) => api.send('POST', '/v1/items', SUBMISSION_EXAMPLE);

/** Every way in which a request may be refused, by us or by the framework. */
const REFUSALS: readonly {
  readonly what: string;
  readonly status: number;
  readonly code: string;
  readonly of: () => Promise<Response>;
}[] = [
  {
    what: 'not JSON',
    status: 400,
    code: 'not-json',
    of: async () =>
      (await apiUnderTest()).call('/v1/items', {
        method: 'POST',
        body: '{',
        headers: { 'Content-Type': 'application/json' },
      }),
  },
  {
    what: 'no token',
    status: 401,
    code: 'token-missing',
    of: async () => (await apiUnderTest()).call('/v1/items', { as: null }),
  },
  {
    what: 'a wrong token',
    status: 401,
    code: 'token-unknown',
    of: async () => (await apiUnderTest()).call('/v1/items', { token: 'gk_wrong' }),
  },
  {
    what: 'a missing role',
    status: 403,
    code: 'role-missing',
    of: async () => (await apiUnderTest()).call('/v1/tokens', { as: 'auditor' }),
  },
  {
    what: 'no such address',
    status: 404,
    code: 'no-such-address',
    of: async () => (await apiUnderTest()).call('/v2/items'),
  },
  ...['POST /v1/items/x/reminders', 'POST /v1/returns/2017/amendment'].map((call) => ({
    what: `${call}, which this version does not have`,
    status: 404,
    code: 'no-such-address',
    of: async () => {
      const [method = '', path = ''] = call.split(' ');
      return (await apiUnderTest()).call(path, { method });
    },
  })),
  {
    what: 'no such item',
    status: 404,
    code: 'not-found',
    of: async () =>
      (await apiUnderTest({ useCases: { readItem: async () => undefined } })).call('/v1/items/2026-9999'),
  },
  {
    what: 'a method that is not taken',
    status: 405,
    code: 'method-not-allowed',
    of: async () => (await apiUnderTest()).call('/v1/items', { method: 'DELETE' }),
  },
  {
    what: 'a conflict',
    status: 409,
    code: 'withdrawn',
    of: async () =>
      post(
        await apiUnderTest({
          useCases: {
            acceptItem: async () => ({ ...CONFLICT, itemId: ITEM_ID, pointers: ['/issuer', '/formedOn'] }),
          },
        }),
      ),
  },
  {
    what: 'a body that is too large',
    status: 413,
    code: 'body-too-large',
    of: async () =>
      (await apiUnderTest()).call('/v1/items', {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json', 'Content-Length': '6000000' },
      }),
  },
  {
    what: 'another media type',
    status: 415,
    code: 'media-type-unsupported',
    of: async () => (await apiUnderTest()).call('/v1/items', { method: 'POST', body: '{}' }),
  },
  {
    what: 'a broken rule',
    status: 422,
    code: 'invalid',
    of: async () =>
      post(
        await apiUnderTest({
          useCases: { acceptItem: async () => ({ outcome: 'invalid', violations: [violation] }) },
        }),
      ),
  },
  {
    what: 'a bad year',
    status: 422,
    code: 'invalid',
    of: async () => (await apiUnderTest()).call('/v1/counts/17'),
  },
  {
    what: 'a wrong hash',
    status: 422,
    code: 'invalid',
    of: async () =>
      (await apiUnderTest()).call(`/v1/attachments/${sha256('x')}`, { method: 'PUT', body: 'y' }),
  },
  {
    what: 'too many requests',
    status: 429,
    code: 'too-many-requests',
    of: async () => {
      const api = await apiUnderTest({
        limits: { bodyBytes: 1024, attachmentBytes: 1024, requestsPerMinute: 1, wrongTokensPerMinute: 10 },
      });
      await api.call('/v1/channels');
      return api.call('/v1/channels');
    },
  },
  {
    what: 'a login that cannot be checked now',
    status: 503,
    code: 'identity-unavailable',
    of: async () => {
      const api = await apiUnderTest({ verifyJwt: async () => ({ outcome: 'unavailable' }) });
      return api.call('/v1/channels', { token: 'eyJ.eyJ.c2ln' });
    },
  },
  ...(
    [
      ['full', 507, 'storage-full'],
      ['read-only', 503, 'storage-unavailable'],
      ['failing', 503, 'storage-unavailable'],
    ] as const
  ).map(([trouble, status, code]) => ({
    what: `a disk that is ${trouble}`,
    status,
    code,
    of: async () =>
      post(
        await apiUnderTest({
          useCases: {
            acceptItem: async () => {
              throw new StorageTrouble(trouble, new Error('a secret place'));
            },
          },
        }),
      ),
  })),
  {
    what: 'our own fault',
    status: 500,
    code: 'internal-error',
    of: async () =>
      post(
        await apiUnderTest({
          useCases: {
            acceptItem: async () => {
              throw new Error('disk full at a secret place');
            },
          },
        }),
      ),
  },
];

describe('a refusal', () => {
  it.each(REFUSALS)(
    '$what is problem+json with code, pointer and both sentences',
    async ({ status, code, of }) => {
      const answer = await of();
      const served: unknown = await answer.json();
      const problem = ProblemSchema.parse(served);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
      expect(problem).toMatchObject({ status, code, type: `urn:gongkai:problem:${code}` });
      expect(problem.errors.length).toBeGreaterThan(0);
      for (const error of problem.errors) {
        expect(error.pointer).toMatch(/^(?:\/.*)?$/);
        expect(error.message.zh).toMatch(CHINESE);
        expect(error.message.en).not.toMatch(CHINESE);
        expect(error.message.en.length).toBeGreaterThan(0);
      }
      expect((await describedProblem()).parse(served)).toEqual(served);
    },
  );

  it('names every member in conflict and the item that stands in the way', async () => {
    const answer = await REFUSALS.find(({ what }) => what === 'a conflict')!.of();
    const problem = await problemOf(answer);
    expect(problem.item).toBe(ITEM_ID);
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/issuer', '/formedOn']);
  });

  it('lists the methods that an address takes', async () => {
    const api = await apiUnderTest();
    const answer = await api.call('/v1/items', { method: 'DELETE' });
    expect(answer.headers.get('Allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
  });

  it('says nothing internal about our own fault, and tells the log', async () => {
    const api = await apiUnderTest({
      useCases: {
        listChannels: async () => {
          throw new Error('disk full at a secret place');
        },
      },
    });
    const answer = await api.call('/v1/channels', { headers: { 'X-Request-Id': 'request-7' } });
    expect(await answer.text()).not.toContain('secret');
    expect(api.logged).toContainEqual({
      told: expect.objectContaining({
        requestId: 'request-7',
        fault: expect.objectContaining({ message: 'disk full at a secret place' }),
      }),
      message: 'fault',
    });
  });
});

/** The schema as whoever makes a client of the description reads it. */
const describedProblem = async () => {
  const { schemas } = (await description()).document.components;
  const { Problem, ...others } = schemas;
  const standalone = JSON.stringify({ ...(Problem as object), $defs: others }).replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  );
  return z.fromJSONSchema({
    ...JSON.parse(standalone),
    $schema: 'https://json-schema.org/draft/2020-12/schema',
  });
};
