import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod';

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) }),
  ),
});

const { packages } = Lockfile.parse(
  JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')),
);

/** Packages for one platform each, as those that want them name them. */
const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
  Object.keys(optionalDependencies).map((name) => ({ path, name })),
);

/** Node's own way: beside the package that wants it, or in any folder above. */
const isLocked = ({ path, name }: { readonly path: string; readonly name: string }): boolean => {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
};

// npm leaves a platform's package out of the lockfile when the registry at hand does not have it, and `npm ci` then refuses.
it('the lockfile has the packages of every platform, so that it installs from any registry', () => {
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter((each) => !isLocked(each))).toEqual([]);
});
