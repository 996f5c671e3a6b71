import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startOfDay } from '../../../lib/domain/shanghai-time.ts';
import { returnDocuments } from '../../../lib/returns/return-documents.ts';
import { createLiveHeads } from '../../../local/verify/live-heads.ts';
import { verifyFolder } from '../../../local/verify/verify-folder.ts';
import { openPublishedLedger } from '../../examples/published-ledger.ts';
import {
  ed25519Key,
  returnFiles,
  shortDocument,
  sm2Key,
  sumsOf,
  writeFolder,
} from '../../examples/return-folder.ts';

type Files = ReadonlyMap<string, Uint8Array>;

const IN_MAY = startOfDay('2026-05-06');
const LEDGER = await openPublishedLedger(
  ['甲', '乙', '丙'].map((name, index) => ({
    name,
    copies: [
      { channel: 'portal', publicAt: IN_MAY + index },
      ...(index === 0 ? [{ channel: 'municipal', publicAt: IN_MAY + 1000 }] : []),
    ],
  })),
);
const FILES = await returnFiles({ ledger: LEDGER.ledger, year: 2026 });
const MANIFEST = hash('sha256', FILES.get('manifest.json') ?? '');

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

const folderOf = async (files: Files): Promise<string> => {
  const folder = await writeFolder(files);
  folders.push(folder);
  return folder;
};

const verified = async (files: Files, more: Partial<Parameters<typeof verifyFolder>[0]> = {}) => {
  const findings: string[] = [];
  const answer = await verifyFolder({
    folder: await folderOf(files),
    tell: (where, what) => void findings.push(`${where}：${what}`),
    ...more,
  });
  return { answer, findings };
};

const textOf = (files: Files, name: string): string => Buffer.from(files.get(name) ?? []).toString();

/** Changes files and makes every hash after them anew, as somebody would who wants it to go unnoticed. */
const forged = (changes: Readonly<Record<string, (text: string) => string>>): Files => {
  const files = new Map(FILES);
  const put = (name: string, text: string): void => void files.set(name, Buffer.from(text));
  for (const [name, change] of Object.entries(changes)) put(name, change(textOf(files, name)));
  let manifest = textOf(files, 'manifest.json');
  for (const name of ['data.json', 'evidence.csv', 'inputs.json']) {
    const sha256 = hash('sha256', FILES.get(name) ?? '');
    const size = `"size": ${FILES.get(name)?.length}`;
    const bytes = files.get(name) ?? Buffer.of();
    manifest = manifest.replace(sha256, hash('sha256', bytes)).replace(size, `"size": ${bytes.length}`);
  }
  put('manifest.json', manifest);
  const printed = hash('sha256', manifest);
  for (const { name } of returnDocuments.rendered) files.set(name, shortDocument(name, printed));
  files.set('SHA256SUMS', sumsOf(files));
  return files;
};

describe('a folder as it was built', () => {
  it('holds', async () => {
    expect(await verified(FILES, { expect: MANIFEST })).toEqual({
      findings: [],
      answer: {
        manifestSha256: MANIFEST,
        year: 2026,
        revision: 1,
        state: 'draft',
        total: 3,
        lines: 4,
        sealed: 0,
        signedBy: null,
        documents: 4,
      },
    });
  });

  it('holds with every document that is written', async () => {
    const files = await returnFiles({
      ledger: LEDGER.ledger,
      year: 2026,
      rendered: returnDocuments.rendered,
    });
    expect(await verified(files)).toMatchObject({ findings: [], answer: { documents: 4 } });
  });

  it.each([
    ['Ed25519', ed25519Key()],
    ['SM2', sm2Key()],
  ])('holds with a signature by %s, and names the key', async (_, signingKey) => {
    const files = await returnFiles({ ledger: LEDGER.ledger, year: 2026, signingKey });
    const { findings, answer } = await verified(files);
    expect(findings).toEqual([]);
    expect(answer?.signedBy).toMatch(/^[0-9a-f]{64}$/);
  });

  it('holds for a year without a publication', async () => {
    const files = await returnFiles({ ledger: LEDGER.ledger, year: 2020 });
    expect(await verified(files)).toMatchObject({ findings: [], answer: { total: 0, lines: 0 } });
  });
});

