import { describe, expect, it } from 'vitest';

import type { Submission } from '../../../lib/domain/item.ts';
import { submissionViolations } from '../../../lib/domain/submission-rules.ts';
import { deputyLeader, NOTICE_POSTED_AT, officeNotice } from '../../examples/office-notice.ts';

const violationsOf = (change: Partial<Submission>) =>
  submissionViolations(
    { ...officeNotice, ...change },
    {
      now: NOTICE_POSTED_AT,
      policy: { distinctPersons: true },
      knownChannels: new Set(['portal', 'provincial', 'municipal']),
    },
  );

const brokenBy = (change: Partial<Submission>): string[] =>
  violationsOf(change).map(({ code, pointer }) => `${code} ${pointer}`);

const attachment = officeNotice.attachments[0]!;
const attached = (...names: string[]) => ({ attachments: names.map((name) => ({ ...attachment, name })) });
const hashed = (sha256: string) => ({ attachments: [{ ...attachment, sha256 }] });
const body = (content: string) => ({ body: { format: 'text' as const, content } });

describe('a submission that breaks no rule', () => {
  it.each<[string, Partial<Submission>]>([
    ['as it stands', {}],
    ['with a title of 300 characters', { title: '文'.repeat(300) }],
    ['with a title of 300 characters outside the basic plane', { title: '𠮷'.repeat(300) }],
    ['with line breaks and tabs in the body', body('一\r\n\t二')],
    ['without attachments, relations and columns', { attachments: [], relations: [], columns: {} }],
    ['with the same attachment under two names', attached('附件1.pdf', '附件2.pdf')],
    ['to be published on a day to come', { publishAt: '2026-12-01' }],
    ['to be published at a time without a zone', { publishAt: '2026-12-01 08:30' }],
    ['without a document number', { documentNumber: null, unit: null, topic: null, genre: null, area: null }],
    ['with dots in a file name', attached('..附件.docx')],
  ])('%s', (_, change) => {
    expect(brokenBy(change)).toEqual([]);
  });
});

