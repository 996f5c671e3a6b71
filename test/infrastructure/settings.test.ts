import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChannels } from '../../cdk/settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (kind: string) =>
  writeFile(
    join(folder, 'channels.json'),
    JSON.stringify({ channels: [{ id: 'province', name: '省级平台', kind, settings: {} }] }),
  );

describe('the channels of a deployment', () => {
  it('are those of the configuration', async () => {
    await write('excel');
    expect(readChannels(folder)).toMatchObject([{ id: 'province', kind: 'excel' }]);
  });

  it('need no shared folder, which only a single machine has', async () => {
    await write('exchange');
    expect(() => readChannels(folder)).toThrow(/渠道“province”.*单机部署/);
  });
});
