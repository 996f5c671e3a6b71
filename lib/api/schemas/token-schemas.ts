import { z } from '@hono/zod-openapi';
import { ROLES } from '../../ports/registers.ts';
import type { TokenView } from '../../usecases/token-view.ts';
import { distinct, line } from './text.ts';

const Time = z.string().openapi({ format: 'date-time' });

export const TokenBody = z
  .strictObject({
    name: line(100).min(1).openapi({ description: 'Whose it is or what for.' }),
    roles: distinct(z.enum(ROLES), 1, ROLES.length),
  })
  .openapi('TokenWanted', { example: { name: '信息科报送接口', roles: ['submitter'] } });

export const TokenAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)),
    createdAt: Time,
    createdBy: z.string(),
    revokedAt: Time.nullable(),
  })
  .openapi('Token') satisfies z.ZodType<TokenView>;

export const CreatedTokenAnswer = TokenAnswer.extend({
  token: z.string().openapi({ description: 'Shown this once; only its hash is kept.' }),
}).openapi('CreatedToken');

export const TokenListAnswer = z.object({ tokens: z.array(TokenAnswer) }).openapi('TokenList');