describe('a change with every hash made anew', () => {
  it.each([
    [
      'a figure',
      { 'data.json': (t: string) => t.replace('"total": 3', '"total": 4') },
      '全年总数为4，按明细重新计算为3',
    ],
    [
      'an overlap',
      {
        'data.json': (t: string) =>
          t.replace('"overlaps": [', '"overlaps": [{"channels":["portal","wechat"],"items":1},'),
      },
      '同在渠道“portal+wechat”为1，按明细重新计算为0',
    ],
    [
      'a quarter',
      { 'data.json': (t: string) => t.replace(/("quarter": 2,\s*"total": )3/, '$12') },
      '第2季度总数为2，按明细重新计算为3',
    ],
    [
      'a month',
      { 'data.json': (t: string) => t.replace(/("months": \[[^\]]*?)3/, '$15') },
      '渠道“portal”5月为5，按明细重新计算为3',
    ],
    [
      'the root',
      { 'data.json': (t: string) => t.replace(/"merkleRoot": "[^"]*"/, `"merkleRoot": "${'0'.repeat(64)}"`) },
      '默克尔根为',
    ],
    [
      'a title',
      { 'evidence.csv': (t: string) => t.replace('关于甲的通知', '关于某的通知') },
      '文字与其指纹不符',
    ],
    ['a time', { 'evidence.csv': (t: string) => t.replace('2026-05-06T', '2026-06-06T') }, '默克尔根为'],
    [
      'a line left out',
      { 'evidence.csv': (t: string) => t.replace(/\r\n[^\r]*\r\n$/, '\r\n') },
      '明细行数为4，实有3行',
    ],
    ['a line twice', { 'evidence.csv': (t: string) => `${t}${t.split('\r\n').at(-2)}\r\n` }, '重复'],
    [
      'words taken out',
      { 'evidence.csv': (t: string) => t.replace(/"关于甲的通知"/, '"（已封存）"') },
      '文字与其指纹不符',
    ],
    ['a heading', { 'evidence.csv': (t: string) => t.replace('"逾期"', '"按期"') }, '表头与本程序认识的不同'],
    ['no table', { 'evidence.csv': () => 'abc' }, '第1行缺少字节顺序标记'],
    [
      'the year',
      { 'data.json': (t: string) => t.replace('"year": 2026', '"year": 2025') },
      'year与data.json不一致',
    ],
    [
      'the state',
      { 'data.json': (t: string) => t.replace('"state": "draft"', '"state": "filed"') },
      'state与data.json不一致',
    ],
    [
      'the inputs',
      { 'inputs.json': (t: string) => t.replace('"version":0', '"version":9') },
      'inputs.json：版本与manifest.json不一致',
    ],
    ['data that is none', { 'data.json': () => '{}' }, 'data.json：内容不完整或不能识别'],
  ])('of %s is found', async (_, changes, finding) => {
    const { findings } = await verified(forged(changes));
    expect(findings.join('\n')).toContain(finding);
    expect(findings.join('\n')).not.toContain('SHA256SUMS');
  });

  it('of data and manifest together is found by the hash that the reader has', async () => {
    const files = forged({
      'data.json': (text) => text.replace('"builtBy": "token:operator"', '"builtBy": "token:another"'),
    });
    expect((await verified(files)).findings).toEqual([]);
    expect((await verified(files, { expect: MANIFEST })).findings).toEqual([
      `manifest.json：SHA-256值为${hash('sha256', files.get('manifest.json') ?? '')}，与给定的${MANIFEST}不符`,
    ]);
  });

  it('of what was signed is found by the signature', async () => {
    const signed = await returnFiles({ ledger: LEDGER.ledger, year: 2026, signingKey: ed25519Key() });
    const other = await returnFiles({ ledger: LEDGER.ledger, year: 2026, signingKey: ed25519Key() });
    const files = new Map([...signed, ['manifest.sig', other.get('manifest.sig') ?? Buffer.of()]] as const);
    files.set('SHA256SUMS', sumsOf(files));
    expect((await verified(files)).findings).toEqual(['manifest.sig：签名与manifest.json不符']);
    files.delete('manifest.sig');
    files.set('SHA256SUMS', sumsOf(files));
    expect((await verified(files)).findings).toEqual(['manifest.sig：文件不在，签名无法核验']);
  });

  it('of words into sealed ones is found where nobody told of it', async () => {
    const untold = textOf(FILES, 'evidence.csv')
      .replace('"关于甲的通知"', '"（已封存）"')
      .replace(/"https?:[^"]*"/, '')
      .replace(/"[0-9a-f]{32}"/, '');
    const { findings } = await verified(forged({ 'evidence.csv': () => untold }));
    expect(findings.length).toBeGreaterThan(0);
  });
});

describe('a folder', () => {
  it.each([...FILES.keys()])('without %s does not hold', async (name) => {
    const files = new Map(FILES);
    files.delete(name);
    expect((await verified(files)).findings.join('\n')).toContain(`${name}：文件不在`);
  });

  it.each(returnDocuments.rendered.map(({ name }) => name))(
    'that %s was taken out of, with its line in SHA256SUMS, does not hold',
    async (name) => {
      const files = new Map(FILES);
      files.delete(name);
      files.set('SHA256SUMS', sumsOf(files));
      expect((await verified(files)).findings).toEqual([`${name}：文件不在`]);
    },
  );

  it('with a file too many does not hold', async () => {
    const { findings } = await verified(new Map([...FILES, ['another.txt', Buffer.from('x')]]));
    expect(findings).toEqual(['another.txt：不在SHA256SUMS之中']);
  });

  it('with a document that prints another hash does not hold', async () => {
    const files = new Map([...FILES, ['report.html', Buffer.from('<p>0</p>')]] as const);
    files.set('SHA256SUMS', sumsOf(files));
    expect((await verified(files)).findings).toEqual(['report.html：没有印上manifest.json的SHA-256值']);
  });

  it('with a document that does not open does not hold', async () => {
    const files = new Map([...FILES, ['report.docx', Buffer.from('PK')]] as const);
    files.set('SHA256SUMS', sumsOf(files));
    expect((await verified(files)).findings).toEqual(['report.docx：不能打开']);
  });
});

const liveWith = (answer: (heads: readonly { readonly channel: string | null }[]) => Response) => {
  const asked: { readonly itemId: string; readonly channel: string | null; readonly head: string }[] = [];
  const findings: string[] = [];
  const waited: number[] = [];
  const live = createLiveHeads(
    {
      url: 'http://127.0.0.1:1',
      token: 't',
      fetch: async (address, init) => {
        expect(address.href).toBe('http://127.0.0.1:1/v1/history-heads');
        const { heads } = JSON.parse(init.body);
        asked.push(...heads);
        return answer(heads);
      },
      wait: async (milliseconds) => void waited.push(milliseconds),
    },
    (where, what) => void findings.push(`${where}：${what}`),
  );
  return { live, asked, findings, waited };
};

/** As much of a line as is asked about. */
const headsOf = (index: number) => ({
  item: String(index).padStart(64, '0'),
  channel: 'portal',
  itemHead: 'a',
  deliveryHead: 'b',
});

describe('a running ledger', () => {
  it('is asked for every head, that of an item once', async () => {
    const { live, asked, findings } = liveWith(() => Response.json({ unknown: [] }));
    await verified(FILES, { live });
    expect(asked.filter(({ channel }) => channel === null)).toHaveLength(3);
    expect(asked.filter(({ channel }) => channel !== null)).toHaveLength(4);
    expect(live.asked()).toBe(7);
    expect(findings).toEqual([]);
  });

  it('whose history was rewritten is told', async () => {
    const { live, findings } = liveWith((heads) =>
      Response.json({ unknown: heads.filter(({ channel }) => channel === 'municipal') }),
    );
    await verified(FILES, { live });
    expect(findings).toEqual([
      expect.stringMatching(/^台账：信息[0-9a-f]{64}在渠道“municipal”的历史记录已经不是编制年报时的那一份$/),
    ]);
  });

  it.each([
    ['0', 0],
    ['2', 2000],
    ['', 1000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 1000],
  ])('that says “%s” of when is asked again after %i ms', async (when, milliseconds) => {
    let refused = 0;
    const { live, waited, findings } = liveWith(() => {
      refused += 1;
      return refused === 1
        ? new Response('', { status: 429, headers: { 'retry-after': when } })
        : Response.json({ unknown: [] });
    });
    await verified(FILES, { live });
    expect([refused, waited, findings]).toEqual([2, [milliseconds], []]);
  });

  it('that fails while other questions are under way ends the verification at the next', async () => {
    const { live } = liveWith(() => new Response('', { status: 500 }));
    const takeMany = async (): Promise<void> => {
      for (let index = 0; index < 1000; index += 1) {
        await live.take(headsOf(index));
        await new Promise(setImmediate);
      }
    };
    await expect(takeMany()).rejects.toThrow('的回答是500');
  });

  it('that refuses ends the verification', async () => {
    const { live } = liveWith(() => new Response('', { status: 403 }));
    await expect(verified(FILES, { live })).rejects.toThrow('的回答是403');
  });
});

const run = (...given: readonly string[]) => {
  const command = join(import.meta.dirname, '../../../local/verify/verify-command.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...given], {
    encoding: 'utf8',
    env: { NODE_NO_WARNINGS: '1' },
  });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
};

