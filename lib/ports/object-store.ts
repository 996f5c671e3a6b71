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
  get(key: string): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | undefined>;
  /** Size in bytes, without reading. */
  head(key: string): Promise<{ readonly size: number; readonly mediaType: string } | undefined>;
  delete(key: string): Promise<void>;
  /** All keys below a prefix that ends with `/`, in order. */
  list(prefix: string): AsyncIterable<string>;
}
