import { hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../lib/domain/csv-line.ts';
import { csvLines } from '../../../lib/domain/evidence/csv-lines.ts';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import type { Engine } from '../../../lib/ports/engine.ts';
import type { ReturnRecord } from '../../../lib/ports/registers.ts';
import { sealReturns } from '../../../lib/usecases/seal-returns.ts';
import { verifyFolder } from '../../../local/verify/verify-folder.ts';
import { idOf } from '../../contract/rows.ts';
import { openPublishedLedger } from '../../examples/published-ledger.ts';
import { returnFiles, writeFolder } from '../../examples/return-folder.ts';
import { returnRecordOf } from '../../examples/return-record.ts';

const LATER = startOfDay('2027-02-03');
const IN_MAY = startOfDay('2026-05-06');
const SECRET = '不该公开的"一份"，\r\n名单';

/** A ledger with three items of which one will be sealed, and a return of it for each revision asked for. */
const openBuilt = async (revisions: readonly number[] = [1]) => {
  const engine = await openPublishedLedger(
    ['甲', '乙', '丙'].map((name) => ({
      name,
      ...(name === '乙' && { title: SECRET }),
      copies: [
        { channel: 'portal', publicAt: IN_MAY },
        { channel: 'municipal', publicAt: IN_MAY + 1000 },
      ],
    })),
  );
  const files = await returnFiles({ ledger: engine.ledger, year: 2026 });
  for (const revision of revisions) {
    for (const [name, bytes] of files) await engine.objectStore.put(keyOf(revision, name), bytes);
    await engine.returns.put(recordOf(revision, files));
  }
  const seal = async (now = LATER): Promise<void> => {
    const snapshot = await engine.ledger.read(idOf('乙'));
    if (snapshot === undefined) throw new Error('not there');
    await sealReturns(engine, snapshot, now);
  };
  return { engine, files, seal };
};

const keyOf = (revision: number, name: string): string => `returns/2026/${revision}/${name}`;

const recordOf = (revision: number, files: ReadonlyMap<string, Uint8Array>): ReturnRecord => ({
  ...returnRecordOf({ year: 2026, revision }),
  files: [...files].map(([name, bytes]) => ({
    name,
    key: keyOf(revision, name),
    sha256: hash('sha256', bytes),
    size: bytes.length,
    before: [],
  })),
});

const filesOf = async ({ objectStore }: Engine, revision = 1): Promise<ReadonlyMap<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  for await (const key of objectStore.list(`returns/2026/${revision}/`)) {
    const stored = await objectStore.get(key);
    if (stored !== undefined) files.set(key.slice(keyOf(revision, '').length), stored.bytes);
  }
  return files;
};

const verified = async (files: ReadonlyMap<string, Uint8Array>) => {
  const folder = await writeFolder(files);
  const findings: string[] = [];
  try {
    const answer = await verifyFolder({
      folder,
      tell: (where, what) => void findings.push(`${where}：${what}`),
    });
    return { findings, sealed: answer?.sealed };
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The heading, and the lines that say nothing of the sealed item. */
const otherLines = async (bytes: Uint8Array | undefined): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const some of csvLines(Readable.from([Buffer.from(bytes ?? [])]))) lines.push(...some);
  return lines.filter((line) => !line.includes(idOf('乙')));
};

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

const sha256 = (name: string, of: ReadonlyMap<string, Uint8Array>): string =>
  hash('sha256', of.get(name) ?? '');

