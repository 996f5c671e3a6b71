import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderStore } from '../../../../lib/engines/embedded/folder-store.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('folder store', () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'gongkai-store-'));
    folder = join(parent, 'objects');
  });

  afterEach(async () => {
    await rm(parent, { recursive: true, force: true });
  });

  it('keeps an object as a file under its key', async () => {
    const store = await openFolderStore({ folder });

    await store.put('returns/2026/1/report.html', bytes('报告'));

    expect(await readFile(join(folder, 'files/returns/2026/1/report.html'), 'utf8')).toBe('报告');
  });

  it('leaves nothing aside, whether a put succeeds, finds the key taken or fails', async () => {
    const store = await openFolderStore({ folder });
    await store.put('a/b', bytes('一'));
    await store.putIfAbsent('a/b', bytes('二'));

    await expect(store.put('a/b/c', bytes('三'))).rejects.toThrow('EEXIST');
    expect(await readdir(join(folder, 'partial'))).toEqual([]);
  });

  it('clears away what a dead process was writing, and never lists it', async () => {
    await openFolderStore({ folder });
    await writeFile(join(folder, 'partial', 'half'), 'half');

    const store = await openFolderStore({ folder });
    await store.put('a/b', bytes('一'));

    const keys: string[] = [];
    for await (const key of store.list('a/')) keys.push(key);
    expect(keys).toEqual(['a/b']);
    expect(await readdir(join(folder, 'partial'))).toEqual([]);
  });

  it('writes nothing outside its folder, whatever the key', async () => {
    const store = await openFolderStore({ folder });

    for (const key of ['../outside', '../../outside', '/outside', 'a/../../../outside', '..\\outside']) {
      await expect(store.put(key, bytes('x'))).rejects.toThrow(RangeError);
      await expect(store.putIfAbsent(key, bytes('x'))).rejects.toThrow(RangeError);
    }

    expect(await readdir(parent)).toEqual(['objects']);
    expect(await readdir(join(folder, 'files'))).toEqual([]);
  });

  it('lists no key below a prefix that leads out of its folder', async () => {
    const store = await openFolderStore({ folder });
    await mkdir(join(parent, 'secret'));
    await writeFile(join(parent, 'secret', 'x'), 'x');

    expect(() => store.list('../../secret/')).toThrow(RangeError);
    expect(() => store.list('secret')).toThrow(RangeError);
  });

  it('has no object where a folder is', async () => {
    const store = await openFolderStore({ folder });
    await store.put('a/b', bytes('一'));

    expect(await store.head('a')).toBeUndefined();
    expect(await store.get('a')).toBeUndefined();
    expect(await store.get('a/b/c')).toBeUndefined();
    await store.delete('a');
    expect(await store.head('a/b')).toBeDefined();
  });

  it('replaces a symbolic link and does not write through it', async () => {
    const store = await openFolderStore({ folder });
    await writeFile(join(parent, 'outside'), 'untouched');
    await symlink(join(parent, 'outside'), join(folder, 'files', 'link'));

    await store.put('link', bytes('x'));

    expect(await readFile(join(parent, 'outside'), 'utf8')).toBe('untouched');
    expect(await readFile(join(folder, 'files', 'link'), 'utf8')).toBe('x');
  });

  it.each([
    { key: 'report.html', mediaType: 'text/html; charset=utf-8' },
    { key: 'data.json', mediaType: 'application/json' },
    { key: 'evidence.csv', mediaType: 'text/csv; charset=utf-8' },
    { key: 'a.constructor', mediaType: 'application/octet-stream' },
    { key: 'attachments/0f', mediaType: 'application/octet-stream' },
  ])('takes $key for $mediaType', async ({ key, mediaType }) => {
    const store = await openFolderStore({ folder });
    await store.put(key, bytes('x'), { mediaType: 'image/png' });

    expect((await store.head(key))?.mediaType).toBe(mediaType);
  });
});
