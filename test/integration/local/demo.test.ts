import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const DEMO = fileURLToPath(new URL('../../../local/demo/', import.meta.url));
const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-demo-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const titleOf = (row: string): string => row.split(',')[1] ?? '';

const run = async (args: readonly string[]): Promise<{ code: number | null; printed: string }> => {
  const child = spawn(
    process.execPath,
    [join(DEMO, 'main.ts'), '--exit', '--folder', join(folder, 'demo'), ...args],
    {
      cwd: CHECKOUT,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed };
};

describe('the demo', () => {
  it('ends with 0 when every figure is what the input file says', async () => {
    const { code, printed } = await run([]);
    expect(printed).toContain(
      '有31条信息既在门户网站又在市级信息公开平台发布，中心管理办公室2017年累计共发布了116条信息',
    );
    expect(printed).toContain('147/147');
    expect(printed).not.toContain('✗');
    expect(code).toBe(0);
  });

  it.each([
    {
      wrong: 'a row on another channel',
      plant: (rows: string[]) =>
        rows.map((row, i) => (i === 2 ? row.replace(/^[^,]+/, '山东政务服务网') : row)),
    },
    {
      wrong: 'a title that differs on one of its two channels',
      plant: (rows: string[]) => {
        const twice = rows.findIndex((row) =>
          rows.some((other) => other !== row && titleOf(other) === titleOf(row)),
        );
        return rows.map((row, i) => (i === twice ? row.replace('（虚构）', '（虚构）另') : row));
      },
    },
    { wrong: 'a row too few', plant: (rows: string[]) => rows.slice(0, -1) },
  ])('ends with 1 on $wrong, and says which figures are wrong', async ({ plant }) => {
    const rows = (await readFile(join(DEMO, 'publications-2017.csv'), 'utf8')).trimEnd().split('\n');
    const file = join(folder, 'planted.csv');
    await writeFile(file, `${plant(rows).join('\n')}\n`);
    const { code, printed } = await run(['--publications', file]);
    expect(printed).toMatch(/✗ 2017 年统计：\/\S+: \d+，应为 \d+/);
    expect(code).toBe(1);
  });
});
