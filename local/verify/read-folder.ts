import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Counts = z.record(z.string(), z.number());
const Set = z.object({ channels: z.array(z.string()), items: z.number() });

const Count = z.object({
  total: z.number(),
  published: z.number(),
  firstPublishedEarlier: z.number(),
  reposts: z.number(),
  withdrawn: z.number(),
  withdrawnAsError: z.number(),
  late: z.number(),
  importedDeliveries: z.number(),
  practiceDeliveries: z.number(),
  channels: Counts,
  regions: z.array(Set),
  overlaps: z.array(Set),
  formRows: Counts,
});
export type ToldCount = z.infer<typeof Count>;

const Evidence = z.object({ lines: z.number(), merkleRoot: Sha256 });

/** As much of `data.json` as evidence can be held against. */
const Data = z.object({
  year: z.number(),
  revision: z.number(),
  state: z.enum(['draft', 'filed']),
  inputsVersion: z.number(),
  policies: z.object({ countReposts: z.boolean() }),
  form: z.object({ id: z.string(), version: z.number() }).nullable(),
  count: Count,
  quarters: z.array(Count).length(4).nullable(),
  normativeDocuments: z.number(),
  months: z.array(z.object({ channel: z.string(), items: z.array(z.number()).length(12) })),
  cells: z.array(
    z.object({ id: z.string(), proposed: z.union([z.number(), z.string(), z.null()]).optional() }),
  ),
  evidence: Evidence,
});
export type ToldData = z.infer<typeof Data>;

const Manifest = z.object({
  format: z.literal('gongkai-manifest/1'),
  year: z.number(),
  revision: z.number(),
  state: z.string(),
  inputsVersion: z.number(),
  form: z.object({ id: z.string(), version: z.number() }).nullable(),
  rules: Sha256,
  policies: Sha256,
  evidence: Evidence,
  files: z.array(z.object({ name: z.string(), sha256: Sha256, size: z.number() })),
});
export type ToldManifest = z.infer<typeof Manifest>;

const Sealings = z.object({
  format: z.literal('gongkai-sealed/1'),
  sealed: z.array(
    z.object({
      file: z.string(),
      before: Sha256,
      after: Sha256,
      at: z.string(),
      lines: z.number().positive(),
    }),
  ),
});
export type ToldSealing = z.infer<typeof Sealings>['sealed'][number];

const Inputs = z.object({ version: z.number() });

/** The names of the files of a folder, in order. */
export const namesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).toSorted();

const readJson = async <Schema extends z.ZodType>(
  schema: Schema,
  folder: string,
  name: string,
): Promise<z.output<Schema> | undefined> => {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')));
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isAbsent || error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Each undefined where the file is missing or is not what it should be. */
export const readData = (folder: string) => readJson(Data, folder, 'data.json');
export const readManifest = (folder: string) => readJson(Manifest, folder, 'manifest.json');
export const readSealings = (folder: string) => readJson(Sealings, folder, 'sealed.json');
export const readInputs = (folder: string) => readJson(Inputs, folder, 'inputs.json');
