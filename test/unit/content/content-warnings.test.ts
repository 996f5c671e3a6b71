import { describe, expect, it } from 'vitest';
import { contentWarnings } from '../../../lib/domain/content/content-warnings.ts';

const codesOf = (text: string): readonly string[] =>
  contentWarnings({ title: '', text, attachmentNames: [] }).map(({ code }) => code);

describe('contentWarnings', () => {
  it.each([
    { text: '公民身份号码11010519491231002X。', code: 'identity-card-number' },
    { text: '１１０１０５１９４９１２３１００２ｘ', code: 'identity-card-number' },
    { text: '110105 19491231 002X', code: 'identity-card-number' },
    { text: '联系人甲某，13800138000', code: 'mobile-number' },
    { text: '电话：138 0013 8000', code: 'mobile-number' },
    { text: '13800138000 13900139000', code: 'mobile-number' },
    { text: '卡号 6222021234567894', code: 'bank-card-number' },
    { text: '6222 0212 3456 7894', code: 'bank-card-number' },
    { text: '6222-0212-3456-7894', code: 'bank-card-number' },
  ])('finds $code in $text', ({ text, code }) => {
    expect(codesOf(text)).toEqual([code]);
  });

  it.each([
    { text: '110105194912310021', why: 'its check digit is wrong' },
    { text: '110105194913310021', why: 'there is no thirteenth month' },
    { text: '0537-1234567', why: 'a landline is public' },
    { text: '12345678901', why: 'no mobile number begins with 12' },
    { text: '6222021234567895', why: 'its Luhn sum is wrong' },
    { text: 'a13800138000', why: 'it is part of a longer word' },
    { text: '138001380001', why: 'it is one digit too long' },
    { text: '2026年11月2日，共116条', why: 'these are dates and counts' },
    { text: '虚政服发〔2026〕3号', why: 'this is a document number' },
    { text: '1380013\t8000', why: 'two table cells are two numbers' },
  ])('finds nothing in $text: $why', ({ text }) => {
    expect(codesOf(text)).toEqual([]);
  });

  it('says in both languages how to acknowledge it', () => {
    const warnings = contentWarnings({
      title: '13800138000',
      text: '6222021234567894 11010519491231002X',
      attachmentNames: ['草稿.docx'],
    });
    expect(warnings).toHaveLength(4);
    for (const { code, message } of warnings) {
      expect(message.zh).toContain(`可在 acknowledge 中填写 ${code}`);
      expect(message.en).toContain(`acknowledge "${code}"`);
    }
  });

  it('says where, and masks the number in both languages', () => {
    const warnings = contentWarnings({
      title: '13800138000',
      text: '13900139000',
      attachmentNames: ['13700137000.doc'],
    });
    expect(warnings.map(({ pointer }) => pointer)).toEqual([
      '/title',
      '/body/content',
      '/attachments/0/name',
    ]);
    for (const { message } of warnings) {
      expect(message.zh).toMatch(/1\d\d\*{6}00/);
      expect(message.en).toMatch(/1\d\d\*{6}00/);
      expect(`${message.zh}${message.en}`).not.toMatch(/\d{9}/);
    }
  });

  it('counts a number once, however often it stands there', () => {
    const [warning] = contentWarnings({
      title: '',
      text: '13800138000\n13800138000\n13900139000',
      attachmentNames: [],
    });
    expect(warning?.message.zh).toContain('共2个');
  });

  it.each(['便签--对建议的答复.doc', '内部资料.pdf', '通知（草稿）.docx'])(
    'asks about the file name %s',
    (name) => {
      expect(contentWarnings({ title: '', text: '', attachmentNames: ['附件1.docx', name] })).toEqual([
        expect.objectContaining({ code: 'draft-file-name', pointer: '/attachments/1/name' }),
      ]);
    },
  );

  it('does not look for drafts in the text: the rule is about files', () => {
    expect(codesOf('内部管理制度（草稿）')).toEqual([]);
  });
});
