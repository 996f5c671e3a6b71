import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationProblem, readConfiguration } from '../../../lib/configuration/read-configuration.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-config-'));
  await cp('config', folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

describe('readConfiguration', () => {
  it('reads what the product ships', async () => {
    const { channels, calendar } = await readConfiguration(folder);

    expect([...channels.keys()]).toEqual(['portal', 'provincial', 'municipal']);
    expect(calendar.years.size).toBeGreaterThan(0);
  });

  it.each([
    ['policies.json', null, /没有 policies\.json.*复制.*There is no policies\.json/s],
    ['channels.json', '{ "channels": [ }', /不是有效的 JSON：.*channels\.json.*Unexpected token/s],
    [
      'channels.json',
      '{ "channels": [{ "setings": {} }] }',
      /channels\.json 有误.*\/channels\/0\/setings：没有这一项/s,
    ],
    ['calendar.json', '{ "verifiedThrough": "soon" }', /calendar\.json 有误.*calendar\.verifiedThrough/s],
  ])('says in a sentence what is wrong with %s (%s)', async (name, content, sentence) => {
    if (content === null) await rm(join(folder, name));
    else await writeFile(join(folder, name), content);

    await expect(readConfiguration(folder)).rejects.toThrow(ConfigurationProblem);
    await expect(readConfiguration(folder)).rejects.toThrow(sentence);
  });
});
