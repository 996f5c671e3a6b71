import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PlatformNews, PlatformOrder } from './platform-process.ts';

type News<Is extends PlatformNews['is']> = Extract<PlatformNews, { is: Is }>;

/** The test's own platforms, in a process of their own. */
export class RunningPlatforms {
  readonly port: number;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
  }

  static async start(): Promise<RunningPlatforms> {
    const child = fork(fileURLToPath(new URL('./platform-process.ts', import.meta.url)), {
      stdio: 'inherit',
    });
    const [news] = (await once(child, 'message')) as [News<'listening'>];
    return new RunningPlatforms(child, news.port);
  }

  order(order: PlatformOrder): void {
    this.child.send(order);
  }

  /** The next news of this sort; has to be asked for before it can come. */
  async news<Is extends PlatformNews['is']>(is: Is): Promise<News<Is>> {
    for (;;) {
      const [news] = (await once(this.child, 'message')) as [PlatformNews];
      if (news.is === is) return news as News<Is>;
    }
  }

  async copies(): Promise<News<'copies'>['copies']> {
    const answer = this.news('copies');
    this.order({ do: 'tell-copies' });
    return (await answer).copies;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }
}
