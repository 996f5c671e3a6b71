import { QueueUrls } from '../runtime/queue-urls.ts';
import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment.extend({ QUEUE_URLS: QueueUrls });

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => {
  const variables = Environment.parse(process.env);
  return { storage: storageOf(variables), queueUrls: variables.QUEUE_URLS };
};
