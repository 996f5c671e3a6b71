import { createHash } from 'node:crypto';
import type { Sha256 } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import type { ObjectStore } from '../ports/object-store.ts';

export interface UploadedAttachment {
  /** What the bytes have to hash to. */
  readonly sha256: Sha256;
  /** As they arrive; hashed on the way, so that no second pass over a large file holds up other callers. */
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly mediaType: string;
  /** Most bytes taken; reading stops at the first chunk beyond. */
  readonly limit: number;
}

export type StoreAttachment = (
  attachment: UploadedAttachment,
) => Promise<
  | { readonly outcome: 'stored' }
  | { readonly outcome: 'exists' }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'conflict'; readonly violation: Violation }
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

export const attachmentKey = (sha256: Sha256): string => `attachments/${sha256}`;

/** Stands where a file was erased with a sealed item: nobody uploads it again by accident. */
export const sealedFileKey = (sha256: Sha256): string => `sealed-files/${sha256}`;

/** Keeps a file under its own hash, once, durably before it answers; bytes that hash to something else are not kept. */
export const createStoreAttachment = ({
  objectStore,
}: {
  readonly objectStore: ObjectStore;
}): StoreAttachment => {
  return async ({ sha256, chunks, mediaType, limit }) => {
    const hash = createHash('sha256');
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > limit) return { outcome: 'too-large' };
      hash.update(chunk);
      parts.push(chunk);
    }
    if (hash.digest('hex') !== sha256) return { outcome: 'invalid', violations: [WRONG_HASH] };
    if ((await objectStore.head(sealedFileKey(sha256))) !== undefined) {
      return { outcome: 'conflict', violation: FILE_SEALED };
    }
    const written = await objectStore.putIfAbsent(attachmentKey(sha256), Buffer.concat(parts), { mediaType });
    return { outcome: written === 'written' ? 'stored' : 'exists' };
  };
};

export const FILE_SEALED: Violation = {
  code: 'file-sealed',
  pointer: '',
  message: {
    zh: '该文件已随一条信息封存，不得再次上传或使用。确需公开的，请另行制作文件，并重新审查、审批。',
    en: 'This file was sealed with an item and is not taken again. What is to be public after all needs a file of its own, reviewed and approved anew.',
  },
};

const WRONG_HASH: Violation = {
  code: 'hash-mismatch',
  pointer: '',
  message: {
    zh: '文件内容与地址中的 SHA-256 不一致。请重新计算文件的 SHA-256，并重新上传完整的文件。',
    en: 'The bytes do not hash to the SHA-256 in the address. Compute it again and upload the whole file again.',
  },
};
