import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TABLE } from '../../lib/engines/aws/table.ts';
import { unitsOf } from './row-size.ts';
import { tapRequests } from './tap-requests.ts';

type Row = Readonly<Record<string, unknown>>;
type Index = (typeof TABLE.indexes)[keyof typeof TABLE.indexes];

const Key = z.object({ pk: z.string(), sk: z.string() });

const only = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]));

/** What an index shows of a row; undefined where the row is not in it. */
const entryOf = (row: Row | undefined, { partitionKey, sortKey, projected }: Index): Row | undefined => {
  const keys = [partitionKey.name, sortKey.name];
  return row === undefined || keys.some((name) => row[name] === undefined)
    ? undefined
    : only(row, ['pk', 'sk', ...keys, ...projected]);
};

/** An entry that moves is deleted at its old place and put at its new one. */
const indexUnits = (before: Row | undefined, after: Row | undefined, index: Index): number => {
  const [old, next] = [entryOf(before, index), entryOf(after, index)];
  if (isDeepStrictEqual(old, next)) return 0;
  const place = (entry: Row | undefined) =>
    entry && only(entry, [index.partitionKey.name, index.sortKey.name]);
  return old === undefined || next === undefined || !isDeepStrictEqual(place(old), place(next))
    ? unitsOf(old) + unitsOf(next)
    : Math.max(unitsOf(old), unitsOf(next));
};

/** Adds up, by the service's published rules, what the emulator does not tell: the units of a client's writes, indexes included. */
export const countWriteUnits = (
  counted: DynamoDBClient,
  bare: DynamoDBClient,
  tableName: string,
): { readonly taken: () => number } => {
  const documents = DynamoDBDocumentClient.from(bare);
  const read = async (key: z.infer<typeof Key>) =>
    (await documents.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true }))).Item;
  let units = 0;

  tapRequests(counted, async ({ command, input }, send) => {
    if (command !== 'PutItemCommand' && command !== 'UpdateItemCommand') {
      await send();
      return;
    }
    const key = Key.parse(command === 'PutItemCommand' ? input['Item'] : input['Key']);
    const before = await read(key);
    await send();
    const after = await read(key);
    units += Math.max(unitsOf(before), unitsOf(after));
    for (const index of Object.values(TABLE.indexes)) units += indexUnits(before, after, index);
  });

  return {
    /** Since the last time. */
    taken: () => {
      const taken = units;
      units = 0;
      return taken;
    },
  };
};
