import { OpenAPIHono } from '@hono/zod-openapi';
import type { Endpoint } from './endpoint.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

const TAGS = [
  { name: 'items', description: '信息：one piece of government information, approved for release' },
  { name: 'deliveries', description: '渠道发布记录：one item on one channel' },
  { name: 'counts', description: '统计：the same content through several channels is one item' },
  { name: 'imports', description: '导入：history, for administrators' },
  { name: 'returns', description: '年报、统计表：the statutory report and its table' },
  { name: 'channels', description: '渠道：places where the public reads' },
  { name: 'attachments', description: '附件：files under the SHA-256 of their bytes' },
  { name: 'tokens', description: '令牌：who may call' },
  { name: 'unreadable', description: '无法识别的消息' },
  { name: 'open', description: '无须令牌：what anybody may see' },
];

/** The OpenAPI 3.1 description of the calls, from the schemas that check them. */
export const describeApi = (endpoints: readonly Endpoint[], version: string): Document => {
  const described = new OpenAPIHono();
  described.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A service token (`gk_…`), or a JWT of the OpenID Connect issuer that the office configured (`config/identity.json`), whose claim gives the roles. The role `admin` holds every role.',
  });
  for (const { route } of endpoints) described.openAPIRegistry.registerPath(route);
  return described.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: '公开 Gongkai',
      version,
      description:
        'Publish government information once, on every channel, counted once. Every refusal is `application/problem+json` (RFC 9457) with a code, JSON Pointers, and sentences in Chinese and English: 400 only for what is not JSON, 422 for what parses but is not valid.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    tags: TAGS,
  });
};
