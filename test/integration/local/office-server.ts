import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../lib/ports/clock.ts';
import { createLog } from '../../../local/log.ts';
import { startServer } from '../../../local/start-server.ts';

const CONFIG = fileURLToPath(new URL('../../../config/', import.meta.url));
const TOKEN = 'a-token-of-the-tests-0123456789-abcdef';

export interface Answered {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever the API answers
  readonly body: any;
}

interface ChannelsFile {
  readonly channels: Record<string, unknown>[];
}

/** The real single-machine server in this process, on a data folder and a configuration of its own. */
export const startOffice = async (
  options: {
    readonly clock?: Clock;
    /** Changes the shipped `channels.json`. */
    readonly channels?: (file: ChannelsFile) => ChannelsFile;
    readonly allow?: readonly string[];
    /** Folders that exchange channels may use. */
    readonly folders?: readonly string[];
    /** Upload templates of platforms, by file name. */
    readonly templates?: Readonly<Record<string, Uint8Array>>;
    /** What `identity.json` says instead of the shipped one. */
    readonly identity?: Readonly<Record<string, unknown>>;
    /** Channels whose signing secret is stored, as for a platform of somebody else. */
    readonly secrets?: readonly string[];
  } = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-office-'));
  const configDir = join(folder, 'config');
  await cp(CONFIG, configDir, { recursive: true });
  if (options.channels !== undefined) {
    const file = join(configDir, 'channels.json');
    const shipped = JSON.parse(await readFile(file, 'utf8')) as ChannelsFile;
    await writeFile(file, JSON.stringify(options.channels(shipped)));
  }
  if (options.allow !== undefined || options.folders !== undefined) {
    const { allow = [], folders = [] } = options;
    await writeFile(join(configDir, 'outgoing.json'), JSON.stringify({ allow, folders }));
  }
  for (const [name, bytes] of Object.entries(options.templates ?? {})) {
    await mkdir(join(configDir, 'templates'), { recursive: true });
    await writeFile(join(configDir, 'templates', name), bytes);
  }
  if (options.identity !== undefined) {
    await writeFile(join(configDir, 'identity.json'), JSON.stringify(options.identity));
  }
  for (const name of options.secrets ?? []) {
    const secrets = join(folder, 'data', 'secrets');
    await mkdir(secrets, { recursive: true, mode: 0o700 });
    await writeFile(
      join(secrets, name),
      `whsec_${Buffer.from(`secret of ${name}, 32 bytes`).toString('base64')}\n`,
      { mode: 0o600 },
    );
  }
  const start = () =>
    startServer({
      environment: {
        host: '127.0.0.1',
        port: 0,
        dataDir: join(folder, 'data'),
        configDir,
        adminToken: TOKEN,
        logLevel: 'silent',
      },
      log: createLog('silent'),
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    });
  let server = await start();

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answered> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${server.origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return { status: response.status, body: json ? JSON.parse(text) : text };
  };

  return {
    folder,
    call,
    token: TOKEN,
    get origin() {
      return server.origin;
    },
    /** `meanwhile`: while it stands still. */
    restart: async (meanwhile?: () => Promise<unknown>) => {
      await server.close();
      await meanwhile?.();
      server = await start();
    },
    stop: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type OfficeServer = Awaited<ReturnType<typeof startOffice>>;

/** A plain notice, formed and approved on a day; nothing but what is required. */
export const noticeOf = (number: number, channels: readonly string[], day: string) => ({
  title: `（虚构）第${number}号通知`,
  body: { format: 'html', content: `<p>第${number}号通知的正文，内容虚构。</p>` },
  issuer: '虚构市政务服务中心',
  formedOn: day,
  author: { name: '甲某' },
  review: { reviewer: '乙某', conclusion: 'public', reviewedAt: day },
  approvals: [{ role: 'deputy-leader', name: '丙某', approvedAt: day }],
  channels,
});
