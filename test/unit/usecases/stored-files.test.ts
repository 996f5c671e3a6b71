import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../lib/ports/object-store.ts';
import type { ReturnRegister } from '../../../lib/ports/registers.ts';
import { createReadAttachment } from '../../../lib/usecases/read-attachment.ts';
import { createReadReturnFile } from '../../../lib/usecases/read-return-file.ts';
import { createStoreAttachment } from '../../../lib/usecases/store-attachment.ts';
import { returnRecordOf } from '../../examples/return-record.ts';
import { wholeStreams } from '../../examples/whole-streams.ts';

const wholeStoreOf = (objects: Map<string, Uint8Array>): Omit<ObjectStore, 'putStream' | 'getStream'> => ({
  put: async (key, bytes) => void objects.set(key, bytes),
  putIfAbsent: async (key, bytes) => {
    if (objects.has(key)) return 'exists';
    objects.set(key, bytes);
    return 'written';
  },
  get: async (key) => {
    const bytes = objects.get(key);
    return bytes && { bytes, mediaType: 'application/octet-stream', tag: '' };
  },
  putOver: async () => 'stale',
  forgetVersions: () => Promise.resolve(),
  head: async () => undefined,
  delete: async () => undefined,
  list: async function* () {},
});

const objectStoreOf = (objects: Map<string, Uint8Array>): ObjectStore => {
  const whole = wholeStoreOf(objects);
  return { ...whole, ...wholeStreams(whole) };
};

const sha256 = createHash('sha256').update('one two').digest('hex');
const chunksOf = async function* (...texts: string[]) {
  for (const each of texts) yield Buffer.from(each);
};

describe('storing an attachment', () => {
  it('keeps the bytes under their hash, however they arrive, and once', async () => {
    const objects = new Map<string, Uint8Array>();
    const objectStore = objectStoreOf(objects);
    const store = createStoreAttachment({ objectStore });
    const upload = (...texts: string[]) =>
      store({ sha256, chunks: chunksOf(...texts), mediaType: 'text/plain', limit: 7 });
    expect(await upload('one ', 'two')).toEqual({ outcome: 'stored' });
    expect(await upload('one two')).toEqual({ outcome: 'exists' });
    expect([...objects.keys()]).toEqual([`attachments/${sha256}`]);
    const read = await createReadAttachment({ objectStore })(sha256);
    expect(Buffer.from(read!.bytes).toString()).toBe('one two');
  });

  it.each([
    { what: 'other bytes', texts: ['one too'], outcome: 'invalid' },
    { what: 'fewer bytes', texts: ['one '], outcome: 'invalid' },
    { what: 'more bytes than allowed', texts: ['one two', '!'], outcome: 'too-large' },
  ])('keeps nothing of $what', async ({ texts, outcome }) => {
    const objects = new Map<string, Uint8Array>();
    const store = createStoreAttachment({ objectStore: objectStoreOf(objects) });
    const answer = await store({ sha256, chunks: chunksOf(...texts), mediaType: 'text/plain', limit: 7 });
    expect(answer.outcome).toBe(outcome);
    expect(objects.size).toBe(0);
  });
});

describe('reading a file of a return', () => {
  const read = createReadReturnFile({
    objectStore: objectStoreOf(
      new Map([
        ['returns/2017/1/report.html', Buffer.from('report')],
        ['returns/2017/1/other', Buffer.from('not of the return')],
      ]),
    ),
    returns: {
      list: async (year) => [
        returnRecordOf({
          year,
          revision: 1,
          files: [{ name: 'report.html', key: `returns/${year}/1/report.html`, sha256, size: 6, before: [] }],
        }),
      ],
      put: async () => 'exists',
      replace: async () => undefined,
      file: async () => 'taken',
      putInputs: async () => 'exists',
      readInputs: async () => undefined,
    } satisfies ReturnRegister,
  });

  it('finds what the record of the return names', async () => {
    const file = await read({ year: 2017, revision: 1, name: 'report.html' });
    expect(await text(file!.chunks)).toBe('report');
  });

  it.each([
    { year: 2017, revision: 2, name: 'report.html' },
    { year: 2017, revision: 1, name: 'other' },
    { year: 2017, revision: 1, name: '../../attachments/x' },
    { year: 2018, revision: 1, name: 'report.html' },
  ])('finds nothing else: $year/$revision/$name', async (file) => {
    expect(await read(file)).toBeUndefined();
  });
});
