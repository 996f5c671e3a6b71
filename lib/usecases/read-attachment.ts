import type { Sha256 } from '../domain/item.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { attachmentKey } from './store-attachment.ts';

/** A file out of the object store. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export type ReadAttachment = (sha256: Sha256) => Promise<StoredFile | undefined>;

export const createReadAttachment = ({
  objectStore,
}: {
  readonly objectStore: ObjectStore;
}): ReadAttachment => {
  return (sha256) => objectStore.get(attachmentKey(sha256));
};
