import * as z from 'zod';
import { QueueUrls } from '../runtime/queue-urls.ts';
import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment.extend({
  QUEUE_URLS: QueueUrls,
  SECRETS_PREFIX: z.string().min(1),
  /** Of the function that builds returns. */
  RETURN_QUEUE_URL: z.url(),
});

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => {
  const variables = Environment.parse(process.env);
  return {
    storage: storageOf(variables),
    queueUrls: variables.QUEUE_URLS,
    secretsPrefix: variables.SECRETS_PREFIX,
    returnQueueUrl: variables.RETURN_QUEUE_URL,
  };
};
