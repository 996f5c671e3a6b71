import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderInUse } from '../../../../lib/engines/embedded/data-folder-lock.ts';
import { DataFolderUnusable } from '../../../../lib/engines/embedded/data-folder-unusable.ts';
import {
  type EmbeddedEngine,
  openEmbeddedEngine,
} from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import { LedgerTooNew, SCHEMA_VERSION } from '../../../../lib/engines/embedded/schema.ts';
import { countRequest } from '../../../contract/counting.ts';

const HOLDER = fileURLToPath(new URL('./hold-data-folder.ts', import.meta.url));

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

describe('open embedded engine', () => {
  let parent: string;
  let dataDir: string;
  const engines: EmbeddedEngine[] = [];
  const processes: ChildProcess[] = [];

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'gongkai-engine-'));
    dataDir = join(parent, 'deep', 'data');
  });

  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.close()));
    await Promise.all(processes.splice(0).map(end));
    await rm(parent, { recursive: true, force: true });
  });

  const open = async (): Promise<EmbeddedEngine> => {
    const engine = await openEmbeddedEngine({ dataDir, clock: { now: () => 0 } });
    engines.push(engine);
    return engine;
  };

  /** Opens the folder in a process of its own, and answers what that says first. */
  const openElsewhere = async (): Promise<{ readonly child: ChildProcess; readonly says: string }> => {
    const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    processes.push(child);
    const [says] = await once(child.stdout, 'data');
    return { child, says: String(says) };
  };

  it('makes a data folder that only its owner can look into', async () => {
    await open();

    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('refuses a second engine in the same process, naming the folder and the way out', async () => {
    await open();

    await expect(open()).rejects.toThrow(DataFolderInUse);
    await expect(open()).rejects.toMatchObject({
      folder: dataDir,
      sentence: {
        zh: expect.stringContaining(`数据目录 ${dataDir} 正由另一个进程使用`),
        en: expect.stringContaining('DATA_DIR'),
      },
    });
  });

  it('says that a data folder cannot be used, and what it takes', async () => {
    await writeFile(join(parent, 'deep'), 'a file where a folder should be');

    await expect(open()).rejects.toThrow(DataFolderUnusable);
    await expect(open()).rejects.toThrow(new RegExp(`数据目录 ${dataDir} 无法使用.*可以写入.*DATA_DIR`, 's'));
  });

  it('says so as well of a folder that holds a folder in place of the lock', async () => {
    await mkdir(join(dataDir, 'lock.db'), { recursive: true });

    await expect(open()).rejects.toThrow(DataFolderUnusable);
  });

  it('refuses a second process while the first one lives', async () => {
    await open();

    const { says } = await openElsewhere();

    expect(says).toContain('DataFolderInUse');
    expect(says).toContain(dataDir);
  });

  it('takes the folder over from a process that was killed', async () => {
    const { child, says } = await openElsewhere();
    const refused = await openEmbeddedEngine({ dataDir, clock: { now: () => 0 } }).catch(
      (error: unknown) => error,
    );
    await end(child);

    const engine = await open();

    expect(says).toBe('held\n');
    expect(refused).toBeInstanceOf(DataFolderInUse);
    expect(await engine.ledger.newestRecordedAt()).toBeNull();
  });

  it('opens again what it has closed', async () => {
    const first = await open();
    await first.close();
    engines.length = 0;

    const second = await open();

    expect(await second.ledger.list({ limit: 1 })).toEqual({ rows: [], nextCursor: null });
  });

  it('refuses a ledger of a newer release, leaves it untouched and frees the folder', async () => {
    const first = await open();
    await first.close();
    engines.length = 0;
    const newer = new DatabaseSync(join(dataDir, 'ledger.db'));
    newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();

    const refusals = [
      await open().catch((error: unknown) => error),
      await open().catch((error: unknown) => error),
    ];

    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(LedgerTooNew);
      expect(refusal).toMatchObject({
        sentence: {
          zh: expect.stringContaining('请升级程序'),
          en: expect.stringContaining('Upgrade the program'),
        },
      });
    }
  });

  it('rejects writes after it was closed', async () => {
    const engine = await open();
    await engine.close();
    engines.length = 0;

    await expect(engine.ledger.endLeases()).rejects.toThrow('closed');
    await expect(engine.ledger.countYear(countRequest(2026))).rejects.toThrow('closed');
  });
});
