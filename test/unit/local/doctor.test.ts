import { chmod, cp, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markLedger } from '../../../lib/engines/embedded/ledger-mark.ts';
import { openEmbeddedEngine } from '../../../lib/engines/embedded/open-embedded-engine.ts';
import { supersede } from '../../../lib/engines/embedded/superseded-folder.ts';
import { examineConfiguration } from '../../../local/doctor/examine-configuration.ts';
import { examineDataFolder } from '../../../local/doctor/examine-data-folder.ts';
import { examineLedger } from '../../../local/doctor/examine-ledger.ts';
import { examineMachine } from '../../../local/doctor/examine-machine.ts';
import type { Finding } from '../../../local/doctor/finding.ts';
import { editionOf, itemOf, NOON } from '../../contract/rows.ts';

const CONFIG = fileURLToPath(new URL('../../../config/', import.meta.url));
const clock = { now: () => NOON + 1000 };

let parent: string;
let dataDir: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gongkai-doctor-'));
  dataDir = join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const fill = async (): Promise<void> => {
  const engine = await openEmbeddedEngine({ dataDir, clock });
  await engine.ledger.accept(itemOf('甲'), editionOf('甲'));
  await engine.close();
};

const ledger = (change: (database: DatabaseSync) => void): void => {
  const database = new DatabaseSync(join(dataDir, 'ledger.db'));
  change(database);
  database.close();
};

/** `错误 台账`: level and subject of everything that is not sound. */
const troublesIn = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ level }) => level !== 'sound').map(({ level, about }) => `${level} ${about}`);

const withChannels = async (channels: readonly unknown[]): Promise<string> => {
  const configDir = join(parent, 'config');
  await cp(CONFIG, configDir, { recursive: true });
  await writeFile(join(configDir, 'channels.json'), JSON.stringify({ channels }));
  return configDir;
};

describe('the doctor, of the ledger', () => {
  it('finds a good one sound, and says what is in it', async () => {
    await fill();
    const findings = examineLedger({ dataDir, clock });
    expect(troublesIn(findings)).toEqual([]);
    expect(findings[0]?.says.zh).toContain('完好，1 条信息，第 1 纪元');
  });

  it('says that one is damaged, where SQLite finds it so', async () => {
    await fill();
    const file = await open(join(dataDir, 'ledger.db'), 'r+');
    await file.write(Buffer.alloc(40_000, 7), 0, 40_000, 4096);
    await file.close();
    const findings = examineLedger({ dataDir, clock });
    expect(troublesIn(findings)).toEqual(['problem 台账']);
    expect(findings[0]?.says.zh).toContain('已损坏');
  });

  it('says that one which is no database at all is damaged', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'ledger.db'), 'no database '.repeat(1000));
    expect(troublesIn(examineLedger({ dataDir, clock }))).toEqual(['problem 台账']);
  });

  it('says that a copy out of a backup is not to be used', async () => {
    await fill();
    ledger((database) => markLedger(database, 'copy'));
    const findings = examineLedger({ dataDir, clock });
    expect(findings.map(({ says }) => says.zh).join()).toContain('npm run restore');
  });

  it('names a withdrawal that nobody has approved yet among what waits for people', async () => {
    const engine = await openEmbeddedEngine({ dataDir, clock });
    const withdrawal = {
      cause: 'leak' as const,
      reason: '涉密',
      notice: null,
      at: NOON,
      by: 'token:t1',
      approvals: [],
      approved: false,
    };
    await engine.ledger.accept(itemOf('甲', { state: 'withdrawn', withdrawal }), editionOf('甲'));
    await engine.close();

    const findings = examineLedger({ dataDir, clock });

    expect(troublesIn(findings)).toEqual(['warning 待办']);
    expect(findings.map(({ says }) => says.zh)).toContainEqual(expect.stringContaining('撤下待补审批 1'));
  });

  it('says that the clock runs behind', async () => {
    await fill();
    const behind = { now: () => NOON - 120_000 };
    expect(troublesIn(examineLedger({ dataDir, clock: behind }))).toEqual(['problem 时钟']);
  });

  it('says that a newer release has been at it', async () => {
    await fill();
    ledger((database) => database.exec('PRAGMA user_version = 999'));
    expect(troublesIn(examineLedger({ dataDir, clock }))).toEqual(['problem 台账']);
  });
});

