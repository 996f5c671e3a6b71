import { describe, expect, it } from 'vitest';
import { problemOfRefusal } from '../../../lib/api/outcome-statuses.ts';

const violation = { code: 'withdrawn', pointer: '/channels', message: { zh: '已撤下。', en: 'Withdrawn.' } };

describe('a refusal of a use case', () => {
  it.each([
    { refusal: { outcome: 'not-found' } as const, status: 404, code: 'not-found', pointers: [''] },
    { refusal: { outcome: 'too-large' } as const, status: 413, code: 'body-too-large', pointers: [''] },
    {
      refusal: { outcome: 'invalid', violations: [violation, { ...violation, pointer: '/title' }] } as const,
      status: 422,
      code: 'invalid',
      pointers: ['/channels', '/title'],
    },
    {
      refusal: { outcome: 'conflict', violation } as const,
      status: 409,
      code: 'withdrawn',
      pointers: ['/channels'],
    },
    {
      refusal: { outcome: 'conflict', violation, pointers: ['/issuer', '/formedOn'], itemId: 'a' } as const,
      status: 409,
      code: 'withdrawn',
      pointers: ['/issuer', '/formedOn'],
    },
  ])('$refusal.outcome answers $status', ({ refusal, status, code, pointers }) => {
    const problem = problemOfRefusal(refusal);
    expect(problem).toMatchObject({ status, code });
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('without a reason is our own fault', () => {
    expect(() => problemOfRefusal({ outcome: 'invalid', violations: [] })).toThrow('without saying why');
  });
});
