import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface ChildOptions {
  /** A module of this folder's process, absolute. */
  readonly module: string;
  /** Loaded before it. */
  readonly preload?: string;
  /** Of Node. */
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Where standard output and standard error go; the bench's own standard error when not given. */
  readonly log?: number;
}

export interface Child {
  /** The next message from the child, sent by itself or in answer to `question`. One question at a time. */
  ask(question?: string): Promise<unknown>;
  /** Rejects when the child ends before it was told to. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

const STOPPING_TIME = 10_000;

const waitForEnd = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const late = setTimeout(() => child.kill('SIGKILL'), STOPPING_TIME);
  await once(child, 'exit');
  clearTimeout(late);
};

/** Starts a Node process of its own, so that what it does is not measured as somebody else's. */
export const startChild = ({ module, preload, flags = [], environment, log }: ChildOptions): Child => {
  const output = log ?? 2;
  const child = fork(module, {
    execArgv: [...flags, ...(preload === undefined ? [] : ['--import', preload])],
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output, 'ipc'],
  });
  let stopping = false;
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => {
      if (!stopping) reject(new Error(`${module} ended by itself (${code ?? signal})`));
    });
    child.once('error', reject);
  });
  // Whoever waits for the child hears of it; nobody has to.
  ended.catch(() => undefined);
  return {
    ask: async (question) => {
      const answer = once(child, 'message');
      if (question !== undefined) child.send(question);
      const [message] = await Promise.race([answer, ended]);
      return message;
    },
    ended,
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      await waitForEnd(child);
    },
  };
};