describe('a submission that breaks one', () => {
  it.each<[string, Partial<Submission>, string[]]>([
    ['no channels', { channels: [], columns: {} }, ['channels-empty /channels']],
    ['an unknown channel', { channels: ['portal', 'weibo'] }, ['channel-unknown /channels/1']],
    [
      'a channel of that name in another letter case',
      { channels: ['Portal'], columns: {} },
      ['channel-unknown /channels/0'],
    ],
    [
      'the name of something every object has',
      { channels: ['constructor'], columns: {} },
      ['channel-unknown /channels/0'],
    ],
    ['a channel twice', { channels: ['portal', 'municipal', 'portal'] }, ['channel-duplicate /channels/2']],
    [
      'an unknown channel twice',
      { channels: ['portal', 'weibo', 'weibo'] },
      ['channel-unknown /channels/1', 'channel-unknown /channels/2', 'channel-duplicate /channels/2'],
    ],
    [
      'a column of another channel',
      { columns: { provincial: '通知' } },
      ['column-without-channel /columns/provincial'],
    ],
    [
      'a column whose name needs escaping',
      { columns: { 'a/b~c': '通知' } },
      ['column-without-channel /columns/a~1b~0c'],
    ],
    ['a blank column', { columns: { portal: ' ' } }, ['blank /columns/portal']],
    [
      'two attachments of one name',
      attached('附件.docx', '附件.docx'),
      ['attachment-name-duplicate /attachments/1/name'],
    ],
    [
      'names that differ in letter case',
      attached('A.docx', 'a.DOCX'),
      ['attachment-name-duplicate /attachments/1/name'],
    ],
    [
      'names that differ in width',
      attached('附件１.docx', '附件1.docx'),
      ['attachment-name-duplicate /attachments/1/name'],
    ],
    [
      'names that differ in a space at the end',
      attached('附件.docx', '附件.docx '),
      ['attachment-name-duplicate /attachments/1/name'],
    ],
    ['blank names', attached('', ' '), ['blank /attachments/0/name', 'blank /attachments/1/name']],
    ['a name with a folder', attached('a/b.docx'), ['attachment-name-is-path /attachments/0/name']],
    ['a name with a Windows folder', attached('a\\b.docx'), ['attachment-name-is-path /attachments/0/name']],
    ['the folder above for a name', attached('..'), ['attachment-name-is-path /attachments/0/name']],
    ['a hash too short', hashed('a'.repeat(63)), ['hash-invalid /attachments/0/sha256']],
    ['a hash in capitals', hashed('A'.repeat(64)), ['hash-invalid /attachments/0/sha256']],
    [
      'a hash with a line break',
      hashed(`${'a'.repeat(64)}\n`),
      ['control-character /attachments/0/sha256', 'hash-invalid /attachments/0/sha256'],
    ],
    [
      'a bad hash of an approval form',
      { approvals: [{ ...deputyLeader, evidence: ['d'.repeat(64), '审批单'] }] },
      ['hash-invalid /approvals/0/evidence/1'],
    ],
    [
      'a bad id of a related item',
      { relations: [{ type: 'explains', item: '2026-0078' }] },
      ['hash-invalid /relations/0/item'],
    ],
    ['an impossible time to publish at', { publishAt: '2026-11-31' }, ['date-invalid /publishAt']],
    ['a blank issuer', { issuer: '\u3000 ' }, ['blank /issuer']],
    ['a title of 301 characters', { title: '文'.repeat(301) }, ['title-too-long /title']],
    ['a line break in the title', { title: '关于\n通知' }, ['control-character /title']],
    ['a null character in the body', body('一\u0000二'), ['control-character /body/content']],
    ['a vertical tab in the body', body('一\u000B二'), ['control-character /body/content']],
    ['a C1 control character in the body', body('一\u0085二'), ['control-character /body/content']],
    ['a tab in a name', { author: { name: '甲\t某', unit: null } }, ['control-character /author/name']],
    ['an escape in a column', { columns: { portal: '通\u001B知' } }, ['control-character /columns/portal']],
    ['a delete in an acknowledgement', { acknowledge: ['\u007F'] }, ['control-character /acknowledge/0']],
    ['half a character in the title', { title: '关于\uD842' }, ['text-malformed /title']],
    ['half a character in the body', body('\uDFB7'), ['text-malformed /body/content']],
    ['an approval that is missing', { approvals: [] }, ['approval-missing /approvals']],
  ])('%s', (_, change, broken) => {
    expect(brokenBy(change).toSorted()).toEqual(broken.toSorted());
  });

  it('is told of all at once, ordered by pointer', () => {
    const change: Partial<Submission> = {
      title: '\u0007',
      issuer: '',
      channels: ['portal', 'weibo'],
      columns: { municipal: '通知' },
      attachments: Array.from({ length: 11 }, () => ({ ...attachment, name: '附件.pdf' })),
      publishAt: 'soon',
      importance: 'important',
    };
    expect(brokenBy(change)).toEqual([
      'approval-insufficient /approvals',
      ...Array.from({ length: 10 }, (_, index) => `attachment-name-duplicate /attachments/${index + 1}/name`),
      'channel-unknown /channels/1',
      'column-without-channel /columns/municipal',
      'blank /issuer',
      'date-invalid /publishAt',
      'control-character /title',
    ]);
  });
});

describe('the sentences', () => {
  it.each<[string, Partial<Submission>, RegExp, RegExp]>([
    [
      'name the channels there are',
      { channels: ['weibo'], columns: {} },
      /portal、provincial、municipal/,
      /portal, provincial, municipal/,
    ],
    [
      'name the channels to choose from',
      { channels: [], columns: {} },
      /portal、provincial、municipal/,
      /portal, provincial, municipal/,
    ],
    [
      'count the characters of the title',
      { title: '文'.repeat(301) },
      /标题有301个字符，最多300个/,
      /has 301 characters, of 300/,
    ],
    [
      'find the control character',
      body('一二\u0007'),
      /第3个字符是控制字符（U\+0007）/,
      /Character 3 is a control character \(U\+0007\)/,
    ],
  ])('%s, in both languages', (_, change, zh, en) => {
    const [violation] = violationsOf(change);
    expect(violation?.message.zh).toMatch(zh);
    expect(violation?.message.en).toMatch(en);
  });
});
