import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_LEDGER } from '../../../../lib/engines/embedded/migrations/first-ledger.ts';
import { openEmbeddedEngine } from '../../../../lib/engines/embedded/open-embedded-engine.ts';
import { SCHEMA_VERSION } from '../../../../lib/engines/embedded/schema.ts';
import { countRequest } from '../../../contract/counting.ts';
import { returnRecordOf } from '../../../examples/return-record.ts';

const ROWS = new URL('../../../fixtures/ledgers/version-1.sql', import.meta.url);
/** After everything that the fixture's ledger recorded. */
const NOW = Date.parse('2026-11-24T17:00:00+08:00');

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongkai-upgrade-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** A data folder as the first release left it. */
const folderOfFirstRelease = async (): Promise<DatabaseSync> => {
  await mkdir(dataDir, { recursive: true });
  const ledger = new DatabaseSync(join(dataDir, 'ledger.db'));
  ledger.exec(`PRAGMA journal_mode = WAL; ${FIRST_LEDGER} PRAGMA user_version = 1;`);
  ledger.exec(await readFile(ROWS, 'utf8'));
  return ledger;
};

const open = () => openEmbeddedEngine({ dataDir, clock: { now: () => NOW } });

const versionOf = (path: string): unknown => {
  const ledger = new DatabaseSync(path, { readOnly: true });
  try {
    return ledger.prepare('PRAGMA user_version').get()?.['user_version'];
  } finally {
    ledger.close();
  }
};

describe('a data folder of the first release', () => {
  it('is brought to this release with everything that it held', async () => {
    (await folderOfFirstRelease()).close();
    const engine = await open();
    const listed = await engine.ledger.list({ limit: 10 });
    expect(listed.rows.map(({ item }) => [item.number, item.title])).toEqual([
      ['2026-0004', '（虚构）往年公告'],
      ['2026-0003', '（虚构）第3号通知'],
      ['2026-0002', '（虚构）第2号通知'],
      ['2026-0001', '（虚构）第1号通知'],
    ]);
    const id = (await engine.ledger.findByNumber('2026-0001')) ?? '';
    const first = await engine.ledger.read(id);
    expect(first?.edition.text).toContain('第1号通知的正文');
    expect(first?.deliveries.map(({ channel, state, epoch }) => [channel, state, epoch])).toEqual([
      ['municipal', 'published', 1],
      ['portal', 'published', 1],
      ['provincial', 'published', 1],
    ]);
    // Copies from before are read back soon, each channel by its own list.
    const due = await engine.ledger.dueConfirmations('portal', NOW, null, 10);
    expect(due.rows.map(({ itemId }) => itemId)).toContain(id);
    expect(await engine.ledger.epoch()).toEqual({ number: 1, begunAt: null });
    expect((await engine.tokens.list()).map(({ name }) => name)).toEqual(['管理员', '甲某']);
    expect((await engine.imports.read(1))?.rows).toBe(2);
    expect(await engine.ledger.countYear(countRequest(2026))).toMatchObject({ published: 1 });
    expect(await engine.ledger.countYear(countRequest(2020))).toMatchObject({ published: 1 });
    await engine.close();
    expect(versionOf(join(dataDir, 'ledger.db'))).toBe(SCHEMA_VERSION);
  });

  it('has imports that can be taken back, and items that wait to be compared', async () => {
    (await folderOfFirstRelease()).close();
    const engine = await open();
    const record = await engine.imports.read(1);
    const titles = await engine.imports.titleKeysOf(1);
    const rows = (await Promise.all(titles.map((title) => engine.imports.rows(title)))).flat();
    const waiting = await engine.suspects.unexamined(10);
    await engine.close();

    expect(record).toMatchObject({ state: 'done', voided: null });
    expect(rows).toHaveLength(2);
    expect(rows.map(({ holders }) => holders)).toEqual([[1], [1]]);
    expect(waiting).toHaveLength(4);
  });

  it('has returns that are read as the drafts that they were', async () => {
    const before = await folderOfFirstRelease();
    const record = {
      year: 2025,
      revision: 1,
      state: 'draft',
      builtAt: 1_767_200_000_000,
      builtBy: 'token:t1',
      files: [{ name: 'report.html', key: 'returns/2025/1/report.html', sha256: 'a'.repeat(64), size: 9 }],
    };
    before
      .prepare('INSERT INTO return_record (year, revision, record) VALUES (?, ?, ?)')
      .run(record.year, record.revision, JSON.stringify(record));
    before.close();
    const engine = await open();
    const returns = await engine.returns.list(2025);
    await engine.close();

    const [file] = record.files;
    expect(returns).toEqual([
      returnRecordOf({ ...record, state: 'draft', files: [{ ...file!, before: [] }] }),
    ]);
  });

  it('is kept as it was beside the upgraded one', async () => {
    const before = await folderOfFirstRelease();
    // Written, and not yet moved out of the write-ahead log.
    before.exec("UPDATE token SET record = replace(record, '甲某', '丁某')");
    const opened = open();
    const engine = await opened;
    await engine.close();
    before.close();
    const kept = join(dataDir, 'before-upgrade', 'ledger-version-1.db');
    expect(versionOf(kept)).toBe(1);
    const copy = new DatabaseSync(kept, { readOnly: true });
    expect(copy.prepare('SELECT count(*) AS items FROM item').get()?.['items']).toBe(4);
    expect(
      copy.prepare("SELECT count(*) AS tokens FROM token WHERE record LIKE '%丁某%'").get()?.['tokens'],
    ).toBe(1);
    copy.close();
  });

  it('stays as it was when the upgrade cannot be carried through', async () => {
    const ledger = await folderOfFirstRelease();
    ledger.exec('CREATE TABLE ledger_epoch (in_the_way TEXT)');
    ledger.close();
    await expect(open()).rejects.toThrow('ledger_epoch');
    const path = join(dataDir, 'ledger.db');
    expect(versionOf(path)).toBe(1);
    const after = new DatabaseSync(path, { readOnly: true });
    expect(after.prepare('SELECT count(*) AS items FROM item').get()?.['items']).toBe(4);
    expect(
      after
        .prepare("SELECT count(*) AS columns FROM pragma_table_info('delivery') WHERE name = 'epoch'")
        .get()?.['columns'],
    ).toBe(0);
    after.close();
  });

  it('makes no copy of a ledger that needs no upgrade', async () => {
    for (let start = 0; start < 2; start += 1) await (await open()).close();
    expect(await readdir(dataDir)).not.toContain('before-upgrade');
  });
});
