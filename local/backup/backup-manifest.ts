import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const StoredFile = z.strictObject({ name: z.string().min(1), sha256: Sha256, size: z.int().nonnegative() });

/** What one backup holds; everything but the ledger lies in the store that all backups of a folder share. */
export const Manifest = z.strictObject({
  format: z.literal('gongkai-backup/1'),
  madeAt: z.iso.datetime({ offset: true }),
  /** Of the program that made it. */
  version: z.string(),
  ledger: z.strictObject({
    sha256: Sha256,
    size: z.int().positive(),
    schema: z.int(),
    epoch: z.int(),
    items: z.int(),
    owing: z.int(),
  }),
  /** By key of the object store. */
  objects: z.array(StoredFile),
  /** By path in the data folder: secrets, the administrator's token, access logs. */
  files: z.array(StoredFile),
});
export type Manifest = z.infer<typeof Manifest>;
export type StoredFile = z.infer<typeof StoredFile>;

export const MANIFEST = 'manifest.json';
/** Hash of the manifest, as `sha256sum -c` reads it. */
export const MANIFEST_HASH = 'manifest.sha256';
/** In the data folder: when and where it was backed up last, for the doctor. */
export const LAST_BACKUP = 'last-backup.txt';
export const LEDGER_COPY = 'ledger.db';

/** The backups of a folder, each a folder of its own. */
export const BACKUPS = 'backups';
/** Contents by hash, shared by all backups of a folder. */
export const CONTENTS = 'contents';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Of a file of any size. */
export const hashFile = async (path: string): Promise<{ readonly sha256: string; readonly size: number }> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { sha256: hash.digest('hex'), size };
};

export const contentPath = (folder: string, sha256: string): string =>
  join(folder, CONTENTS, sha256.slice(0, 2), sha256);

/** The backup cannot be made, or cannot be trusted; the message is a sentence for whoever asked for it. */
export class BackupProblem extends Error {
  override readonly name = 'BackupProblem';
}

/** Throws `BackupProblem` for a manifest that is missing, was changed or is none of ours. */
export const readManifest = async (backup: string): Promise<Manifest> => {
  const [bytes, hash] = await Promise.all([
    readFile(join(backup, MANIFEST)),
    readFile(join(backup, MANIFEST_HASH), 'utf8'),
  ]).catch((cause: unknown) => {
    throw new BackupProblem(`${backup} 不是完整的备份。${backup} is no complete backup.`, { cause });
  });
  const parsed = Manifest.safeParse(jsonOrUndefined(bytes));
  if (hash.split(' ')[0] !== sha256Of(bytes) || !parsed.success) {
    throw new BackupProblem(
      `备份清单 ${join(backup, MANIFEST)} 与其指纹不符，不能使用。The manifest does not match its hash.`,
    );
  }
  return parsed.data;
};

const jsonOrUndefined = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
};
