/** Errors whose message is a sentence for whoever starts the server. */
const FORESEEN: ReadonlySet<string> = new Set([
  'AdministratorTokenTooShort',
  'BackupProblem',
  'BundleProblem',
  'ClockBehind',
  'ConfigurationProblem',
  'DataFolderInUse',
  'DataFolderSuperseded',
  'DataFolderUnusable',
  'EnvironmentProblem',
  'LedgerDamaged',
  'LedgerMarked',
  'LedgerTooNew',
]);

/** What the operating system answers where HOST and PORT cannot be had. */
const ADDRESS_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', '端口已被占用，请用 PORT 指定另一个端口。The port is taken; choose another by PORT.'],
  [
    'EADDRNOTAVAIL',
    '本机没有 HOST 所指的地址，请改用本机的地址，如 127.0.0.1。HOST is no address of this machine; name one that is, such as 127.0.0.1.',
  ],
  [
    'ENOTFOUND',
    'HOST 的名称无法解析，请改用本机的地址，如 127.0.0.1。The name in HOST cannot be resolved; name an address of this machine, such as 127.0.0.1.',
  ],
]);

const PORT_FORBIDDEN =
  '没有权限使用该端口，请用 PORT 指定 1024 以上的端口。The port is not allowed to this account; choose one from 1024 on by PORT.';

/** The sentence for a trouble that was foreseen; anything else as it is, so that it shows where it came from. */
export const startProblem = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (FORESEEN.has(error.name)) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const listening = 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo');
  if (!listening) return error;
  return code === 'EACCES' ? PORT_FORBIDDEN : (ADDRESS_PROBLEMS.get(code) ?? error);
};
