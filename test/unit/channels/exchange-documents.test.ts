import { readFileSync } from 'node:fs';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { packageDocument } from '../../../lib/channels/exchange/package-document.ts';
import { readReceiptDocument } from '../../../lib/channels/exchange/receipt-document.ts';
import { exampleCopy } from '../../integration/channels/example-copy.ts';
import { receiptXml } from '../../integration/channels/exchange-folder.ts';

const SCHEMA = new DOMParser().parseFromString(
  readFileSync(new URL('../../../docs/exchange.xsd', import.meta.url), 'utf8'),
  'text/xml',
);
const KEY = exampleCopy().itemId;

const declared = (kind: 'element' | 'attribute', within: string): readonly string[] => {
  const root = Array.from(SCHEMA.getElementsByTagName('xs:element')).find(
    (each) => each.getAttribute('name') === within,
  );
  return Array.from(root?.getElementsByTagName(`xs:${kind}`) ?? []).map(
    (each) => each.getAttribute('name') ?? '',
  );
};

const elementsOf = (root: Element): readonly Element[] => [
  root,
  ...Array.from(root.childNodes).flatMap((node) =>
    node.nodeType === node.ELEMENT_NODE ? elementsOf(node as Element) : [],
  ),
];

const parsed = (bytes: Buffer | undefined): Element =>
  new DOMParser().parseFromString(bytes?.toString('utf8') ?? '', 'text/xml').documentElement!;

describe('a package', () => {
  const attachment = { name: '附件.docx', sha256: KEY, mediaType: 'application/msword', size: 3 };
  const receipt = { remoteId: '7', url: 'https://www.example.cn/7.html', place: null, evidence: [] };

  it('says what the schema declares, in its order, and leaves nothing of it out', () => {
    const root = parsed(
      packageDocument('replace', exampleCopy({ attachments: [attachment], sealed: true }), receipt, '说明'),
    );
    const elements = elementsOf(root);

    expect(elements.map(({ localName }) => localName)).toEqual([
      'package',
      ...declared('element', 'package'),
    ]);
    const attributes = elements.flatMap((each) => Array.from(each.attributes, ({ name }) => name));
    expect(new Set(attributes.filter((name) => name !== 'xmlns'))).toEqual(
      new Set(declared('attribute', 'package')),
    );
  });

  it('leaves out what the item does not say', () => {
    const copy = exampleCopy({ documentNumber: null, unit: null, topic: null, area: null, column: null });
    const names = elementsOf(parsed(packageDocument('publish', copy, null, null))).map(
      ({ localName }) => localName,
    );
    expect(names).toEqual([
      'package',
      'number',
      'title',
      'issuer',
      'formedOn',
      'genre',
      'kind',
      'html',
      'text',
      'attachments',
    ]);
  });

  it.each([
    ['a control character', '一\u0000'],
    ['half a character', '一\ud800'],
  ])('is none where the title holds %s', (_name, title) => {
    expect(packageDocument('publish', exampleCopy({ title }), null, null)).toBeUndefined();
  });
});

describe('a receipt', () => {
  const told = (attributes: string, members = '') =>
    readReceiptDocument(receiptXml(`key="${KEY}" generation="3" ${attributes}`, members));

  it('is read as the schema declares it', () => {
    const members = declared('element', 'receipt');
    expect(members).toEqual(['remoteId', 'url', 'place', 'publicAt', 'reason']);
    expect(
      told(
        'outcome="published"',
        '<remoteId> 42 </remoteId><url>https://www.example.cn/1.html</url><place>公告栏</place><publicAt>2026-11-03T15:30:00+08:00</publicAt><reason>已采用</reason>',
      ),
    ).toEqual({
      outcome: 'read',
      report: {
        itemId: KEY,
        generation: 3,
        outcome: 'published',
        receipt: { remoteId: '42', url: 'https://www.example.cn/1.html', place: '公告栏', evidence: [] },
        publicAt: Date.parse('2026-11-03T15:30:00+08:00'),
        reason: '已采用',
      },
    });
  });

  it('may have a prefix, and a member that is empty', () => {
    const xml = `<g:receipt xmlns:g="urn:gongkai:exchange:1" key="${KEY}" generation="1" outcome="turned-down"><g:url/><g:reason>栏目不符</g:reason></g:receipt>`;
    expect(readReceiptDocument(xml)).toMatchObject({
      report: { outcome: 'turned-down', reason: '栏目不符', receipt: { url: null } },
    });
  });

  it.each([
    ['what is no XML', 'ok', /XML/],
    ['half of one', receiptXml('key="', ''), /XML/],
    ['another document', '<receipt key="a"/>', /urn:gongkai:exchange:1/],
    ['a document type', `<!DOCTYPE r [<!ENTITY a "b">]>${receiptXml('')}`, /DOCTYPE/],
    ['a public copy without a place', receiptXml(`key="${KEY}" generation="1" outcome="published"`), /url/],
    [
      'an address that is none',
      receiptXml(`key="${KEY}" generation="1" outcome="published"`, '<url>javascript:alert(1)</url>'),
      /url/,
    ],
    [
      'a date that is none',
      receiptXml(`key="${KEY}" generation="1" outcome="withdrawn"`, '<publicAt>昨天</publicAt>'),
      /publicAt/,
    ],
    ['an unknown outcome', receiptXml(`key="${KEY}" generation="1" outcome="ok"`), /outcome/],
    [
      'an unknown member',
      receiptXml(`key="${KEY}" generation="1" outcome="withdrawn"`, '<link>a</link>'),
      /link/,
    ],
    ['no key', receiptXml('generation="1" outcome="withdrawn"'), /key/],
  ])('is not read as %s', (_name, xml, problem) => {
    expect(readReceiptDocument(xml)).toMatchObject({
      outcome: 'unreadable',
      problem: expect.stringMatching(problem),
    });
  });
});
