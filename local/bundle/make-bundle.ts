import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { NODE_PACKAGE, productionPackages } from './production-packages.ts';

const run = promisify(execFile);

/** Of the checkout; functions, stacks, tests and benchmarks stay behind. */
const PARTS = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'README.zh-CN.md',
  'config',
  'deploy',
  'docs',
  'lib',
  'local',
  'package.json',
];
const LEFT_OUT = new Set([join('lib', 'engines', 'aws'), join('local', 'bundle')]);
/** Headers and manuals of Node.js, which nobody compiles against here: a third of it. */
const NOT_OF_NODE = new Set(['include', 'share', 'CHANGELOG.md']);

const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
};

const writeSums = async (folder: string): Promise<void> => {
  const lines: string[] = [];
  for (const file of await filesIn(folder)) lines.push(`${await sha256Of(join(folder, file))}  ${file}`);
  await writeFile(join(folder, 'SHA256SUMS'), `${lines.join('\n')}\n`);
};

const gather = async (checkout: string, folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of PARTS) {
    await cp(join(checkout, part), join(folder, part), {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(relative(checkout, source)),
    });
  }
  await cp(join(checkout, 'deploy', 'gongkai'), join(folder, 'gongkai'));
  const lockfile: unknown = JSON.parse(await readFile(join(checkout, 'package-lock.json'), 'utf8'));
  const nodePackage = join('node_modules', NODE_PACKAGE);
  for (const place of productionPackages(lockfile)) {
    const source = join(checkout, place);
    // Another platform's; or one within another's folder, which came with it.
    if (!existsSync(source)) continue;
    await cp(source, join(folder, place), {
      recursive: true,
      dereference: true,
      filter: (from) => {
        const inner = relative(source, from);
        if (inner.split('/').includes('node_modules')) return false;
        return place !== nodePackage || !NOT_OF_NODE.has(inner);
      },
    });
  }
};

/** The bundle cannot be made here. */
class BundleProblem extends Error {
  override readonly name = 'BundleProblem';
}

export interface Bundle {
  readonly archive: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Packs everything that the server on a single 64-bit Linux machine needs, Node.js included, into one archive with the hash of
 * each file and of the whole: for a machine that reaches no registry. From an installed checkout; nothing is fetched.
 * Throws `BundleProblem` where Node.js for that platform is not installed.
 */
export const makeBundle = async ({
  checkout,
  target,
  version,
  compression = 9,
}: {
  readonly checkout: string;
  readonly target: string;
  readonly version: string;
  /** As gzip counts: 1 is fast, 9 is small. */
  readonly compression?: number;
}): Promise<Bundle> => {
  if (!existsSync(join(checkout, 'node_modules', NODE_PACKAGE, 'bin', 'node'))) {
    throw new BundleProblem(
      `node_modules 中没有 ${NODE_PACKAGE}。请在 64 位 Linux 上执行 npm ci 之后再打包。There is no ${NODE_PACKAGE} in node_modules; run npm ci on 64-bit Linux first.`,
    );
  }
  const name = `gongkai-${version}-linux-x64`;
  const folder = join(target, name);
  await gather(checkout, folder);
  await writeSums(folder);
  const archive = `${folder}.tar.gz`;
  // The same checkout gives the same bytes: names in order, no owner, no time of its own.
  const reproducible = [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mtime=2026-01-01 00:00Z',
  ];
  await run('tar', [
    ...reproducible,
    '-C',
    target,
    `--use-compress-program=gzip -n -${compression}`,
    '-cf',
    archive,
    name,
  ]);
  await rm(folder, { recursive: true });
  const sha256 = await sha256Of(archive);
  await writeFile(`${archive}.sha256`, `${sha256}  ${name}.tar.gz\n`);
  const { size } = await stat(archive);
  return { archive, bytes: size, sha256 };
};
