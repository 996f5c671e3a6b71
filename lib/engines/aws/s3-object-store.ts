import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ObjectStore } from '../../ports/object-store.ts';
import { inParts, uploadInParts } from './upload-in-parts.ts';

const KEY = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;
const DOTS = /(^|\/)\.\.?(\/|$)/;
const OCTETS = 'application/octet-stream';

/** Two conditional puts of one key at once: the service asks one of them to come again. */
const CONFLICT_TURNS = 5;

const checked = (key: string): string => {
  if (!KEY.test(key) || DOTS.test(key)) throw new RangeError(`not a key: ${JSON.stringify(key)}`);
  return key;
};

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** Refused for what is there, or for a write at the same time; 404 where what was seen is gone. */
const CONDITION_FAILED = new Set<number | undefined>([404, 409, 412]);

async function* rejoined(
  taken: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* taken;
  yield* rest;
}

/** Undefined where nothing is under the key; every other refusal is thrown. */
const orAbsent = async <Answer>(call: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
};

/** The object store on one bucket; the service answers a put only when it is durable, and lists consistently. */
export const createS3ObjectStore = ({
  s3,
  bucketName: Bucket,
}: {
  readonly s3: S3Client;
  readonly bucketName: string;
}): ObjectStore => {
  const put = async (
    key: string,
    bytes: Uint8Array,
    mediaType: string | undefined,
    condition: Pick<PutObjectCommandInput, 'IfNoneMatch' | 'IfMatch'> = {},
  ): Promise<void> => {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: checked(key),
        Body: bytes,
        ContentType: mediaType ?? OCTETS,
        ...condition,
      }),
    );
  };

  /** False where the condition does not hold. */
  const putIf = async (
    condition: Pick<PutObjectCommandInput, 'IfNoneMatch' | 'IfMatch'>,
    [key, bytes, mediaType]: readonly [string, Uint8Array, string | undefined],
  ): Promise<boolean> => {
    for (let turn = 1; ; turn++) {
      try {
        await put(key, bytes, mediaType, condition);
        return true;
      } catch (error) {
        const status = statusOf(error);
        // Over something that is gone by now the service answers 404.
        if (status === 412 || (status === 404 && condition.IfMatch !== undefined)) return false;
        if (status !== 409 || turn === CONFLICT_TURNS) throw error;
      }
    }
  };

  return {
    put: (key, bytes, options) => put(key, bytes, options?.mediaType),

    putIfAbsent: async (key, bytes, options) =>
      (await putIf({ IfNoneMatch: '*' }, [key, bytes, options?.mediaType])) ? 'written' : 'exists',

    putOver: async (key, bytes, seen, options) => {
      const condition = seen === null ? { IfNoneMatch: '*' } : { IfMatch: seen };
      return (await putIf(condition, [key, bytes, options?.mediaType])) ? 'written' : 'stale';
    },

    putStream: async (key, chunks, seen, options) => {
      const there = await orAbsent(s3.send(new HeadObjectCommand({ Bucket, Key: checked(key) })));
      if ((there?.ETag ?? null) !== seen) return 'stale';
      const condition = seen === null ? { IfNoneMatch: '*' } : { IfMatch: seen };
      const parts = inParts(chunks);
      const first = await parts.next();
      const second = first.done === true ? first : await parts.next();
      if (first.done === true || second.done === true) {
        const whole = first.done === true ? new Uint8Array() : first.value;
        return (await putIf(condition, [key, whole, options?.mediaType])) ? 'written' : 'stale';
      }
      const target = { Bucket, Key: key, ContentType: options?.mediaType ?? OCTETS };
      try {
        await uploadInParts(s3, target, rejoined([first.value, second.value], parts), condition);
        return 'written';
      } catch (error) {
        if (!CONDITION_FAILED.has(statusOf(error))) throw error;
        // A conflict with another write may have been that write's failure: then whoever asked has to ask again.
        const now = await orAbsent(s3.send(new HeadObjectCommand({ Bucket, Key: key })));
        if ((now?.ETag ?? null) === seen) throw error;
        return 'stale';
      }
    },

    get: async (key) => {
      const object = await orAbsent(s3.send(new GetObjectCommand({ Bucket, Key: checked(key) })));
      if (object?.Body === undefined) return undefined;
      return {
        bytes: await object.Body.transformToByteArray(),
        mediaType: object.ContentType ?? OCTETS,
        tag: object.ETag ?? '',
      };
    },

    getStream: async (key) => {
      const object = await orAbsent(s3.send(new GetObjectCommand({ Bucket, Key: checked(key) })));
      const body = object?.Body;
      if (!(body instanceof Readable)) return undefined;
      return {
        size: object?.ContentLength ?? 0,
        mediaType: object?.ContentType ?? OCTETS,
        tag: object?.ETag ?? '',
        chunks: body,
        close: async () => {
          body.destroy();
        },
      };
    },

    head: async (key) => {
      const object = await orAbsent(s3.send(new HeadObjectCommand({ Bucket, Key: checked(key) })));
      if (object === undefined) return undefined;
      return { size: object.ContentLength ?? 0, mediaType: object.ContentType ?? OCTETS };
    },

    delete: async (key) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: checked(key) }));
    },

    forgetVersions: async (key) => {
      const past: (string | undefined)[] = [];
      const deletions: (string | undefined)[] = [];
      let from: Pick<ListObjectVersionsCommandInput, 'KeyMarker' | 'VersionIdMarker'> | null = {};
      while (from !== null) {
        const page: ListObjectVersionsCommandOutput = await s3.send(
          new ListObjectVersionsCommand({ Bucket, Prefix: checked(key), ...from }),
        );
        for (const { Key, VersionId, IsLatest } of page.Versions ?? []) {
          if (Key === key && IsLatest !== true) past.push(VersionId);
        }
        for (const { Key, VersionId } of page.DeleteMarkers ?? []) {
          if (Key === key) deletions.push(VersionId);
        }
        from =
          page.IsTruncated === true
            ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
            : null;
      }
      // The marks of deletion last: no version must come back to light on the way.
      for (const VersionId of [...past, ...deletions]) {
        await s3.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId }));
      }
    },

    async *list(prefix) {
      let from: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({
            Bucket,
            Prefix: prefix,
            ...(from !== undefined && { ContinuationToken: from }),
          }),
        );
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
        from = page.NextContinuationToken;
      } while (from !== undefined);
    },
  };
};
