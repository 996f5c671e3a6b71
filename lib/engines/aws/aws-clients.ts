import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

// A request that hangs is worse than one that fails: both ends before a function's own time is over.
const CONNECT_MS = 1000;
const ANSWER_MS = 5000;
const OBJECT_ANSWER_MS = 20_000;
const ATTEMPTS = 4;

// Without `throwOnRequestTimeout` the handler only warns and goes on waiting.
const patience = (requestTimeout: number) => ({
  maxAttempts: ATTEMPTS,
  requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout, throwOnRequestTimeout: true },
});

/** Region, credentials and endpoints come from the environment, as the SDK reads them. To be made once a cold start. */
export const createDynamoClient = (): DynamoDBClient => new DynamoDBClient(patience(ANSWER_MS));
export const createS3Client = (): S3Client => new S3Client(patience(OBJECT_ANSWER_MS));
export const createSqsClient = (): SQSClient => new SQSClient(patience(ANSWER_MS));
export const createSecretsManagerClient = (): SecretsManagerClient =>
  new SecretsManagerClient(patience(ANSWER_MS));
