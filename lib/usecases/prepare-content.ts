import { canonicalLine, canonicalText, isEmptyContent } from '../domain/content/canonical-text.ts';
import { CONTENT_VERSION, contentHash } from '../domain/content/content-hash.ts';
import { contentWarnings } from '../domain/content/content-warnings.ts';
import { copyHash } from '../domain/content/copy-hash.ts';
import { houseStyle } from '../domain/content/house-style.ts';
import { parseBody } from '../domain/content/parse-body.ts';
import { plainText } from '../domain/content/plain-text.ts';
import { removalWarnings } from '../domain/content/removal-warning.ts';
import type { Content, Sha256 } from '../domain/item.ts';
import type { HouseStyleChange } from '../domain/ledger-rows.ts';
import type { Violation } from '../domain/violation.ts';

/** A submission's content, read once: its hashes, the copy that will leave, and what there is to say about it. */
export interface PreparedContent {
  readonly contentHash: Sha256;
  readonly contentVersion: number;
  readonly copyHash: Sha256;
  readonly html: string;
  readonly text: string;
  /** Why it cannot be accepted whatever is acknowledged. */
  readonly violations: readonly Violation[];
  /** To be acknowledged. */
  readonly warnings: readonly Violation[];
  /** House style flags: shown, nothing to acknowledge. */
  readonly flags: readonly Violation[];
  readonly houseStyle: readonly HouseStyleChange[];
}

const empty = (pointer: string, zh: string, en: string): Violation => ({
  code: 'content-empty',
  pointer,
  message: { zh: `${zh}没有可供公众阅读的内容。`, en: `The ${en} holds nothing that the public could read.` },
});

const tooComplex: Violation = {
  code: 'body-too-complex',
  pointer: '/body/content',
  message: {
    zh: '正文嵌套过深或元素过多，无法处理。请清除格式后重新粘贴。',
    en: 'The body is nested too deep or has too many elements. Clear its formatting and paste it again.',
  },
};

/** Parses the body once for everything that is needed of it. */
export const prepareContent = (
  content: Content & { readonly documentNumber: string | null },
): PreparedContent => {
  const { title, documentNumber, attachments, occurrence } = content;
  const parsed = parseBody(content.body);
  const bodyText = canonicalText(parsed);
  const text = plainText(parsed);
  const styled = houseStyle(parsed, text);
  return {
    contentHash: contentHash({
      title,
      bodyText,
      attachmentHashes: attachments.map(({ sha256 }) => sha256),
      occurrence,
    }),
    contentVersion: CONTENT_VERSION,
    copyHash: copyHash({ title, documentNumber, html: styled.html, attachments }),
    html: styled.html,
    text,
    violations: [
      ...(parsed.tooComplex ? [tooComplex] : []),
      ...(isEmptyContent(canonicalLine(title)) ? [empty('/title', '标题', 'title')] : []),
      ...(isEmptyContent(bodyText) && !parsed.tooComplex ? [empty('/body/content', '正文', 'body')] : []),
    ],
    warnings: [
      ...removalWarnings(styled.changes),
      ...contentWarnings({ title, text, attachmentNames: attachments.map(({ name }) => name) }),
    ],
    flags: styled.flags,
    houseStyle: styled.changes,
  };
};
