import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Engine } from '../../ports/engine.ts';
import { createChannelRegister } from './channel-register.ts';
import { createDynamoLedger } from './dynamo-ledger.ts';
import { createImportRegister } from './import-register.ts';
import { createPacking } from './packing.ts';
import { createRelationLog } from './relation-log.ts';
import { createReturnRegister } from './return-register.ts';
import { createS3ObjectStore } from './s3-object-store.ts';
import { createSuspectRegister } from './suspect-register.ts';
import { createTableAccess } from './table-access.ts';
import { createTokenRegister } from './token-register.ts';
import { createUnreadableRegister } from './unreadable-register.ts';

export interface AwsEngineDependencies {
  readonly dynamo: DynamoDBClient;
  readonly s3: S3Client;
  /** A table as `TABLE` defines it. */
  readonly tableName: string;
  readonly bucketName: string;
}

/** The engine for those who outgrow one machine. Stateless but for guesses that save calls, so any number may run at once. */
export const createAwsEngine = ({ dynamo, s3, tableName, bucketName }: AwsEngineDependencies): Engine => {
  const table = createTableAccess({ documents: DynamoDBDocumentClient.from(dynamo), tableName });
  const objectStore = createS3ObjectStore({ s3, bucketName });
  const packing = createPacking(objectStore);
  return {
    ledger: createDynamoLedger({ table, packing }),
    channels: createChannelRegister(table),
    imports: createImportRegister({ table, packing }),
    tokens: createTokenRegister(table),
    unreadable: createUnreadableRegister({ table, packing }),
    returns: createReturnRegister(table),
    relations: createRelationLog(table),
    suspects: createSuspectRegister(table),
    objectStore,
  };
};
