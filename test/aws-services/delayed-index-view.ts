import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Key as RowKey } from '../../lib/engines/aws/keys.ts';

const Key = z.object({ pk: z.string(), sk: z.string() });

/** Key of the row that a request writes; undefined where it writes none. */
const writtenKey = (input: object): RowKey | undefined => {
  if ('Item' in input) return Key.parse(input.Item);
  return 'Key' in input && 'UpdateExpression' in input ? Key.parse(input.Key) : undefined;
};

/**
 * Makes index reads of a client as stale as those of the real service may be, which the emulator's never are: they are
 * answered from a second table of the same definition, and that one learns of writes only when it is told to.
 * Base reads go to the table itself.
 */
export const delayIndexes = ({
  delayed,
  undelayed,
  tableName,
  viewName,
}: {
  /** Changed by this call; to be used through a document client. */
  readonly delayed: DynamoDBClient;
  readonly undelayed: DynamoDBClient;
  readonly tableName: string;
  readonly viewName: string;
}): { readonly catchUp: () => Promise<void> } => {
  const behind = new Map<string, RowKey>();

  delayed.middlewareStack.add(
    (next) => async (args) => {
      if ('IndexName' in args.input) {
        return next({ ...args, input: { ...args.input, TableName: viewName } });
      }
      const result = await next(args);
      const key = writtenKey(args.input);
      if (key !== undefined) behind.set(JSON.stringify(key), key);
      return result;
    },
    { step: 'initialize', priority: 'high', name: 'delayedIndexes' },
  );

  const documents = DynamoDBDocumentClient.from(undelayed);
  const copy = async (key: RowKey): Promise<void> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
    );
    await (Item === undefined
      ? documents.send(new DeleteCommand({ TableName: viewName, Key: key }))
      : documents.send(new PutCommand({ TableName: viewName, Item })));
  };

  return {
    /** Resolves when index reads show every write answered before the call. */
    catchUp: async () => {
      const keys = [...behind.values()];
      behind.clear();
      for (const key of keys) await copy(key);
    },
  };
};
