import * as z from 'zod';

/** What every function is told: where the ledger and the objects are, and the configuration in its bundle. */
export const StorageEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  CONFIG_DIR: z.string().min(1).default('config'),
});

export interface Storage {
  readonly tableName: string;
  readonly bucketName: string;
  readonly configDir: string;
}

export const storageOf = (variables: z.output<typeof StorageEnvironment>): Storage => ({
  tableName: variables.TABLE_NAME,
  bucketName: variables.BUCKET_NAME,
  configDir: variables.CONFIG_DIR,
});
