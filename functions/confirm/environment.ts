import * as z from 'zod';
import { QueueUrls } from '../runtime/queue-urls.ts';
import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment.extend({
  QUEUE_URLS: QueueUrls,
  /** Where this installation's own addresses are: the API's address, without a path. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }),
  /** Tells the metrics of several installations in one account apart. */
  INSTALLATION: z.string().min(1),
});

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => {
  const variables = Environment.parse(process.env);
  return {
    storage: storageOf(variables),
    queueUrls: variables.QUEUE_URLS,
    publicOrigin: new URL(variables.PUBLIC_ORIGIN).origin,
    installation: variables.INSTALLATION,
  };
};
