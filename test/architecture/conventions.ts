import type { SourceFile } from './source-files.ts';

const LONGEST_FILE = 300;

const KEBAB_CASE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const FILE_NAME = /^([^.]+)(?:\.[a-z]+)*\.ts$/;
const DRAWERS = ['utils', 'helpers', 'common', 'types', 'services'];
const FUNCTION_ENTRY = /^functions\/[^/]+\/index\.ts$/;
const SHIPPED = /^(?:lib|functions|local|cdk)\//;
const ENVIRONMENT_PARSER = /(?:^|[/-])environment\.ts$/;
const MODULE_MOCK = /\bvi\s*\.\s*(?:mock|doMock|unmock|hoisted)\s*\(/;
const ENVIRONMENT = /\bprocess\s*\.\s*env\b|\bprocess\[/;

const HALF_WIDTH_IN_CHINESE = /[\u4e00-\u9fff”》）}][,;:!?](?=[\u4e00-\u9fff“《])/;

/** Every habit of the project that a file breaks, a sentence each. */
export const brokenConventions = (files: readonly SourceFile[]): readonly string[] =>
  files.flatMap((file) => RULES.flatMap((rule) => rule(file).map((why) => `${file.path} ${why}`)));

type Rule = (file: SourceFile) => readonly string[];

const when = (broken: boolean, why: string): readonly string[] => (broken ? [why] : []);

const lineCount = (text: string): number => text.trimEnd().split('\n').length;

const kebabCase: Rule = ({ path }) => {
  const folders = path.split('/');
  const name = FILE_NAME.exec(folders.pop() ?? '')?.[1] ?? '';
  return when(![...folders, name].every((part) => KEBAB_CASE.test(part)), 'is not named in kebab-case');
};

const noDrawers: Rule = ({ path }) =>
  when(
    path
      .split('/')
      .slice(0, -1)
      .some((folder) => DRAWERS.includes(folder)),
    `lies in a drawer (${DRAWERS.join(', ')})`,
  );

const noBarrels: Rule = ({ path }) =>
  when(
    path.endsWith('/index.ts') && !FUNCTION_ENTRY.test(path),
    'is a barrel: index.ts is the entry of a function',
  );

const noModuleMocks: Rule = ({ path, text }) =>
  when(path.startsWith('test/') && MODULE_MOCK.test(text), 'patches a module instead of passing a double in');

const environmentParsedOnce: Rule = ({ path, text }) =>
  when(
    path.startsWith('lib/') && ENVIRONMENT.test(text) && !ENVIRONMENT_PARSER.test(path),
    'reads the environment outside its parser',
  );

const shortFiles: Rule = ({ path, text }) =>
  when(
    SHIPPED.test(path) && lineCount(text) > LONGEST_FILE,
    `has ${lineCount(text)} lines, more than ${LONGEST_FILE}`,
  );

const fullWidthPunctuation: Rule = ({ path, text }) =>
  when(
    SHIPPED.test(path) && HALF_WIDTH_IN_CHINESE.test(text),
    'has half-width punctuation in a Chinese sentence',
  );

const RULES = [
  kebabCase,
  noDrawers,
  noBarrels,
  noModuleMocks,
  environmentParsedOnce,
  shortFiles,
  fullWidthPunctuation,
];
