import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChannels, readSettings } from '../../cdk/settings.ts';

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

const read = (context: Readonly<Record<string, unknown>>) => readSettings(new App({ context }).node);

describe('the indexes of a deployment', () => {
  it('are all, but for those that are named as coming later', () => {
    expect(read({}).withoutIndexes).toEqual([]);
    expect(read({ withoutIndexes: 'waiting,confirmations' }).withoutIndexes).toEqual([
      'waiting',
      'confirmations',
    ]);
  });

  it('are none that the table is not to have at all', () => {
    expect(() => read({ withoutIndexes: 'waitings' })).toThrow(/withoutIndexes/);
  });
});

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
