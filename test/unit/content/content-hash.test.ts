import { describe, expect, it } from 'vitest';
import { canonicalLine } from '../../../lib/domain/content/canonical-text.ts';
import { CONTENT_VERSION, canonicalContent, contentHash } from '../../../lib/domain/content/content-hash.ts';
import { copyHash } from '../../../lib/domain/content/copy-hash.ts';

const content = { title: '通知', bodyText: '甲', attachmentHashes: [], occurrence: null };
const A = 'a'.repeat(64);
const copy = {
  title: '通知',
  documentNumber: '虚政发〔2026〕3号',
  html: '<p>甲</p>',
  attachments: [{ name: '附件1.docx', sha256: A }],
};

describe('contentHash', () => {
  it('is SHA-256 in lower-case hexadecimal of the version that is asked for', () => {
    expect(contentHash(content)).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHash(content, 1)).toBe(contentHash(content, CONTENT_VERSION));
    expect(canonicalContent(content)).toBe('gongkai-content/1\ntitle 通知\nbody\n甲');
  });

  it('takes a title as posted or canonical', () => {
    const title = '　关于“互联网＋”的通知〔２０２６〕';
    expect(contentHash({ ...content, title: canonicalLine(title) })).toBe(contentHash({ ...content, title }));
  });

  it('leaves the hashes that it was given as they are', () => {
    const attachmentHashes = ['b'.repeat(64), A];
    contentHash({ ...content, attachmentHashes });
    expect(attachmentHashes).toEqual(['b'.repeat(64), A]);
  });
});

describe('canonicalLine', () => {
  it.each([
    ['虚政发〔2026〕3号', '虚政发(2026)3号'],
    [' 虚政发［２０２６］ ３ 号', '虚政发(2026)3号'],
    ['第一行\n第二行', '第一行第二行'],
    ['\u200b\u3000', ''],
    ['<b>&amp;', '<b>&amp;'],
    ['x²™ª℠', 'x²ᵀᴹᵃ℠'],
  ])('%j is %j', (text, line) => {
    expect(canonicalLine(text)).toBe(line);
    expect(canonicalLine(line)).toBe(line);
  });
});

describe('copyHash', () => {
  it('is what sha256sum says of the documented bytes', () => {
    // printf 'gongkai-copy/1\ntitle 6\n通知\ndocumentNumber 23\n虚政发〔2026〕3号\nhtml 10\n<p>甲</p>\nattachment 12\n附件1.docx\n<64 × a>\n' | sha256sum
    expect(copyHash(copy)).toBe('055d478fb94aebfcabfa708e124afb1ce5f428ac24e46c5903854bab6cd402d6');
  });

  it.each([
    { what: 'a space in the title', changed: { title: '通 知' } },
    { what: 'other brackets in the document number', changed: { documentNumber: '虚政发[2026]3号' } },
    { what: 'no document number', changed: { documentNumber: null } },
    { what: 'the word null for a document number', changed: { documentNumber: 'null' } },
    { what: 'another layout', changed: { html: '<p>甲</p><p></p>' } },
    { what: 'another file name', changed: { attachments: [{ name: '附件2.docx', sha256: A }] } },
    { what: 'no attachment', changed: { attachments: [] } },
  ])('changes with $what', ({ changed }) => {
    expect(copyHash({ ...copy, ...changed })).not.toBe(copyHash(copy));
  });

  it('changes with the order of attachments', () => {
    const files = [
      { name: '1', sha256: A },
      { name: '2', sha256: A },
    ];
    expect(copyHash({ ...copy, attachments: files })).not.toBe(
      copyHash({ ...copy, attachments: files.toReversed() }),
    );
  });
});
