import type { Violation } from '../violation.ts';

/**
 * The text of a CSV file in UTF-8, with or without byte order mark, or in GB18030 (GBK and GB2312 are parts of it), which
 * is what spreadsheets in China save. UTF-8 is tried first: Chinese text in GB18030 is never valid UTF-8 for long.
 */
export const decodeText = (
  bytes: Uint8Array,
):
  | { readonly outcome: 'text'; readonly text: string }
  | { readonly outcome: 'invalid'; readonly violation: Violation } => {
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030');
  if (text === undefined || text.includes('\0')) return { outcome: 'invalid', violation: UNREADABLE };
  return { outcome: 'text', text };
};

const decode = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

const UNREADABLE: Violation = {
  code: 'encoding-unknown',
  pointer: '',
  message: {
    zh: '文件的字符编码无法识别。请另存为“CSV UTF-8（逗号分隔）”或 xlsx 后重新导入。',
    en: 'The text encoding is neither UTF-8 nor GB18030. Save the file as "CSV UTF-8 (comma delimited)" or xlsx and import it again.',
  },
};
