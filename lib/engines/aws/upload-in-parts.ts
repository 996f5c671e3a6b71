import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** The service takes 10,000 parts of an upload: room for 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;

/** Cuts into parts of {@link PART_BYTES}, the last one shorter, none empty; only one is held. */
export async function* inParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (size + rest.length >= PART_BYTES) {
      const taken = PART_BYTES - size;
      yield Buffer.concat([...held, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      held = [];
      size = 0;
    }
    // A copy: whoever gave the chunk may use its memory again.
    if (rest.length > 0) held.push(rest.slice());
    size += rest.length;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** Uploads part after part and completes under the condition; whatever fails, nothing of it stays. */
export const uploadInParts = async (
  s3: S3Client,
  target: { readonly Bucket: string; readonly Key: string; readonly ContentType: string },
  parts: AsyncIterable<Uint8Array>,
  condition: Pick<CompleteMultipartUploadCommandInput, 'IfNoneMatch' | 'IfMatch'>,
): Promise<void> => {
  const { Bucket, Key } = target;
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'CRC32' }),
  );
  try {
    const done: CompletedPart[] = [];
    for await (const Body of parts) {
      const PartNumber = done.length + 1;
      const { ETag, ChecksumCRC32 } = await s3.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ChecksumAlgorithm: 'CRC32' }),
      );
      done.push({ PartNumber, ETag, ...(ChecksumCRC32 !== undefined && { ChecksumCRC32 }) });
    }
    await s3.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts: done },
        ...condition,
      }),
    );
  } catch (error) {
    // Where even this fails the bucket's own rule clears it away after some days.
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => undefined);
    throw error;
  }
};
