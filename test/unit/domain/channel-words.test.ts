import { describe, expect, it } from 'vitest';
import { channelWords } from '../../../lib/domain/channel-words.ts';
import { SEALED } from '../../../lib/domain/sealing.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const TITLE = '关于虚构市档案馆迁址的通知';

const edition = {
  content: {
    ...officeNotice,
    title: TITLE,
    documentNumber: '虚档发〔2026〕5号',
    attachments: [
      { name: '迁址路线示意图.pdf', sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 3 },
    ],
  },
  text: '各科室：\n我馆定于十一月五日迁往虚构路一号，电话不变。',
};

describe('what a channel said', () => {
  it.each([
    ['签名无效', '签名无效'],
    [`“${TITLE}”已存在`, '“（标题）”已存在'],
    ['“关于虚构市档案馆迁…”已存在', '“（标题）…”已存在'],
    ['文号虚档发〔2026〕5号重复', '文号（发文字号）重复'],
    ['无法转换迁址路线示意图.pdf', '无法转换（附件名称）'],
    ['“各科室： 我馆定于十一月五日迁往”含有不能公开的内容', '“（正文）”含有不能公开的内容'],
    // Fewer than eight characters in a row are anybody's words.
    ['电话不变，请核对', '电话不变，请核对'],
    [`${TITLE}${TITLE}`, '（标题）（标题）'],
    ['𠮷野家', '𠮷野家'],
    ['', ''],
  ])('%s is kept as %s', (said, kept) => {
    expect(channelWords(said, edition)).toBe(kept);
  });

  it('takes out all of a title that is short', () => {
    const short = { ...edition, content: { ...edition.content, title: '迁址' } };
    expect(channelWords('“迁址”已存在', short)).toBe('“（标题）”已存在');
  });

  it('is not kept of what is sealed already', () => {
    const sealed = { content: { ...edition.content, title: SEALED }, text: '' };
    expect(channelWords(`“${TITLE}”无法删除`, sealed)).toBe(SEALED);
  });
});
