import { createServer, type Server, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';

const Request = z.object({ SecretId: z.string() });

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
};

/** As much of a secrets service as the product uses: reading a secret's current value by its name. */
export const createSecretsService = (values: ReadonlyMap<string, string>): Server =>
  createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const { SecretId } = Request.parse(await json(request));
      const SecretString = values.get(SecretId);
      if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') {
        answer(response, 400, { __type: 'UnknownOperationException' });
      } else if (SecretString === undefined) {
        answer(response, 400, { __type: 'ResourceNotFoundException', Message: 'no such secret' });
      } else {
        answer(response, 200, { Name: SecretId, SecretString });
      }
    };
    serve().catch((error: unknown) =>
      answer(response, 500, { __type: 'InternalServiceError', Message: String(error) }),
    );
  });
