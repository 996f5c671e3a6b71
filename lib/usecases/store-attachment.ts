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
  | { readonly outcome: 'invalid'; readonly violations: readonly Violation[] }
>;

export const attachmentKey = (sha256: Sha256): string => `attachments/${sha256}`;

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
    const written = await objectStore.putIfAbsent(attachmentKey(sha256), Buffer.concat(parts), { mediaType });
    return { outcome: written === 'written' ? 'stored' : 'exists' };
  };
};

const WRONG_HASH: Violation = {
  code: 'hash-mismatch',
  pointer: '',
  message: {
    zh: '文件内容与地址中的 SHA-256 不一致。请重新计算文件的 SHA-256，并重新上传完整的文件。',
    en: 'The bytes do not hash to the SHA-256 in the address. Compute it again and upload the whole file again.',
  },
};
