export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Opaque; another one after every put. */
  readonly tag: string;
}

/** An object that is too large to hold. Its chunks are read once, or not at all: `close` then lets go of it. */
export interface StreamedObject {
  readonly size: number;
  readonly mediaType: string;
  readonly tag: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

/**
 * Files by key: bodies, attachments, pages, returns. Keys are `/`-separated names of `A–Z a–z 0–9 . _ -`; a name is never
 * empty, `.` or `..`, and no key is another's folder (`a` and `a/b`). Any other key throws a RangeError.
 * An engine may derive the media type from the key's extension instead of keeping the one given: give keys an extension
 * where the type matters, or keep it elsewhere. Unknown extensions read as `application/octet-stream`.
 */
export interface ObjectStore {
  /** Durable when it resolves; replaces what was there, all or nothing. */
  put(key: string, bytes: Uint8Array, options?: { readonly mediaType?: string }): Promise<void>;
  /** Puts only where nothing is; `exists` leaves what is there untouched. */
  putIfAbsent(
    key: string,
    bytes: Uint8Array,
    options?: { readonly mediaType?: string },
  ): Promise<'written' | 'exists'>;
  /**
   * Puts only over what was read: `seen` is the tag of the object that the caller acted on, null where it found nothing.
   * `stale` leaves what is there untouched, however late the put arrives.
   */
  putOver(
    key: string,
    bytes: Uint8Array,
    seen: string | null,
    options?: { readonly mediaType?: string },
  ): Promise<'written' | 'stale'>;
  /**
   * {@link putOver} of what is too large to hold: takes the chunks as they come, and puts all of them or nothing; where the
   * chunks end in an error it is thrown and nothing was put. `stale` may be answered before all of them were taken.
   */
  putStream(
    key: string,
    chunks: AsyncIterable<Uint8Array>,
    seen: string | null,
    options?: { readonly mediaType?: string },
  ): Promise<'written' | 'stale'>;
  get(key: string): Promise<StoredObject | undefined>;
  /** The object as it is now, in chunks, whatever is put in its place meanwhile. */
  getStream(key: string): Promise<StreamedObject | undefined>;
  /** Size in bytes, without reading. */
  head(key: string): Promise<{ readonly size: number; readonly mediaType: string } | undefined>;
  /** Where earlier versions are kept, this one stays among them; see `forgetVersions`. */
  delete(key: string): Promise<void>;
  /** Removes for good what was under the key before: every version but the one there now, all of them where it was deleted. */
  forgetVersions(key: string): Promise<void>;
  /** All keys below a prefix that ends with `/`, in order. */
  list(prefix: string): AsyncIterable<string>;
}