describe('the doctor, of the data folder', () => {
  it('finds a good one in want of a backup only, and knows whether the server runs', async () => {
    const engine = await openEmbeddedEngine({ dataDir, clock });
    const running = await examineDataFolder({ dataDir, clock });
    await engine.close();
    const stopped = await examineDataFolder({ dataDir, clock });
    expect(troublesIn(stopped.findings)).toEqual(['warning 备份']);
    expect(running.findings.map(({ says }) => says.zh)).toContain('系统正在运行');
    expect(stopped.findings.map(({ says }) => says.zh)).toContain('系统没有在运行');
  });

  it('leaves one alone that is not there yet', async () => {
    const { findings, hasLedger } = await examineDataFolder({ dataDir, clock });
    expect(troublesIn(findings)).toEqual([]);
    expect(hasLedger).toBe(false);
  });

  it.each([
    ['a backup of yesterday', '2026-11-02T12:00:00+08:00', []],
    ['a backup of last month', '2026-10-02T12:00:00+08:00', ['warning 备份']],
  ])('judges %s', async (_name, madeAt, troubles) => {
    await fill();
    await writeFile(join(dataDir, 'last-backup.txt'), `${madeAt} /backups/1\n`);
    expect(troublesIn((await examineDataFolder({ dataDir, clock })).findings)).toEqual(troubles);
  });

  it('says that others may look into it', async () => {
    await fill();
    await chmod(dataDir, 0o755);
    expect(troublesIn((await examineDataFolder({ dataDir, clock })).findings)).toContain('warning 数据目录');
  });

  it('says that it was retired', async () => {
    await fill();
    await supersede(dataDir, NOON);
    const { findings, hasLedger } = await examineDataFolder({ dataDir, clock });
    expect(troublesIn(findings)).toEqual(['problem 数据目录']);
    expect(hasLedger).toBe(false);
  });
});

describe('the doctor, of the configuration', () => {
  const city = {
    id: 'city',
    name: '市级平台',
    kind: 'http',
    settings: { endpoint: 'https://city.example.cn/in/' },
  };

  it('finds the shipped one sound', async () => {
    expect(troublesIn(await examineConfiguration({ configDir: CONFIG, dataDir, clock }))).toEqual([]);
  });

  it('says that a secret is missing, or open to others', async () => {
    const configDir = await withChannels([city]);
    expect(troublesIn(await examineConfiguration({ configDir, dataDir, clock }))).toEqual(['problem 密钥']);
    const secrets = join(dataDir, 'secrets');
    await mkdir(secrets, { recursive: true });
    await writeFile(join(secrets, 'city'), 'whsec_x', { mode: 0o644 });
    expect(troublesIn(await examineConfiguration({ configDir, dataDir, clock }))).toEqual(['warning 密钥']);
    await chmod(join(secrets, 'city'), 0o600);
    expect(troublesIn(await examineConfiguration({ configDir, dataDir, clock }))).toEqual([]);
  });

  it('says where a channel is wrong, as the start would', async () => {
    const configDir = await withChannels([{ ...city, settings: { endpoint: 'nowhere' } }]);
    const findings = await examineConfiguration({ configDir, dataDir, clock });
    expect(troublesIn(findings)).toEqual(['problem 配置']);
    expect(findings[0]?.says.zh).toContain('/settings/endpoint');
  });

  it('says that the calendar ends before this year', async () => {
    const later = { now: () => Date.parse('2031-03-01T00:00:00+08:00') };
    expect(troublesIn(await examineConfiguration({ configDir: CONFIG, dataDir, clock: later }))).toEqual([
      'warning 节假日',
    ]);
  });
});

describe('the doctor, of the machine', () => {
  it.each([
    ['24.21.0', '127.0.0.1', []],
    ['24.21.0', '0.0.0.0', ['warning 网络']],
    ['22.5.0', '::1', ['problem 程序']],
  ])('judges Node %s listening on %s', (nodeVersion, host, troubles) => {
    expect(troublesIn(examineMachine({ nodeVersion, host }))).toEqual(troubles);
  });
});
