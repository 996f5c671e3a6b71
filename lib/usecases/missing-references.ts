import type { Sha256, Submission } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { attachmentKey, FILE_SEALED, sealedFileKey } from './store-attachment.ts';

const notUploaded = (pointer: string): Violation => ({
  code: 'attachment-not-uploaded',
  pointer,
  message: {
    zh: '该文件尚未上传。请先用 PUT /v1/attachments/{sha256} 上传，再重新提交。',
    en: 'This file was not uploaded. Upload it with PUT /v1/attachments/{sha256} first, then send this again.',
  },
});

const wrongSize = (pointer: string, size: number): Violation => ({
  code: 'attachment-size-wrong',
  pointer,
  message: {
    zh: `已上传的文件为 ${size} 字节，与所填大小不符。请改填 ${size}；文件传错的，请重新上传正确的文件。`,
    en: `The uploaded file has ${size} bytes, which is not the size given. Give ${size} or, if it is the wrong file, upload the right one.`,
  },
});

const unknownItem = (pointer: string): Violation => ({
  code: 'related-item-unknown',
  pointer,
  message: {
    zh: '台账中没有这条相关信息。请核对其信息标识（id）。',
    en: 'The ledger has no such related item. Check its id.',
  },
});

const absent = async (objectStore: ObjectStore, sha256: Sha256, pointer: string): Promise<Violation> =>
  (await objectStore.head(sealedFileKey(sha256))) === undefined
    ? notUploaded(pointer)
    : { ...FILE_SEALED, pointer };

/** Files that are named without having been uploaded. */
export const missingFiles = async (
  objectStore: ObjectStore,
  named: readonly { readonly sha256: Sha256; readonly pointer: string }[],
): Promise<readonly Violation[]> => {
  const checked = await Promise.all(
    named.map(async ({ sha256, pointer }) =>
      (await objectStore.head(attachmentKey(sha256))) === undefined
        ? [await absent(objectStore, sha256, pointer)]
        : [],
    ),
  );
  return checked.flat();
};

/** Everything a submission names that has to be there already: uploaded files, approval forms, related items. */
export const missingReferences = async (
  { ledger, objectStore }: { readonly ledger: Ledger; readonly objectStore: ObjectStore },
  { attachments, approvals, relations }: Submission,
): Promise<readonly Violation[]> => {
  const uploaded = async (sha256: string, pointer: string, size?: number): Promise<Violation[]> => {
    const stored = await objectStore.head(attachmentKey(sha256));
    if (stored === undefined) return [await absent(objectStore, sha256, pointer)];
    return size === undefined || size === stored.size
      ? []
      : [wrongSize(pointer.replace(/sha256$/, 'size'), stored.size)];
  };
  const checks = [
    ...attachments.map(({ sha256, size }, index) => uploaded(sha256, `/attachments/${index}/sha256`, size)),
    ...approvals.flatMap(({ evidence }, index) =>
      evidence.map((sha256, place) => uploaded(sha256, `/approvals/${index}/evidence/${place}`)),
    ),
    ...relations.map(async ({ item }, index) =>
      (await ledger.read(item)) === undefined ? [unknownItem(`/relations/${index}/item`)] : [],
    ),
  ];
  return checks.length === 0 ? [] : (await Promise.all(checks)).flat();
};
