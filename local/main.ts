import { parseEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { startServer } from './start-server.ts';

const FORESEEN = new Set([
  'EnvironmentProblem',
  'ConfigurationProblem',
  'DataFolderInUse',
  'LedgerTooNew',
  'ClockBehind',
]);

const main = async (): Promise<void> => {
  const environment = parseEnvironment(process.env);
  const log = createLog(environment.logLevel);
  const server = await startServer({ environment, log });
  log.info({ origin: server.origin }, 'listening');
  console.log(`\nGongkai 已启动：${server.origin}/\n`);
  if (server.administratorTokenFile !== null)
    console.log(`管理员令牌在文件：${server.administratorTokenFile}\n`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({}, 'stopping');
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

/** Troubles with a sentence of their own for whoever starts the server; anything else shows where it came from. */
const sentenceOf = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  if (FORESEEN.has(error.name)) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE') {
    return '端口已被占用，请用 PORT 指定另一个端口。The port is taken; choose another by PORT.';
  }
  return error;
};

main().catch((error: unknown) => {
  console.error(sentenceOf(error));
  process.exit(1);
});
