import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

export const FUNCTION_NAMES = ['api', 'deliver', 'tick', 'confirm', 'remind', 'report'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

const ROOT = join(import.meta.dirname, '..');

// Some of what is bundled is CommonJS and asks for built-in modules by `require`, which a module does not have.
const BANNER =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);";

/**
 * Writes each function's bundle to `<folder>/<name>`: one ES module, the unit's configuration, and the style and script
 * of the sites. The SDK goes along, so that what runs is what was tested.
 */
export const bundleFunctions = (folder: string, configFolder: string): void => {
  for (const name of FUNCTION_NAMES) {
    buildSync({
      absWorkingDir: ROOT,
      entryPoints: [join('functions', name, 'index.ts')],
      outfile: join(folder, name, 'index.mjs'),
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node24',
      format: 'esm',
      mainFields: ['module', 'main'],
      banner: { js: BANNER },
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'warning',
    });
    cpSync(configFolder, join(folder, name, 'config'), { recursive: true });
    cpSync(join(ROOT, 'lib/channels/site/assets'), join(folder, name, 'assets'), { recursive: true });
  }
};
