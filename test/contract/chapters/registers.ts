import { describe, expect, it } from 'vitest';
import { emptyHistory, type History, isUnbroken, withEntry } from '../../../lib/domain/history.ts';
import type {
  ChannelState,
  ImportedRow,
  ReturnRecord,
  TokenRecord,
  UnreadableMessage,
} from '../../../lib/ports/registers.ts';
import { returnRecordOf } from '../../examples/return-record.ts';
import type { OpenEngine } from '../opener.ts';
import { idOf, NOON, sha256 } from '../rows.ts';

const UNTOUCHED = emptyHistory({ itemId: null, channel: 'portal' });

const channelState = (overrides: Partial<ChannelState> = {}): ChannelState => ({
  channel: 'portal',
  version: 1,
  liveSince: NOON,
  outage: { since: NOON, until: NOON + 60_000, failures: 3 },
  lastSuccessAt: NOON - 1,
  paused: null,
  ...UNTOUCHED,
  ...overrides,
});

const importedRow = (title: string, overrides: Partial<ImportedRow> = {}): ImportedRow => ({
  identity: sha256(title),
  titleKey: title,
  documentNumberKey: null,
  channel: 'portal',
  title,
  documentNumber: null,
  publishedAt: NOON,
  publishedAtAsStated: '2026-11-03',
  url: null,
  body: null,
  formedOn: null,
  kind: 'document',
  origin: 'own',
  unit: null,
  area: null,
  importedBy: 1,
  holders: [1],
  itemId: idOf(title),
  sealed: false,
  ...overrides,
});

const token = (id: string, overrides: Partial<TokenRecord> = {}): TokenRecord => ({
  id,
  name: `${id} 的令牌`,
  hash: sha256(id),
  roles: ['submitter', 'auditor'],
  createdAt: NOON,
  createdBy: 'token:admin',
  revokedAt: null,
  ...overrides,
});

const returnRecord = (year: number, revision: number, builtBy = 'token:t1'): ReturnRecord =>
  returnRecordOf({ year, revision, builtBy });

const filedRecord = (revision: number, amendment: ReturnRecord['amendment'] = null): ReturnRecord =>
  returnRecordOf({
    year: 2026,
    revision,
    state: 'filed',
    task: { kind: 'filing', draft: 1, acknowledge: ['cells-blank'], reason: amendment?.reason ?? null },
    basis: {
      evidenceRoot: sha256('root'),
      evidenceLines: 147,
      inputsVersion: 3,
      rules: sha256('rules'),
      policies: sha256('policies'),
      figures: sha256('figures'),
      surroundings: sha256('surroundings'),
    },
    manifestSha256: sha256('manifest'),
    amendment,
  });

const building = (revision: number): ReturnRecord =>
  returnRecordOf({ year: 2026, revision, state: 'building', files: [] });

