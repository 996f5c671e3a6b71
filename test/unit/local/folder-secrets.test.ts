import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderSecrets } from '../../../local/folder-secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongkai-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('secrets in a folder', () => {
  it('serve from the moment they are stored', async () => {
    const secrets = await createFolderSecrets({ folder });
    expect(await secrets.read('city')).toBeUndefined();

    await writeFile(join(folder, 'city'), 'whsec_AAAA\n');

    expect(await secrets.read('city')).toBe('whsec_AAAA');
  });

  it('are made up once, for their owner alone', async () => {
    const secrets = await createFolderSecrets({ folder });
    await secrets.makeUp('provincial');
    const first = await secrets.read('provincial');
    await secrets.makeUp('provincial');

    expect(first).toMatch(/^whsec_/);
    expect(await (await createFolderSecrets({ folder })).read('provincial')).toBe(first);
    expect((await stat(join(folder, 'provincial'))).mode & 0o777).toBe(0o600);
  });

  it.each(['../admin-token', '', 'a/b'])('have names that stay in it, unlike "%s"', async (name) => {
    await writeFile(join(folder, 'x'), 'secret');
    const secrets = await createFolderSecrets({ folder: join(folder, 'secrets') });

    expect(await secrets.read(name)).toBeUndefined();
  });
});
