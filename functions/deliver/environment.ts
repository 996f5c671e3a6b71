import * as z from 'zod';
import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment.extend({
  /** The one channel whose queue this function drains. */
  CHANNEL: z.string().min(1),
  QUEUE_URL: z.url(),
  SECRETS_PREFIX: z.string().min(1),
  /** Where this installation's own addresses are: the API's address, without a path. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }),
});

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => {
  const variables = Environment.parse(process.env);
  return {
    storage: storageOf(variables),
    channel: variables.CHANNEL,
    queueUrl: variables.QUEUE_URL,
    secretsPrefix: variables.SECRETS_PREFIX,
    publicOrigin: new URL(variables.PUBLIC_ORIGIN).origin,
  };
};
