import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { type IndexName, TABLE } from './table.ts';

/** A row as it stands in the table; what is read is parsed by a schema before anything trusts it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** Rows that the service reads in one call. */
export const LARGEST_BATCH = 100;

/** An expression names its attributes `#name` and its values `:name`. */
export interface Condition {
  readonly expression: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface RowQuery {
  readonly index?: IndexName;
  readonly partition: string;
  /** A key condition on the sort key. */
  readonly range?: Condition;
  readonly descending?: boolean;
  /** Rows to read at once. */
  readonly pageSize?: number;
  /** Key attributes of the row after which to begin; the row itself need not exist any more. */
  readonly after?: StoredRow;
}

/**
 * One table with single-row verbs. Base reads are consistent; index reads cannot be. A condition that fails is the
 * value `false`; whatever else the service refuses (throttling, a lost connection after its retries) is thrown, and
 * then a write may or may not have happened.
 */
export interface TableAccess {
  get(key: Key): Promise<StoredRow | undefined>;
  /** At most {@link LARGEST_BATCH} rows, in no order; those that do not exist are left out. */
  getMany(keys: readonly Key[]): Promise<readonly StoredRow[]>;
  put(row: StoredRow & Key, condition?: Condition): Promise<boolean>;
  update(key: Key, change: Condition, condition?: string): Promise<boolean>;
  delete(key: Key, condition?: Condition): Promise<boolean>;
  /** Adds to a number that begins at 0 and returns the sum. */
  add(key: Key, attribute: string, amount: number): Promise<number>;
  query(query: RowQuery): AsyncGenerator<StoredRow>;
}

/** The mapping that an expression's `#name` placeholders stand for; also keeps reserved words out of the way. */
const namesIn = (...expressions: readonly (string | undefined)[]): Record<string, string> => {
  const names: Record<string, string> = {};
  for (const expression of expressions) {
    for (const [placeholder] of expression?.matchAll(/#\w+/g) ?? [])
      names[placeholder] = placeholder.slice(1);
  }
  return names;
};

const heldCondition = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

export const createTableAccess = ({
  documents,
  tableName: TableName,
}: {
  readonly documents: DynamoDBDocumentClient;
  readonly tableName: string;
}): TableAccess => ({
  get: async (key) =>
    (await documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item,

  getMany: async (keys) => {
    const rows: StoredRow[] = [];
    let left: readonly Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    // The service answers 16 MB at once and names what it left out.
    while (left.length > 0) {
      const { Responses, UnprocessedKeys } = await documents.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...left], ConsistentRead: true } } }),
      );
      rows.push(...(Responses?.[TableName] ?? []));
      left = UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
    return rows;
  },

  put: (row, condition) =>
    heldCondition(
      documents.send(
        new PutCommand({
          TableName,
          Item: row,
          ...(condition && {
            ConditionExpression: condition.expression,
            ExpressionAttributeNames: namesIn(condition.expression),
            ...(condition.values && { ExpressionAttributeValues: condition.values }),
          }),
        }),
      ),
    ),

  update: (key, { expression, values }, condition) =>
    heldCondition(
      documents.send(
        new UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: expression,
          ...(condition !== undefined && { ConditionExpression: condition }),
          ExpressionAttributeNames: namesIn(expression, condition),
          ...(values && { ExpressionAttributeValues: values }),
        }),
      ),
    ),

  delete: (key, condition) =>
    heldCondition(
      documents.send(
        new DeleteCommand({
          TableName,
          Key: key,
          ...(condition && {
            ConditionExpression: condition.expression,
            ExpressionAttributeNames: namesIn(condition.expression),
            ...(condition.values && { ExpressionAttributeValues: condition.values }),
          }),
        }),
      ),
    ),

  add: async (key, attribute, amount) => {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName,
        Key: key,
        UpdateExpression: 'ADD #counted :amount',
        ExpressionAttributeNames: { '#counted': attribute },
        ExpressionAttributeValues: { ':amount': amount },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Number(Attributes?.[attribute]);
  },

  async *query({ index, partition, range, descending = false, pageSize, after }) {
    const { partitionKey } = index === undefined ? TABLE : TABLE.indexes[index];
    const keyCondition = ['#partition = :partition', range?.expression].filter(Boolean).join(' AND ');
    let from = after;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName,
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
          KeyConditionExpression: keyCondition,
          ExpressionAttributeNames: { ...namesIn(range?.expression), '#partition': partitionKey.name },
          ExpressionAttributeValues: { ...range?.values, ':partition': partition },
          ScanIndexForward: !descending,
          ...(pageSize !== undefined && { Limit: pageSize }),
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      yield* page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  },
});
