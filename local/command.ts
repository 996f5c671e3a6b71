import { startProblem } from './start-problem.ts';

/** What the operating system answers that whoever runs a command can mend. */
const DISK_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', '磁盘已满。The disk is full.'],
  ['EDQUOT', '已超出磁盘配额。The disk quota is used up.'],
  ['EROFS', '磁盘只读。The disk is read-only.'],
  ['EACCES', '没有权限。Permission is missing.'],
  ['EPERM', '没有权限。Permission is missing.'],
]);

const diskProblem = (error: Error): string | undefined => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const sentence = DISK_PROBLEMS.get(code);
  return sentence === undefined ? undefined : `${sentence} ${error.message}`;
};

/** Runs a command of the command line: what was foreseen is told in a sentence, and the exit code is 1. */
export const runCommand = async (usage: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof Error)) throw error;
    const isWrongArgument = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    console.error(
      isWrongArgument ? `${error.message}\n${usage}` : (diskProblem(error) ?? startProblem(error)),
    );
  }
};
