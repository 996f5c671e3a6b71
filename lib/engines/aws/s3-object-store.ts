import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ObjectStore } from '../../ports/object-store.ts';

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
  const put = async (key: string, bytes: Uint8Array, mediaType: string | undefined, ifAbsent: boolean) => {
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: checked(key),
        Body: bytes,
        ContentType: mediaType ?? OCTETS,
        ...(ifAbsent && { IfNoneMatch: '*' }),
      }),
    );
  };

  return {
    put: (key, bytes, options) => put(key, bytes, options?.mediaType, false),

    putIfAbsent: async (key, bytes, options) => {
      for (let turn = 1; ; turn++) {
        try {
          await put(key, bytes, options?.mediaType, true);
          return 'written';
        } catch (error) {
          const status = statusOf(error);
          if (status === 412) return 'exists';
          if (status !== 409 || turn === CONFLICT_TURNS) throw error;
        }
      }
    },

    get: async (key) => {
      const object = await orAbsent(s3.send(new GetObjectCommand({ Bucket, Key: checked(key) })));
      if (object?.Body === undefined) return undefined;
      return { bytes: await object.Body.transformToByteArray(), mediaType: object.ContentType ?? OCTETS };
    },

    head: async (key) => {
      const object = await orAbsent(s3.send(new HeadObjectCommand({ Bucket, Key: checked(key) })));
      if (object === undefined) return undefined;
      return { size: object.ContentLength ?? 0, mediaType: object.ContentType ?? OCTETS };
    },

    delete: async (key) => {
      await s3.send(new DeleteObjectCommand({ Bucket, Key: checked(key) }));
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
