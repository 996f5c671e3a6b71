import { describe, expect, it } from 'vitest';

import { findImports } from './find-imports.ts';
import { importCycles } from './import-cycles.ts';
import { brokenImports, LAYERS } from './import-rule.ts';
import { readSourceFiles, type SourceFile } from './source-files.ts';

const shipped = readSourceFiles(['lib', 'functions', 'local', 'cdk']);

const planted = (path: string, text: string): readonly SourceFile[] => [{ path, text }];

describe('the shipped code', () => {
  it('was read, imports included', () => {
    expect(shipped.map(({ path }) => path)).toContain('lib/domain/item.ts');
    expect(shipped.length).toBeGreaterThanOrEqual(60);
    expect(shipped.flatMap(findImports).length).toBeGreaterThanOrEqual(2 * shipped.length);
  });

  it('imports along the layers only', () => {
    expect(brokenImports(shipped)).toEqual([]);
  });

  it('has no files that import each other in a circle', () => {
    expect(importCycles(shipped)).toEqual([]);
  });
});

describe('the table of layers', () => {
  it('has no circle itself', () => {
    const files = Object.entries(LAYERS).map(([layer, allowed]) => ({
      path: `${layer}/a.ts`,
      text: allowed
        .map((folder) => `import '${'../'.repeat(layer.split('/').length)}${folder}/a.ts';`)
        .join('\n'),
    }));
    expect(importCycles(files)).toEqual([]);
    expect(brokenImports(files)).toEqual([]);
  });
});

describe('a planted import', () => {
  it.each([
    ['lib/domain/a.ts', "import { b } from '../ports/b.ts';"],
    ['lib/domain/a.ts', "import type { B } from '../ports/b.ts';"],
    ['lib/domain/count/a.ts', "import {\n  type B,\n  c,\n} from '../../configuration/b.ts';"],
    ['lib/domain/a.ts', "import '../usecases/b.ts';"],
    ['lib/domain/a.ts', "export { b } from '../usecases/b.ts';"],
    ['lib/domain/a.ts', "export type * from '../usecases/b.ts';"],
    ['lib/domain/a.ts', "const b = await import('../usecases/b.ts');"],
    ['lib/domain/a.ts', "type B = import('../usecases/b.ts').B;"],
    ['lib/domain/a.ts', "new Worker(new URL('../usecases/b.ts', import.meta.url));"],
    ['lib/domain/a.ts', 'const b = await import(name);'],
    ['lib/domain/a.ts', `const b = await import(\`../\${name}.ts\`);`],
    ['lib/domain/a.ts', 'const b = require(`${name}`);'],
    ['lib/domain/a.ts', "import b from '../../config/calendar.json' with { type: 'json' };"],
    ['lib/domain/a.ts', "import * as z from 'zod';"],
    ['lib/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['lib/domain/a.ts', "import { randomUUID } from 'node:crypto';"],
    ['lib/domain/a.ts', "import { createHash, randomUUID } from 'node:crypto';"],
    ['lib/domain/a.ts', "import parse5 from 'parse5-of-somebody-else';"],
    ['lib/ports/a.ts', "import type { B } from '../usecases/b.ts';"],
    ['lib/configuration/a.ts', "import { b } from '../channels/b.ts';"],
    ['lib/usecases/a.ts', "import { b } from '../engines/embedded/b.ts';"],
    ['lib/usecases/a.ts', "import { b } from '../channels/http/b.ts';"],
    ['lib/channels/http/a.ts', "import { b } from '../../usecases/b.ts';"],
    ['lib/engines/aws/a.ts', "import { b } from '../embedded/b.ts';"],
    ['lib/engines/embedded/a.ts', "import { b } from '../aws/b.ts';"],
    ['lib/engines/a.ts', "import { b } from './aws/b.ts';"],
    ['lib/returns/a.ts', "import { b } from '../ports/b.ts';"],
    ['lib/api/a.ts', "import { b } from '../engines/embedded/b.ts';"],
    ['lib/elsewhere/a.ts', ''],
    ['functions/api/a.ts', "import { b } from '../../lib/engines/embedded/b.ts';"],
    ['functions/api/a.ts', "import { b } from '../../local/b.ts';"],
    ['local/a.ts', "import { b } from '../lib/engines/aws/b.ts';"],
    ['local/a.ts', "import { b } from '../functions/api/handler.ts';"],
    ['local/a.ts', "import { b } from '../test/b.ts';"],
    ['cdk/a.ts', "import { b } from '../lib/domain/b.ts';"],
    ['cdk/a.ts', "import { b } from '../lib/engines/aws/keys.ts';"],
    ['cdk/a.ts', "import { Environment } from '../functions/api/environment.ts';"],
    ['cdk/a.ts', "import type { B } from '../functions/api/handler.ts';"],
  ])('in %s is found: %s', (path, text) => {
    expect(brokenImports(planted(path, text))).toHaveLength(1);
  });

  it.each([
    ['lib/domain/a.ts', "import { b } from './count/b.ts';"],
    ['lib/domain/a.ts', "import { createHash } from 'node:crypto';"],
    ['lib/domain/a.ts', "import { hash } from 'node:crypto';"],
    ['lib/domain/a.ts', "import known from 'chinese-days/dist/chinese-days.json' with { type: 'json' };"],
    ['lib/domain/a.ts', "import type { Root } from 'hast';"],
    ['lib/domain/a.ts', " * as in `import { b } from '../ports/b.ts'`"],
    ['lib/domain/a.ts', "export const b = (from: string) => from;\nconst c = 'x';"],
    ['lib/api/a.ts', "import { b } from '../usecases/b.ts';\nimport { Hono } from 'hono';"],
    ['cdk/a.ts', "import type { Environment } from '../functions/api/environment.ts';"],
    ['cdk/a.ts', "import { TABLE } from '../lib/engines/aws/table.ts';"],
    ['local/a.ts', "new Worker(new URL('./count-worker.ts', import.meta.url));"],
  ])('in %s is let through: %s', (path, text) => {
    expect(brokenImports(planted(path, text))).toEqual([]);
  });
});

describe('a planted circle', () => {
  it('of three files is found once', () => {
    const files = [
      ['lib/domain/a.ts', "import { b } from './b.ts';"],
      ['lib/domain/b.ts', "import type { C } from './count/c.ts';"],
      ['lib/domain/count/c.ts', "import { a } from '../a.ts';"],
      ['lib/domain/d.ts', "import { a } from './a.ts';"],
    ].map(([path = '', text = '']) => ({ path, text }));
    expect(importCycles(files)).toEqual([
      'lib/domain/a.ts → lib/domain/b.ts → lib/domain/count/c.ts → lib/domain/a.ts',
    ]);
  });

  it('through a worker, which is a program of its own, is none', () => {
    const files = [
      ['lib/engines/embedded/reader.ts', "new Worker(new URL('./worker.ts', import.meta.url));"],
      ['lib/engines/embedded/worker.ts', "import type { Question } from './reader.ts';"],
    ].map(([path = '', text = '']) => ({ path, text }));
    expect(importCycles(files)).toEqual([]);
  });

  it('of one file with itself is found', () => {
    expect(importCycles(planted('lib/domain/a.ts', "import { a } from './a.ts';"))).toHaveLength(1);
  });
});
