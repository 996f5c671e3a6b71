import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../../lib/channels/http/webhook-signature.ts';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

describe('a webhook signature', () => {
  it.each(['', '{}', '{"title":"关于调整大厅办公时间的通知"}', 'x'.repeat(100_000)])(
    'of %.20j is the one that the library makes and accepts',
    (body) => {
      const seconds = Math.floor(Date.now() / 1000);
      const headers = createSigner(SECRET)?.('publish_abc_1', seconds, body);
      const library = new Webhook(SECRET);

      expect(headers?.['webhook-signature']).toBe(
        library.sign('publish_abc_1', new Date(seconds * 1000), body),
      );
      expect(() => library.verify(body, { ...headers }, { jsonParse: false })).not.toThrow();
    },
  );

  it('is the same with and without the prefix of the secret', () => {
    expect(createSigner(SECRET)?.('id', 1, 'x')).toEqual(createSigner(SECRET.slice(6))?.('id', 1, 'x'));
  });

  it.each(['', 'whsec_', 'open sesame', 'whsec_****', `whsec_${Buffer.alloc(15).toString('base64')}`])(
    'cannot be made with %j',
    (secret) => {
      expect(createSigner(secret)).toBeUndefined();
    },
  );
});