export const describeRegisters = (open: OpenEngine): void => {
  describe('channel register', () => {
    it('knows nothing of a channel never written about, at version 0', async () => {
      const { engine } = await open();

      expect(await engine.channels.read('portal')).toEqual({
        channel: 'portal',
        version: 0,
        liveSince: null,
        outage: null,
        lastSuccessAt: null,
        paused: null,
        ...UNTOUCHED,
      });
    });

    it('replaces the version seen, and answers stale for any other', async () => {
      const { engine } = await open();
      const second = channelState({ version: 2, outage: null });

      expect(await engine.channels.write(channelState(), 0)).toBe('written');
      expect(await engine.channels.read('portal')).toEqual(channelState());
      expect(await engine.channels.write(second, 1)).toBe('written');
      expect(await engine.channels.write(channelState({ version: 1 }), 0)).toBe('stale');
      expect(await engine.channels.write(channelState({ version: 2 }), 1)).toBe('stale');
      expect(await engine.channels.read('portal')).toEqual(second);
    });

    it('keeps every pause with who, when and why, however many there were', async () => {
      const { engine } = await open();
      let history: History = UNTOUCHED;
      for (let version = 1; version <= 50; version += 1) {
        const at = NOON + version;
        const entry = {
          at,
          by: 'token:t1',
          what: version % 2 === 1 ? 'paused' : 'resumed',
          why: `第${version}次`,
        };
        history = withEntry(history, entry);
        const paused = version % 2 === 1 ? { at, by: 'token:t1', reason: entry.why } : null;
        expect(await engine.channels.write(channelState({ version, paused, ...history }), version - 1)).toBe(
          'written',
        );
      }
      const last = await engine.channels.read('portal');

      expect(last).toEqual(channelState({ version: 50, ...history }));
      expect(isUnbroken({ itemId: null, channel: 'portal' }, last)).toBe(true);
    });

    it('lets one of ten writers win who saw the same version', async () => {
      const { engine } = await open();

      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          engine.channels.write(channelState({ lastSuccessAt: NOON + index }), 0),
        ),
      );

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect((await engine.channels.read('portal')).lastSuccessAt).toBe(NOON + outcomes.indexOf('written'));
    });
  });

  describe('import register', () => {
    it('numbers files from 1, and knows a file again by its hash', async () => {
      const { engine } = await open();

      const first = await engine.imports.begin(sha256('f1'), 'token:admin', NOON);
      const second = await engine.imports.begin(sha256('f2'), 'token:admin', NOON);
      const again = await engine.imports.begin(sha256('f1'), 'token:other', NOON + 1);

      expect(first).toMatchObject({ outcome: 'begun', record: { number: 1, state: 'running', rows: 0 } });
      expect(second).toMatchObject({ outcome: 'begun', record: { number: 2, file: sha256('f2') } });
      expect(again).toEqual({ outcome: 'known', record: first.record });
    });

    it('begins the same file once when it is sent five times at once', async () => {
      const { engine } = await open();

      const begun = await Promise.all(
        Array.from({ length: 5 }, () => engine.imports.begin(sha256('f1'), 'token:admin', NOON)),
      );

      expect(begun.filter(({ outcome }) => outcome === 'begun')).toHaveLength(1);
      expect(new Set(begun.map(({ record }) => record.number)).size).toBe(1);
    });

    it('keeps what came of it', async () => {
      const { engine } = await open();
      const { record } = await engine.imports.begin(sha256('f1'), 'token:admin', NOON);
      const done = {
        ...record,
        state: 'done',
        rows: 3,
        items: 1,
        merged: 1,
        rejected: [{ row: 2, reasons: ['无标题'] }],
        suspects: [{ title: '月报', items: [idOf('a'), idOf('b')], reason: '同名' }],
      } as const;

      await engine.imports.write(done);

      expect(await engine.imports.read(record.number)).toEqual(done);
      expect((await engine.imports.begin(sha256('f1'), 'token:admin', NOON)).record).toEqual(done);
      expect(await engine.imports.read(99)).toBeUndefined();
    });

    it('finds all rows of a title, and moves a known row to another item', async () => {
      const { engine } = await open();
      const first = importedRow('月报', {
        body: '正文',
        url: 'https://portal.example/1',
        formedOn: '2026-10-30',
      });
      const second = importedRow('月报', { identity: sha256('second'), channel: 'municipal' });
      await Promise.all([first, second, importedRow('年报')].map((row) => engine.imports.putRow(row)));

      await engine.imports.putRow({ ...second, itemId: idOf('moved') });
      const rows = await engine.imports.rows('月报');

      expect(rows).toHaveLength(2);
      expect(rows).toEqual(expect.arrayContaining([first, { ...second, itemId: idOf('moved') }]));
      expect(await engine.imports.rows('没有')).toEqual([]);
    });
  });

  describe('token register', () => {
    it('finds a token by its hash, and replaces one by its id', async () => {
      const { engine } = await open();
      await engine.tokens.put(token('t1'));
      await engine.tokens.put(token('t2'));
      const revoked = token('t1', { revokedAt: NOON + 5 });
      await engine.tokens.put(revoked);

      expect(await engine.tokens.find(sha256('t1'))).toEqual(revoked);
      expect(await engine.tokens.find(sha256('t3'))).toBeUndefined();
      const listed = await engine.tokens.list();
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(expect.arrayContaining([revoked, token('t2')]));
    });

    it('no longer finds a token by a hash that was replaced', async () => {
      const { engine } = await open();
      await engine.tokens.put(token('t1'));
      await engine.tokens.put(token('t1', { hash: sha256('new') }));

      expect(await engine.tokens.find(sha256('t1'))).toBeUndefined();
      expect((await engine.tokens.find(sha256('new')))?.id).toBe('t1');
    });
  });

  describe('unreadable register', () => {
    it('keeps each message once, and pages through all', async () => {
      const { engine } = await open();
      const messages = Array.from(
        { length: 7 },
        (_, index): UnreadableMessage => ({
          id: `m${index}`,
          receivedAt: NOON + Math.floor(index / 2),
          source: 'nudges-portal',
          body: '{ "broken"',
          problem: `第${index}个`,
        }),
      );
      await Promise.all([...messages, ...messages].map((message) => engine.unreadable.put(message)));

      const seen: UnreadableMessage[] = [];
      let cursor: string | null = null;
      do {
        const page = await engine.unreadable.list(cursor, 3);
        expect(page.rows.length).toBeLessThanOrEqual(3);
        seen.push(...page.rows);
        cursor = page.nextCursor;
      } while (cursor !== null);

      expect(seen.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(messages);
    });
  });

  describe('return register', () => {
    it('writes each revision once, and lists those of a year, oldest first', async () => {
      const { engine } = await open();
      await engine.returns.put(returnRecord(2026, 2));
      await engine.returns.put(returnRecord(2026, 1));
      await engine.returns.put(returnRecord(2026, 10));
      await engine.returns.put(returnRecord(2025, 1));

      expect(await engine.returns.put(returnRecord(2026, 1, 'token:other'))).toBe('exists');
      expect(await engine.returns.list(2026)).toEqual(
        [1, 2, 10].map((revision) => returnRecord(2026, revision)),
      );
      expect(await engine.returns.list(2024)).toEqual([]);
    });

    it('lets one of five writers have the revision', async () => {
      const { engine } = await open();

      const outcomes = await Promise.all(
        Array.from({ length: 5 }, (_, index) => engine.returns.put(returnRecord(2026, 1, `token:t${index}`))),
      );
      const [record] = await engine.returns.list(2026);

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(record?.builtBy).toBe(`token:t${outcomes.indexOf('written')}`);
    });

    it('puts a builder’s end in place of its beginning, with all that it tells', async () => {
      const { engine } = await open();
      const refused = returnRecordOf({
        year: 2026,
        revision: 1,
        state: 'refused',
        files: [],
        refusal: {
          outcome: 'invalid',
          violations: [{ code: 'findings-stand', pointer: '', message: { zh: '有错误。', en: 'Errors.' } }],
          findings: [{ code: 'A1', level: 'error', cells: ['1.1'], message: { zh: '不符。', en: 'No.' } }],
        },
      });
      await engine.returns.put(building(1));
      await engine.returns.replace(refused);

      expect(await engine.returns.list(2026)).toEqual([refused]);
    });

    it('files one of five as the return of the year, and nothing shows of the others as filed', async () => {
      const { engine } = await open();
      for (let revision = 1; revision <= 5; revision += 1) await engine.returns.put(building(revision));

      const outcomes = await Promise.all(
        [1, 2, 3, 4, 5].map((revision) => engine.returns.file(filedRecord(revision))),
      );

      expect(outcomes.filter((outcome) => outcome === 'filed')).toHaveLength(1);
      const filed = (await engine.returns.list(2026)).filter(({ state }) => state === 'filed');
      expect(filed).toEqual([filedRecord(outcomes.indexOf('filed') + 1)]);
    });

    it('files amendments by their numbers, and the same record again', async () => {
      const { engine } = await open();
      const first = { number: 1, amends: 1, reason: '更正' };
      for (let revision = 1; revision <= 3; revision += 1) await engine.returns.put(building(revision));

      expect(await engine.returns.file(filedRecord(1))).toBe('filed');
      expect(await engine.returns.file(filedRecord(2, first))).toBe('filed');
      expect(await engine.returns.file(filedRecord(2, first))).toBe('filed');
      expect(await engine.returns.file(filedRecord(3, first))).toBe('taken');
      expect(await engine.returns.file(filedRecord(3, { ...first, number: 2, amends: 2 }))).toBe('filed');
      expect((await engine.returns.list(2026)).map(({ amendment }) => amendment?.number ?? 0)).toEqual([
        0, 1, 2,
      ]);
    });
  });
};
