import { describe, expect, it } from 'vitest';

import { brokenConventions } from './conventions.ts';
import { readSourceFiles } from './source-files.ts';

const files = readSourceFiles(['lib', 'functions', 'local', 'cdk', 'test', 'bench']);

describe('the code and its tests', () => {
  it('were read', () => {
    expect(files.filter(({ path }) => path.startsWith('lib/')).length).toBeGreaterThanOrEqual(60);
    expect(files.filter(({ path }) => path.startsWith('test/')).length).toBeGreaterThanOrEqual(20);
  });

  it('keep the habits of the project', () => {
    expect(brokenConventions(files)).toEqual([]);
  });
});

const lines = (count: number) => 'a\n'.repeat(count);
// Put together, so that this file does not break the rule itself.
const patching = (verb: string) => ['vi', `${verb}('../../lib/a.ts');`].join('.');

describe('a planted file', () => {
  it.each([
    ['camel case', 'lib/domain/workingDays.ts', ''],
    ['an underscore', 'lib/domain/working_days.ts', ''],
    ['a capital in a folder', 'lib/Domain/days.ts', ''],
    ['a drawer', 'lib/utils/days.ts', ''],
    ['a drawer among the tests', 'test/helpers/days.ts', ''],
    ['a barrel', 'lib/domain/index.ts', ''],
    ['a barrel of functions', 'functions/index.ts', ''],
    ['a barrel inside a function', 'functions/api/routes/index.ts', ''],
    ['a barrel of tests', 'test/unit/index.ts', ''],
    ['a patched module', 'test/unit/a.test.ts', patching('mock')],
    ['a module patched later', 'test/unit/a.test.ts', patching('doMock')],
    ['a variable of the environment', 'lib/api/a.ts', 'const port = process.env.PORT;'],
    ['the environment in brackets', 'lib/api/a.ts', "const env = process['env'];"],
    ['the environment in a file of a similar name', 'lib/api/environments.ts', 'process.env.PORT;'],
    ['301 lines in lib', 'lib/api/a.ts', lines(301)],
    ['301 lines in functions', 'functions/api/a.ts', lines(301)],
    ['301 lines in local', 'local/a.ts', lines(301)],
    ['a half-width comma in Chinese', 'lib/api/a.ts', "zh: '请改正,然后重试'"],
    ['301 lines in cdk', 'cdk/a.ts', lines(301)],
  ])('with %s is found: %s', (_, path, text) => {
    expect(brokenConventions([{ path, text }])).toHaveLength(1);
  });

  it.each([
    ['the entry of a function', 'functions/api/index.ts', ''],
    ['kebab case', 'lib/domain/working-days.ts', ''],
    ['the name of a property test', 'test/property/working-days.property.test.ts', ''],
    ['the environment of a function', 'functions/api/environment.ts', 'process.env'],
    ['the environment in its parser', 'lib/engines/aws/read-environment.ts', 'process.env'],
    ['the environment in the server', 'local/start.ts', 'process.env'],
    ['300 lines', 'lib/api/a.ts', lines(300)],
    ['Chinese words in an English comment', 'lib/api/a.ts', '// 公告栏, 电子屏: places'],
    ['a long test', 'test/unit/a.test.ts', lines(1000)],
    ['doubles passed in', 'test/unit/a.test.ts', 'vi.fn(); vi.waitFor(check); vi.stubEnv();'],
  ])('with %s is let through: %s', (_, path, text) => {
    expect(brokenConventions([{ path, text }])).toEqual([]);
  });
});
