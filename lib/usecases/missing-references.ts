import type { Submission } from '../domain/item.ts';
import type { Violation } from '../domain/violation.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { attachmentKey } from './store-attachment.ts';

const notUploaded = (pointer: string): Violation => ({
  code: 'attachment-not-uploaded',
  pointer,
  message: {
    zh: '该文件尚未上传。请先用 PUT /v1/attachments/{sha256} 上传，再提交信息。',
    en: 'This file was not uploaded. Upload it with PUT /v1/attachments/{sha256} first, then post the item.',
  },
});

const wrongSize = (pointer: string, size: number): Violation => ({
  code: 'attachment-size-wrong',
  pointer,
  message: {
    zh: `已上传的文件为 ${size} 字节，与所填大小不符。`,
    en: `The uploaded file has ${size} bytes, which is not the size given.`,
  },
});

const unknownItem = (pointer: string): Violation => ({
  code: 'related-item-unknown',
  pointer,
  message: { zh: '台账中没有这条相关信息。', en: 'The ledger has no such related item.' },
});

/** Everything a submission names that has to be there already: uploaded files, approval forms, related items. */
export const missingReferences = async (
  { ledger, objectStore }: { readonly ledger: Ledger; readonly objectStore: ObjectStore },
  { attachments, approvals, relations }: Submission,
): Promise<readonly Violation[]> => {
  const uploaded = async (sha256: string, pointer: string, size?: number): Promise<Violation[]> => {
    const stored = await objectStore.head(attachmentKey(sha256));
    if (stored === undefined) return [notUploaded(pointer)];
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
