import { parseEnvironment } from './environment.ts';
import { createLog } from './log.ts';
import { startProblem } from './start-problem.ts';
import { startServer } from './start-server.ts';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

const openToOthers = (host: string): string =>
  `注意：系统在 ${host} 上监听，其他机器也能访问，传输不加密。请只在前面有带 TLS 的反向代理时这样使用。`;

const main = async (): Promise<void> => {
  const environment = parseEnvironment(process.env);
  const log = createLog(environment.logLevel);
  const server = await startServer({ environment, log });
  log.info({ origin: server.origin }, 'listening');
  console.log(`\nGongkai 已启动：${server.origin}/\n`);
  if (!isLoopback(environment.host)) console.log(`${openToOthers(environment.host)}\n`);
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
  void server.crashed.then(() => process.exit(1));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

main().catch((error: unknown) => {
  console.error(startProblem(error));
  process.exit(1);
});