describe('sealing an item in returns that were built before', () => {
  it('takes its words out of every file of every revision', async () => {
    const { engine, seal } = await openBuilt([1, 2]);

    await seal();

    for (const revision of [1, 2]) {
      const files = await filesOf(engine, revision);
      for (const bytes of files.values()) expect(text(bytes)).not.toContain('名单');
      expect(text(files.get('evidence.csv')).match(/（已封存）/g)).toHaveLength(2);
    }
  });

  it('leaves root, figures, hashes and signature as they verify, and the verifier says how many lines are sealed', async () => {
    const { engine, files, seal } = await openBuilt();
    expect(await verified(files)).toEqual({ findings: [], sealed: 0 });

    await seal();

    const sealed = await filesOf(engine);
    expect(await verified(sealed)).toEqual({ findings: [], sealed: 2 });
    expect(sealed.get('manifest.json')).toEqual(files.get('manifest.json'));
    expect(sealed.get('data.json')).toEqual(files.get('data.json'));
  });

  it('leaves every other line as it was, byte for byte', async () => {
    const { engine, files, seal } = await openBuilt();

    await seal();

    const others = await otherLines(files.get('evidence.csv'));
    expect(others).toHaveLength(5);
    expect(await otherLines((await filesOf(engine)).get('evidence.csv'))).toEqual(others);
  });

  it('is told in sealed.json, in SHA256SUMS and in the record, which keeps the hashes from before', async () => {
    const { engine, files, seal } = await openBuilt();

    await seal();

    const sealed = await filesOf(engine);
    expect(JSON.parse(text(sealed.get('sealed.json')))).toEqual({
      format: 'gongkai-sealed/1',
      sealed: [
        {
          file: 'evidence.csv',
          before: sha256('evidence.csv', files),
          after: sha256('evidence.csv', sealed),
          at: '2027-02-03T00:00:00+08:00',
          lines: 2,
        },
      ],
    });
    const [record] = await engine.returns.list(2026);
    for (const [name, bytes] of sealed) {
      expect(record?.files.find((file) => file.name === name)).toMatchObject({
        sha256: hash('sha256', bytes),
        size: bytes.length,
        key: keyOf(1, name),
      });
    }
    const before = (name: string) => record?.files.find((file) => file.name === name)?.before;
    expect(before('evidence.csv')).toEqual([{ sha256: sha256('evidence.csv', files), until: LATER }]);
    expect(before('SHA256SUMS')).toEqual([{ sha256: sha256('SHA256SUMS', files), until: LATER }]);
    expect(before('manifest.json')).toEqual([]);
    expect(before('sealed.json')).toEqual([]);
  });

  it('a second time changes nothing', async () => {
    const { engine, seal } = await openBuilt();
    await seal();
    const [files, records] = [await filesOf(engine), await engine.returns.list(2026)];

    await seal(LATER + 1000);

    expect(await filesOf(engine)).toEqual(files);
    expect(await engine.returns.list(2026)).toEqual(records);
  });

  it('of a second item is told after the first, and both verify', async () => {
    const { engine, seal } = await openBuilt();
    await seal();
    const other = await engine.ledger.read(idOf('丙'));
    if (other === undefined) throw new Error('not there');

    await sealReturns(engine, other, LATER + 1000);

    const sealed = await filesOf(engine);
    expect(JSON.parse(text(sealed.get('sealed.json'))).sealed).toHaveLength(2);
    expect(await verified(sealed)).toEqual({ findings: [], sealed: 4 });
  });

  it.each([
    'putOver returns/2026/1/sealed.json',
    'putStream returns/2026/1/evidence.csv',
    'forgetVersions returns/2026/1/evidence.csv',
    'put returns/2026/1/SHA256SUMS',
  ])('is carried on with where a pass died at: %s', async (step) => {
    const { engine, seal } = await openBuilt();
    const snapshot = await engine.ledger.read(idOf('乙'));
    if (snapshot === undefined) throw new Error('not there');
    const dying = (name: string, key: string) => {
      if (`${name} ${key}` === step) throw new Error('died');
    };
    const { objectStore } = engine;
    const dies: Pick<Engine, 'returns' | 'objectStore'> = {
      returns: engine.returns,
      objectStore: {
        ...objectStore,
        put: async (key, ...rest) => (dying('put', key), objectStore.put(key, ...rest)),
        putOver: async (key, ...rest) => (dying('putOver', key), objectStore.putOver(key, ...rest)),
        putStream: async (key, ...rest) => (dying('putStream', key), objectStore.putStream(key, ...rest)),
        forgetVersions: async (key) => (dying('forgetVersions', key), objectStore.forgetVersions(key)),
      },
    };
    await expect(sealReturns(dies, snapshot, LATER - 1000)).rejects.toThrow('died');

    await seal();

    const sealed = await filesOf(engine);
    expect(await verified(sealed)).toEqual({ findings: [], sealed: 2 });
    const [record] = await engine.returns.list(2026);
    for (const [name, bytes] of sealed)
      expect(record?.files.find((file) => file.name === name)?.sha256).toBe(hash('sha256', bytes));
  });

  it('reaches what a dead builder has left, which no record names', async () => {
    const { engine, files, seal } = await openBuilt();
    await engine.objectStore.put(keyOf(7, 'evidence.csv'), files.get('evidence.csv') ?? new Uint8Array());

    await seal();

    expect(text((await filesOf(engine, 7)).get('evidence.csv'))).not.toContain('名单');
  });

  it.each([
    { why: 'its import was voided since', publicAt: null },
    { why: 'its public time was corrected to a later year since', publicAt: startOfDay('2027-01-05') },
  ])('reaches a year in which the ledger does not know it any more: $why', async ({ publicAt }) => {
    const { engine } = await openBuilt();
    const snapshot = await engine.ledger.read(idOf('乙'));
    if (snapshot === undefined) throw new Error('not there');
    const today = { ...snapshot, deliveries: snapshot.deliveries.map((row) => ({ ...row, publicAt })) };

    await sealReturns(engine, today, LATER);

    const sealed = await filesOf(engine);
    expect(text(sealed.get('evidence.csv'))).not.toContain('名单');
    expect(await verified(sealed)).toEqual({ findings: [], sealed: 2 });
  });

  it('reaches the evidence of the first releases, which had no hash of the words', async () => {
    const { engine, seal } = await openBuilt([]);
    const old = `\uFEFF${csvLine(['编号', '标题', '发文字号', '信息标识'])}${csvLine(['2026-0001', SECRET, '虚政〔2026〕1号', idOf('乙')])}`;
    await engine.objectStore.put(keyOf(1, 'evidence.csv'), Buffer.from(old));

    await seal();

    expect(text((await filesOf(engine)).get('evidence.csv'))).toBe(
      `\uFEFF${csvLine(['编号', '标题', '发文字号', '信息标识'])}${csvLine(['2026-0001', '（已封存）', null, idOf('乙')])}`,
    );
  });
});
