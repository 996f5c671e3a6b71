import { posix } from 'node:path';

import type { SourceFile } from './source-files.ts';

export interface Import {
  /** The path of one of our files, or the package as it is written. */
  readonly target: string;
  readonly isOurs: boolean;
  readonly typeOnly: boolean;
  /** Started as a worker: a program of its own, whose modules are loaded anew. */
  readonly asWorker: boolean;
  /** What stands between `import` and `from`; empty for an import of the whole. */
  readonly clause: string;
}

// The formatter puts every static import and re-export at the start of a line, and nothing else that reads like one.
const STATIC = /^(?:import|export)\b(\s+type\b)?([^'";]*?)\bfrom\s*['"]([^'"]+)['"]/gm;
const FOR_EFFECT = /^import\s*['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"`]([^'"`$]+)['"`]/g;
const WORKER = /\bnew URL\(\s*['"](\.[^'"]*\.ts)['"],\s*import\.meta\.url/g;
const COMPUTED = /\b(?:import|require)\(\s*(?!['"`][^'"`$]+['"`])/;

/** What a file takes in: imports for values, types or effect, re-exports, `import()`, and files started as workers. */
export const findImports = ({ path, text }: SourceFile): readonly Import[] => {
  const found = (specifier: string, rest: Partial<Import> = {}): Import => {
    const isOurs = specifier.startsWith('.');
    const target = isOurs ? posix.join(posix.dirname(path), specifier) : specifier;
    return { target, isOurs, typeOnly: false, asWorker: false, clause: '', ...rest };
  };
  return [
    ...Array.from(text.matchAll(STATIC), ([, type, clause = '', specifier = '']) =>
      found(specifier, { typeOnly: type !== undefined, clause: clause.trim() }),
    ),
    ...[FOR_EFFECT, DYNAMIC].flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([, specifier = '']) => found(specifier)),
    ),
    ...Array.from(text.matchAll(WORKER), ([, specifier = '']) => found(specifier, { asWorker: true })),
  ];
};

/** Takes in something whose name is only known when it runs, so that no rule can be checked. */
export const hasComputedImport = ({ text }: SourceFile): boolean => COMPUTED.test(text);
