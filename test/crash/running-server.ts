import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../local/main.ts', import.meta.url));

const ADMIN_TOKEN = 'a-token-of-the-crash-tests-0123456789';

/** The real server, in a process of its own, on a free port. */
export class RunningServer {
  readonly origin: string;
  readonly pid: number;
  /** What it has written to its standard output so far. */
  readonly output: readonly string[];
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;

  private constructor(
    child: ChildProcess,
    origin: string,
    pid: number,
    exited: Promise<unknown>,
    output: readonly string[],
  ) {
    this.child = child;
    this.origin = origin;
    this.pid = pid;
    this.exited = exited;
    this.output = output;
  }

  static async start(folders: {
    readonly dataDir: string;
    readonly configDir: string;
    readonly environment?: Readonly<Record<string, string>>;
  }): Promise<RunningServer> {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        DATA_DIR: folders.dataDir,
        CONFIG_DIR: folders.configDir,
        GONGKAI_ADMIN_TOKEN: ADMIN_TOKEN,
        ...folders.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit');
    const output: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString('utf8');
    });
    const listening = (async (): Promise<string> => {
      for await (const line of createInterface({ input: child.stdout })) {
        const origin = /"origin":"(http:[^"]+)"/.exec(line)?.[1];
        if (origin !== undefined) {
          child.stdout.resume();
          return origin;
        }
      }
      throw new Error(`the server did not start: ${told}`);
    })();
    const origin = await listening;
    if (child.pid === undefined) throw new Error('the server has no process id');
    return new RunningServer(child, origin, child.pid, exited, output);
  }

  /** `kill -9`: nothing is flushed, nothing is told. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Waits for the end that somebody else brought about; answers the exit code. */
  async ended(): Promise<number | null> {
    await this.exited;
    return this.child.exitCode;
  }

  async stop(): Promise<unknown> {
    this.child.kill('SIGTERM');
    await this.exited;
    return this.child.exitCode;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }
}
