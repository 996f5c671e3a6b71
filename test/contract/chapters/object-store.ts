import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collect } from '../collect.ts';
import type { OpenEngine } from '../opener.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (object: { readonly bytes: Uint8Array } | undefined): string | undefined =>
  object === undefined ? undefined : new TextDecoder().decode(object.bytes);

const CSV = { mediaType: 'text/csv; charset=utf-8' };

async function* streamOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield bytes(text);
}

/** So many chunks of 100,000 bytes, no two alike. */
async function* largeStream(length: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < length; index++) yield bytes(String(index).padStart(8, '0').repeat(12_500));
}

const hashOf = async (chunks: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> => {
  if (chunks === undefined) return undefined;
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
};

export const describeObjectStore = (open: OpenEngine): void => {
  describe('object store', () => {
    it('gives back what was put, with the media type of its extension', async () => {
      const { objectStore } = (await open()).engine;

      await objectStore.put('pages/a.html', bytes('<p>公开</p>'), { mediaType: 'text/html; charset=utf-8' });
      const page = await objectStore.get('pages/a.html');

      expect(textOf(page)).toBe('<p>公开</p>');
      expect(page?.mediaType).toBe('text/html; charset=utf-8');
      expect(await objectStore.head('pages/a.html')).toEqual({
        size: bytes('<p>公开</p>').length,
        mediaType: 'text/html; charset=utf-8',
      });
    });

    it('keeps bytes that are no text, and none at all', async () => {
      const { objectStore } = (await open()).engine;
      const every = Uint8Array.from({ length: 256 }, (_, index) => index);

      await objectStore.put('bodies/every', every);
      await objectStore.put('bodies/none', new Uint8Array());

      expect([...((await objectStore.get('bodies/every'))?.bytes ?? [])]).toEqual([...every]);
      expect((await objectStore.get('bodies/none'))?.bytes).toHaveLength(0);
      expect((await objectStore.head('bodies/none'))?.size).toBe(0);
    });

    it('replaces what was there', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.put('a/b', bytes('第一份，长一些'));

      await objectStore.put('a/b', bytes('第二份'));

      expect(textOf(await objectStore.get('a/b'))).toBe('第二份');
    });

    it('keeps its own copy of the bytes', async () => {
      const { objectStore } = (await open()).engine;
      const given = bytes('abc');
      await objectStore.put('a/b', given);
      given[0] = 120;
      (await objectStore.get('a/b'))?.bytes.fill(0);

      expect(textOf(await objectStore.get('a/b'))).toBe('abc');
    });

    it('puts only where nothing is', async () => {
      const { objectStore } = (await open()).engine;

      expect(await objectStore.putIfAbsent('a/b', bytes('一'))).toBe('written');
      expect(await objectStore.putIfAbsent('a/b', bytes('二'))).toBe('exists');
      expect(textOf(await objectStore.get('a/b'))).toBe('一');
    });

    it('lets exactly one of twenty write where nothing was', async () => {
      const { objectStore } = (await open()).engine;

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) => objectStore.putIfAbsent('race/key', bytes(`第${index}个`))),
      );

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(textOf(await objectStore.get('race/key'))).toBe(`第${outcomes.indexOf('written')}个`);
    });

    it('puts over what was read, and over nothing else', async () => {
      const { objectStore } = (await open()).engine;
      expect(await objectStore.putOver('a/b', bytes('一'), null)).toBe('written');
      const first = (await objectStore.get('a/b'))?.tag ?? null;
      expect(await objectStore.putOver('a/b', bytes('二'), first)).toBe('written');

      expect(await objectStore.putOver('a/b', bytes('三'), first)).toBe('stale');
      expect(await objectStore.putOver('a/b', bytes('四'), null)).toBe('stale');
      expect(textOf(await objectStore.get('a/b'))).toBe('二');
    });

    it('puts over nothing that was deleted meanwhile', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.put('a/b', bytes('一'));
      const seen = (await objectStore.get('a/b'))?.tag ?? null;
      await objectStore.delete('a/b');

      expect(await objectStore.putOver('a/b', bytes('二'), seen)).toBe('stale');
      expect(await objectStore.get('a/b')).toBeUndefined();
    });

    it('lets exactly one of twenty put over what all of them read', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.put('race/key', bytes('先'));
      const seen = (await objectStore.get('race/key'))?.tag ?? null;

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          objectStore.putOver('race/key', bytes(`第${index}个`), seen),
        ),
      );

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(textOf(await objectStore.get('race/key'))).toBe(`第${outcomes.indexOf('written')}个`);
    });

    it('puts a stream where nothing is, and over nothing that it did not see', async () => {
      const { objectStore } = (await open()).engine;

      expect(await objectStore.putStream('a/b.csv', streamOf('一', '二'), null, CSV)).toBe('written');
      expect(await objectStore.putStream('a/b.csv', streamOf('三'), null, CSV)).toBe('stale');
      expect(textOf(await objectStore.get('a/b.csv'))).toBe('一二');
      const seen = (await objectStore.get('a/b.csv'))?.tag ?? null;
      expect(await objectStore.putStream('a/b.csv', streamOf('四'), seen, CSV)).toBe('written');
      expect(await objectStore.putStream('a/b.csv', streamOf('五'), seen, CSV)).toBe('stale');
      expect(await objectStore.putStream('a/none.csv', streamOf('六'), seen, CSV)).toBe('stale');
      expect(textOf(await objectStore.get('a/b.csv'))).toBe('四');
      expect(await objectStore.get('a/none.csv')).toBeUndefined();
    });

    it('puts a stream of nothing', async () => {
      const { objectStore } = (await open()).engine;

      expect(await objectStore.putStream('a/empty.csv', streamOf(), null)).toBe('written');

      expect((await objectStore.get('a/empty.csv'))?.bytes).toHaveLength(0);
    });

    it('puts and gives back a stream of twenty million bytes as it came', async () => {
      const { objectStore } = (await open()).engine;

      expect(await objectStore.putStream('a/large.csv', largeStream(200), null, CSV)).toBe('written');

      expect((await objectStore.head('a/large.csv'))?.size).toBe(20_000_000);
      const given = await objectStore.getStream('a/large.csv');
      expect(given).toMatchObject({ size: 20_000_000, mediaType: 'text/csv; charset=utf-8' });
      expect(await hashOf(given?.chunks)).toBe(await hashOf(largeStream(200)));
    });

    it('lets exactly one of three large streams write', async () => {
      const { objectStore } = (await open()).engine;
      const lengths = [90, 100, 110];

      const outcomes = await Promise.all(
        lengths.map((length) => objectStore.putStream('race/large.csv', largeStream(length), null)),
      );

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect((await objectStore.head('race/large.csv'))?.size).toBe(
        (lengths[outcomes.indexOf('written')] ?? 0) * 100_000,
      );
    });

    it.each([0, 150])('puts nothing of a stream that breaks off after %i chunks', async (length) => {
      const { objectStore } = (await open()).engine;
      const breaking = async function* () {
        yield* largeStream(length);
        throw new Error('broken off');
      };

      await expect(objectStore.putStream('a/broken.csv', breaking(), null)).rejects.toThrow('broken off');

      expect(await objectStore.get('a/broken.csv')).toBeUndefined();
      expect(await collect(objectStore.list('a/'))).toEqual([]);
      expect(await objectStore.putStream('a/broken.csv', streamOf('再来'), null)).toBe('written');
    });

    it('streams what was there when it was asked for, whatever is put or deleted meanwhile', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.putStream('a/large.csv', largeStream(30), null);
      const given = await objectStore.getStream('a/large.csv');

      await objectStore.put('a/large.csv', bytes('另一份'));
      await objectStore.delete('a/large.csv');

      expect(await hashOf(given?.chunks)).toBe(await hashOf(largeStream(30)));
      expect(await objectStore.getStream('a/large.csv')).toBeUndefined();
    });

    it('lets go of a stream that nobody reads', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.putStream('a/large.csv', largeStream(30), null);

      const given = await objectStore.getStream('a/large.csv');
      await given?.close();
      await given?.close();

      expect(given?.size).toBe(3_000_000);
    });

    it('keeps what is there when it forgets what was before', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.put('a/b', bytes('一'));
      await objectStore.put('a/b', bytes('二'));
      await objectStore.put('a/bc', bytes('旁边'));

      await objectStore.forgetVersions('a/b');
      await objectStore.forgetVersions('a/none');

      expect(textOf(await objectStore.get('a/b'))).toBe('二');
      expect(textOf(await objectStore.get('a/bc'))).toBe('旁边');
    });

    it('shows one whole put, whichever came last, when many replace at once', async () => {
      const { objectStore } = (await open()).engine;
      const contents = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(10_000));

      await Promise.all(contents.map((content) => objectStore.put('race/key', bytes(content))));

      expect(contents).toContain(textOf(await objectStore.get('race/key')));
    });

    it('has nothing under a key never put or deleted, and deletes twice without complaint', async () => {
      const { objectStore } = (await open()).engine;
      await objectStore.put('a/b', bytes('一'));

      await objectStore.delete('a/b');
      await objectStore.delete('a/b');

      expect(await objectStore.get('a/b')).toBeUndefined();
      expect(await objectStore.head('a/b')).toBeUndefined();
      expect(await objectStore.get('no/such/key')).toBeUndefined();
    });

    it('lists the keys below a prefix in order, and no others', async () => {
      const { objectStore } = (await open()).engine;
      // '-' and '.' sort before '/', '0' after: the order of folders is not the order of keys.
      const below = ['p/a-b/z', 'p/a.html', 'p/a/b/c', 'p/a/c', 'p/a0', 'p/B', 'p/b'];
      for (const key of [...below.toReversed(), 'p.html', 'pa/x', 'q/a'])
        await objectStore.put(key, bytes(key));

      expect(await collect(objectStore.list('p/'))).toEqual(below.toSorted());
      expect(await collect(objectStore.list('p/a/'))).toEqual(['p/a/b/c', 'p/a/c']);
      expect(await collect(objectStore.list('none/'))).toEqual([]);
    });

    it.each(['../a', 'a/../b', '/a', 'a//b', 'a/', '', '.', 'a/./b', 'a\\b', 'a b', '公开', 'a\0b', 'C:/a'])(
      'refuses the key "%s"',
      async (key) => {
        const { objectStore } = (await open()).engine;

        await expect(objectStore.put(key, bytes('x'))).rejects.toThrow(RangeError);
        await expect(objectStore.putIfAbsent(key, bytes('x'))).rejects.toThrow(RangeError);
        await expect(objectStore.putOver(key, bytes('x'), null)).rejects.toThrow(RangeError);
        await expect(objectStore.putStream(key, streamOf('x'), null)).rejects.toThrow(RangeError);
        await expect(objectStore.getStream(key)).rejects.toThrow(RangeError);
        await expect(objectStore.forgetVersions(key)).rejects.toThrow(RangeError);
        await expect(objectStore.get(key)).rejects.toThrow(RangeError);
        await expect(objectStore.head(key)).rejects.toThrow(RangeError);
        await expect(objectStore.delete(key)).rejects.toThrow(RangeError);
      },
    );
  });
};
