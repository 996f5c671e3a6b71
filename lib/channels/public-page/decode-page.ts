const CHARSET_PARAMETER = /charset\s*=\s*["']?\s*(?<label>[\w:.-]+)/i;
// Browsers look for the declaration in the first 1024 bytes.
const PRESCAN_BYTES = 1024;

const decoderFor = (label: string | undefined): InstanceType<typeof TextDecoder> | undefined => {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined; // A label that no browser knows counts as none.
  }
};

/** The text of a page, by the charset of its `Content-Type`, else of its own declaration, else UTF-8; many office sites are GB2312 still. */
export const decodePage = (bytes: Uint8Array, contentType: string): string => {
  const declared = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const decoder =
    decoderFor(CHARSET_PARAMETER.exec(contentType)?.groups?.['label']) ??
    decoderFor(CHARSET_PARAMETER.exec(declared)?.groups?.['label']) ??
    new TextDecoder();
  return decoder.decode(bytes);
};
