import { StorageEnvironment, storageOf } from '../runtime/storage-environment.ts';

export const Environment = StorageEnvironment;

/** Throws a `ZodError` that names every variable that cannot be used. */
export const readEnvironment = () => ({ storage: storageOf(Environment.parse(process.env)) });
