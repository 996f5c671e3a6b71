import * as z from 'zod';
import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment.extend({
  SECRETS_PREFIX: z.string().min(1),
});

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => {
  const variables = Environment.parse(process.env);
  return { storage: storageOf(variables), secretsPrefix: variables.SECRETS_PREFIX };
};
