import * as z from 'zod';
import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment.extend({
  /** Tells the metrics of several installations in one account apart. */
  INSTALLATION: z.string().min(1),
});

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => {
  const variables = Environment.parse(process.env);
  return { storage: storageOf(variables), installation: variables.INSTALLATION };
};
