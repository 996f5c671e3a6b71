import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TABLE } from '../../lib/engines/aws/table.ts';

/** Creates the table from the definition that the stack uses too. */
export const createTable = async (dynamo: DynamoDBClient, tableName: string): Promise<void> => {
  const attributes = new Map<string, 'S' | 'N'>();
  const keysOf = ({ partitionKey, sortKey }: Pick<typeof TABLE, 'partitionKey' | 'sortKey'> | Index) => {
    for (const { name, type } of [partitionKey, sortKey]) attributes.set(name, type);
    return [
      { AttributeName: partitionKey.name, KeyType: 'HASH' as const },
      { AttributeName: sortKey.name, KeyType: 'RANGE' as const },
    ];
  };
  const input = {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST' as const,
    KeySchema: keysOf(TABLE),
    GlobalSecondaryIndexes: Object.entries(TABLE.indexes).map(([IndexName, index]) => ({
      IndexName,
      KeySchema: keysOf(index),
      Projection:
        index.projected.length === 0
          ? { ProjectionType: 'KEYS_ONLY' as const }
          : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...index.projected] },
    })),
  };
  const AttributeDefinitions = [...attributes].map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  }));
  await dynamo.send(new CreateTableCommand({ ...input, AttributeDefinitions }));
};

type Index = (typeof TABLE.indexes)[keyof typeof TABLE.indexes];