describe('npm run verify', () => {
  it('ends with one line that says what holds', async () => {
    const { status, lines } = run(await folderOf(FILES), '--expect', MANIFEST);
    expect(status).toBe(0);
    expect(lines).toEqual([
      `核验通过：2026年第1稿（草稿），明细4行，共3条信息，每个数字都与明细相符；4份文件印有清单的SHA-256值${MANIFEST}；与给定的值相同；没有签名。`,
    ]);
  });

  it('tells each finding in a line, and ends with 1', async () => {
    const folder = await folderOf(FILES);
    await writeFile(join(folder, 'inputs.json'), '{"version":0}');
    const { status, lines } = run(folder);
    expect(status).toBe(1);
    expect(lines).toEqual([
      '[不符] inputs.json：与SHA256SUMS中的值不符，文件被改动过',
      '[不符] inputs.json：与manifest.json中的值不符，文件被改动过',
      '核验不通过：共2处不符。',
    ]);
  });

  it.each([
    [[], '用法：npm run verify'],
    [['a', 'b'], '用法：npm run verify'],
    [['--nothing'], '用法：npm run verify'],
    [['a', '--expect', 'abc'], '--expect 不是SHA-256值'],
    [['a', '--live'], '--live 需要服务器地址和令牌'],
    [['/no/such/folder'], '没有这个文件夹'],
  ])('with %j says how it is used, or what is missing', (given, sentence) => {
    const { status, stderr } = run(...given);
    expect([status, stderr.includes(sentence)]).toEqual([1, true]);
  });
});
