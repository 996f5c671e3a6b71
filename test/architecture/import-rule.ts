import { findImports, hasComputedImport, type Import } from './find-imports.ts';
import type { SourceFile } from './source-files.ts';

/** What each layer may import of ours, besides itself. The longest matching folder is a file's layer. */
export const LAYERS = {
  'lib/domain': [],
  'lib/ports': ['lib/domain'],
  'lib/configuration': ['config', 'lib/domain', 'lib/ports'],
  'lib/usecases': ['lib/configuration', 'lib/domain', 'lib/ports'],
  'lib/channels': ['lib/configuration', 'lib/domain', 'lib/ports'],
  'lib/engines/embedded': ['lib/configuration', 'lib/domain', 'lib/ports'],
  'lib/engines/aws': ['lib/configuration', 'lib/domain', 'lib/ports'],
  'lib/returns': ['lib/domain'],
  'lib/api': ['lib/channels', 'lib/configuration', 'lib/domain', 'lib/ports', 'lib/returns', 'lib/usecases'],
  functions: [
    'config',
    'lib/api',
    'lib/channels',
    'lib/configuration',
    'lib/domain',
    'lib/engines/aws',
    'lib/ports',
    'lib/returns',
    'lib/usecases',
  ],
  local: [
    'config',
    'lib/api',
    'lib/channels',
    'lib/configuration',
    'lib/domain',
    'lib/engines/embedded',
    'lib/ports',
    'lib/returns',
    'lib/usecases',
  ],
  // What verifies a return shares nothing with what counts and writes it.
  'local/verify': [],
  cdk: ['config', 'lib/configuration'],
  config: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The stack reads what a function wants in its environment, and nothing else of it: `satisfies z.input<typeof Environment>`. */
const ENVIRONMENT_TYPES = /^functions\/[^/]+\/environment\.ts$/;

/** The stack creates the table that the ledger is written for, so both read one definition. */
const TABLE_DEFINITION = 'lib/engines/aws/table.ts';

/** Libraries that answer the same to the same, and look at no clock, no chance and no outside. */
const PURE_PACKAGES = /^(?:chinese-days|hast|hast-util-[\w-]+|micromark|micromark-[\w-]+|parse5)(?:\/|$)/;

/** Of `node:crypto`, what only computes. */
const HASHES: ReadonlySet<string> = new Set(['{ createHash }', '{ hash }']);

/** Every import that breaks the rule of layers, a sentence each. */
export const brokenImports = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === undefined) return [`${file.path} belongs to no layer`];
    const broken = findImports(file).flatMap((each) =>
      objections(layer, each).map((why) => `${file.path} ${why}`),
    );
    return hasComputedImport(file) ? [...broken, `${file.path} computes what it imports`] : broken;
  });

type Layer = keyof typeof LAYERS;

const isInside = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

const isLayer = (folder: string): folder is Layer => Object.hasOwn(LAYERS, folder);

const layerOf = (path: string): Layer | undefined =>
  Object.keys(LAYERS)
    .filter(isLayer)
    .filter((folder) => isInside(path, folder))
    .toSorted((a, b) => b.length - a.length)[0];

const objections = (layer: Layer, { target, isOurs, typeOnly, clause }: Import): readonly string[] => {
  if (isOurs) {
    const allowed: readonly string[] = [layer, ...LAYERS[layer]];
    if (allowed.some((folder) => isInside(target, folder))) return [];
    // The version that the API tells of itself.
    if ((layer === 'functions' || layer === 'local') && target === 'package.json') return [];
    if (layer === 'cdk' && target === TABLE_DEFINITION) return [];
    if (layer === 'cdk' && typeOnly && ENVIRONMENT_TYPES.test(target)) return [];
    return [`imports ${target}, and ${layer} may not`];
  }
  if (layer !== 'lib/domain' || PURE_PACKAGES.test(target)) return [];
  if (target === 'node:crypto' && HASHES.has(clause)) return [];
  return [`imports ${target}, and lib/domain has only pure packages`];
};
