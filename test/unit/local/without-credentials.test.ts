import { describe, expect, it } from 'vitest';
import { withoutCredentials } from '../../../local/without-credentials.ts';

describe('withoutCredentials', () => {
  it.each([
    { told: { token: 'abc', method: 'GET' }, shown: { token: '[Redacted]', method: 'GET' } },
    {
      told: { request: { authorization: 'Bearer abc' } },
      shown: { request: { authorization: '[Redacted]' } },
    },
    { told: { list: [1, { secret: 'deeper' }] }, shown: { list: [1, { secret: 'deeper' }] } },
    { told: { secret: null, next: null }, shown: { secret: '[Redacted]', next: null } },
  ])('shows $told as $shown', ({ told, shown }) => {
    expect(withoutCredentials(told)).toEqual(shown);
  });

  it('copies nothing where there is nothing to strike out', () => {
    const told = { itemId: 'a', err: new Error('b'), more: { ms: 1 } };

    expect(withoutCredentials(told)).toBe(told);
  });

  it('strikes a credential out of an error and keeps what the error says', () => {
    const told = { err: Object.assign(new TypeError('no such host'), { token: 'abc' }) };

    expect(withoutCredentials(told)).toEqual({
      err: {
        type: 'TypeError',
        message: 'no such host',
        stack: expect.stringContaining('at '),
        token: '[Redacted]',
      },
    });
  });
});
