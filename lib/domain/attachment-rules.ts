import { blankText } from './bare-text.ts';
import type { Attachment, Sha256, Submission } from './item.ts';
import type { Sentence, Violation } from './violation.ts';

const SHA256 = /^[0-9a-f]{64}$/;
const PATH = /[/\\]|^\.{1,2}$/;

/**
 * Attachments whose names clash or cannot be file names, and every reference that is no SHA-256: of attachments, of
 * scanned approval forms, of related items. Whether what they name exists is not judged here.
 */
export const attachmentViolations = ({
  attachments,
  approvals,
  relations,
}: Pick<Submission, 'attachments' | 'approvals' | 'relations'>): readonly Violation[] => [
  ...attachments.flatMap(({ sha256 }, index) => badHash(`/attachments/${index}/sha256`, sha256)),
  ...approvals.flatMap(({ evidence }, approval) =>
    evidence.flatMap((sha256, index) => badHash(`/approvals/${approval}/evidence/${index}`, sha256)),
  ),
  ...relations.flatMap(({ item }, index) => badHash(`/relations/${index}/item`, item)),
  ...nameViolations(attachments),
];

const badHash = (pointer: string, text: Sha256): readonly Violation[] =>
  SHA256.test(text) ? [] : [{ code: 'hash-invalid', pointer, message: HASH_INVALID }];

const HASH_INVALID: Sentence = {
  zh: '不是有效的 SHA-256 值，应为64位小写十六进制数字。请填写上传或受理时返回的值。',
  en: 'Not a SHA-256, which is 64 lower-case hexadecimal digits. Give the one answered when it was uploaded or accepted.',
};

const nameViolations = (attachments: readonly Attachment[]): readonly Violation[] => {
  const keys = attachments.map(({ name }) => fileNameKey(name));
  return attachments.flatMap(({ name }, index) => {
    const pointer = `/attachments/${index}/name`;
    const blank = blankText(pointer, name, { zh: '附件名称', en: 'The name of the attachment' });
    if (blank.length > 0) return blank;
    return [
      ...(PATH.test(name) ? [{ code: 'attachment-name-is-path', pointer, message: NAME_IS_PATH }] : []),
      ...(keys.indexOf(fileNameKey(name)) === index
        ? []
        : [{ code: 'attachment-name-duplicate', pointer, message: NAME_DUPLICATE }]),
    ];
  });
};

// Channels put attachments into folders, and many a file system does not tell letter case or compatibility forms apart.
const fileNameKey = (name: string): string => name.normalize('NFKC').toLowerCase().trim();

const NAME_IS_PATH: Sentence = {
  zh: '附件名称不能含有“/”或“\\”，也不能是“.”或“..”。请只填写文件名。',
  en: 'The name of an attachment has no / or \\ in it, and is not . or ..; give the file name alone.',
};

const NAME_DUPLICATE: Sentence = {
  zh: '两个附件的名称相同（不区分大小写和全角、半角）。请改名，使每个附件的名称都不同。',
  en: 'Two attachments have the same name (letter case and width make no difference). Rename one of them.',
};
