import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyResult, LambdaEvent } from 'hono/aws-lambda';

export type GatewayHandler = (event: LambdaEvent) => Promise<APIGatewayProxyResult>;

/** The event that the real gateway makes of a request, payload format 2.0. */
const eventOf = (request: IncomingMessage, body: Buffer): LambdaEvent => {
  const url = new URL(request.url ?? '/', 'http://gateway.example');
  const method = request.method ?? 'GET';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: decodeURI(url.pathname),
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : value,
      ]),
    ),
    requestContext: {
      accountId: '000000000000',
      apiId: 'gateway',
      authentication: null,
      authorizer: {},
      domainName: 'gateway.example',
      domainPrefix: 'gateway',
      http: {
        method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: crypto.randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: new Date().toUTCString(),
      timeEpoch: Date.now(),
    },
    isBase64Encoded: true,
    body: body.length > 0 ? body.toString('base64') : null,
  };
};

/** Stands where the HTTP gateway of the cloud does: real requests in front, a function behind. */
export const createHttpGateway = (handler: GatewayHandler): Server => {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const {
      statusCode,
      headers = {},
      cookies = [],
      body,
      isBase64Encoded,
    } = await handler(eventOf(request, await buffer(request)));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
    if (cookies.length > 0) response.setHeader('set-cookie', cookies);
    response.writeHead(statusCode).end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  };
  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
};
