import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** A request by the name of its command: `PutItemCommand`, `UpdateItemCommand`, `QueryCommand`, … */
export interface TappedRequest {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Send = () => Promise<unknown>;

/** Puts a function between a client and its service: it may look on, send twice, or throw as the service or the line would. */
export const tapRequests = (
  dynamo: DynamoDBClient,
  tap: (request: TappedRequest, send: Send) => Promise<void>,
): void => {
  dynamo.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        let result: Awaited<ReturnType<typeof next>> | undefined;
        await tap({ command: commandName ?? '', input: { ...args.input } }, async () => {
          result = await next(args);
        });
        if (result === undefined) throw new Error('the tap neither sent nor threw');
        return result;
      },
    { step: 'initialize', priority: 'high', name: 'tap' },
  );
};
