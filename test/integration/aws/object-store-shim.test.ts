import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createS3ObjectStore } from '../../../lib/engines/aws/s3-object-store.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

let services: AwsServices;

const storeOf = (s3: S3Client) => createS3ObjectStore({ s3, bucketName: 'objects' });

const putIf = (body: string, condition: { readonly IfMatch?: string; readonly IfNoneMatch?: string }) =>
  services.s3.send(new PutObjectCommand({ Bucket: 'objects', Key: 'k', Body: body, ...condition }));

/** Of the object put, or `refused`. */
const entityTag = async (put: ReturnType<typeof putIf>): Promise<string> => {
  try {
    return (await put).ETag ?? 'none';
  } catch {
    return 'refused';
  }
};

beforeEach(async () => {
  services = await startAwsServices();
  await services.createBucket('objects');
});
afterEach(() => services.stop());

describe('the emulated object store without the shim', () => {
  it('overwrites what a precondition should have protected, so a write-once test would pass falsely', async () => {
    const store = storeOf(services.uncheckedS3);
    await store.putIfAbsent('a/b', bytes('first'));

    const second = await store.putIfAbsent('a/b', bytes('second'));

    expect(second).toBe('written');
    expect(Buffer.from((await store.get('a/b'))?.bytes ?? []).toString()).toBe('second');
  });
});

describe('the shim', () => {
  it('refuses a put over what is there, and leaves that untouched', async () => {
    const store = storeOf(services.s3);
    await store.putIfAbsent('a/b', bytes('first'));

    const second = await store.putIfAbsent('a/b', bytes('second'));

    expect(second).toBe('exists');
    expect(Buffer.from((await store.get('a/b'))?.bytes ?? []).toString()).toBe('first');
  });

  it('answers as the service does: 412, PreconditionFailed', async () => {
    await putIf('1', { IfNoneMatch: '*' });

    const refused = await putIf('2', { IfNoneMatch: '*' }).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(S3ServiceException);
    expect(refused).toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
  });

  it('refuses If-Match for another entity tag or for nothing, and takes it for the one that is there', async () => {
    const onNothing = await entityTag(putIf('0', { IfMatch: '"00"' }));
    const first = await entityTag(putIf('1', {}));
    const second = await entityTag(putIf('2', { IfMatch: first }));

    expect(onNothing).toBe('refused');
    expect(second).not.toBe('refused');
    expect(await entityTag(putIf('3', { IfMatch: first }))).toBe('refused');
  });

  it('lets one of twenty writers win a key, while other keys go on', async () => {
    const store = storeOf(services.s3);

    const [contested, ...others] = await Promise.all([
      Promise.all(Array.from({ length: 20 }, (_, index) => store.putIfAbsent('race/key', bytes(`${index}`)))),
      store.putIfAbsent('other/1', bytes('1')),
      store.putIfAbsent('other/2', bytes('2')),
    ]);

    expect(contested.filter((outcome) => outcome === 'written')).toHaveLength(1);
    expect(others).toEqual(['written', 'written']);
  });

  it('passes bytes, types and missing keys through unchanged', async () => {
    const store = storeOf(services.s3);
    const every = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await store.put('a/every.bin', every, { mediaType: 'application/x-made-up' });

    expect(Buffer.from((await store.get('a/every.bin'))?.bytes ?? [])).toEqual(Buffer.from(every));
    expect(await store.head('a/every.bin')).toEqual({ size: 70_000, mediaType: 'application/x-made-up' });
    expect(await store.get('a/none')).toBeUndefined();
  });
});
