import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export interface SourceFile {
  /** From the top of the repository, with slashes: `lib/domain/item.ts`. */
  readonly path: string;
  readonly text: string;
}

const TOP = join(import.meta.dirname, '../..');

/** Every TypeScript file in these folders at the top of the repository; a folder that does not exist has none. */
export const readSourceFiles = (folders: readonly string[]): readonly SourceFile[] =>
  folders
    .filter((folder) => existsSync(join(TOP, folder)))
    .flatMap((folder) =>
      readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => ({
          path: `${folder}/${name.split(sep).join('/')}`,
          text: readFileSync(join(TOP, folder, name), 'utf8'),
        })),
    );
