import { DOMParser, type Element, onWarningStopParsing, ParseError } from '@xmldom/xmldom';
import * as z from 'zod';
import { instantOf } from '../../domain/shanghai-time.ts';
import type { LaterReceipt } from '../../ports/receipt-inbox.ts';
import { NAMESPACE } from './package-document.ts';

const WebAddress = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '';
}, '应为 http(s) 网址 (an http(s) URL)');

const Told = z
  .strictObject({
    key: z.string().regex(/^[0-9a-f]{64}$/),
    generation: z.coerce.number().int().min(1),
    outcome: z.enum(['published', 'withdrawn', 'turned-down']),
    remoteId: z.string().max(200).optional(),
    url: WebAddress.optional(),
    place: z.string().max(200).optional(),
    publicAt: z
      .string()
      .refine((text) => instantOf(text) !== undefined, '不是有效的日期或时间 (not a date or time)')
      .optional(),
    reason: z.string().max(500).optional(),
  })
  .refine(({ outcome, url, place }) => outcome !== 'published' || url !== undefined || place !== undefined, {
    path: ['url'],
    message: '已公开的须写明网址或场所 (what is public has a url or a place)',
  });

/** What the file itself says. */
export type StatedReceipt = Omit<LaterReceipt, 'answersNewest'>;

export type ReadReceipt =
  | { readonly outcome: 'read'; readonly report: StatedReceipt }
  | { readonly outcome: 'unreadable'; readonly problem: string };

const unreadable = (problem: string): ReadReceipt => ({ outcome: 'unreadable', problem });

const membersOf = (root: Element): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Array.from(root.attributes)
      .filter(({ name }) => !name.startsWith('xmlns'))
      .map(({ name, value }) => [name, value]),
  ),
  ...Object.fromEntries(
    Array.from(root.childNodes).flatMap((node) => {
      const text = node.textContent?.trim() ?? '';
      return node.nodeType === node.ELEMENT_NODE && text !== ''
        ? [[node.localName ?? node.nodeName, text]]
        : [];
    }),
  ),
});

const rootOf = (xml: string): Element | null => {
  try {
    return new DOMParser({ onError: onWarningStopParsing }).parseFromString(xml, 'text/xml').documentElement;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
};

/** Reads a receipt file as docs/exchange.xsd describes it. A document type is refused unread: entities have no place in one. */
export const readReceiptDocument = (xml: string): ReadReceipt => {
  if (xml.includes('<!DOCTYPE'))
    return unreadable('含有 DOCTYPE，不予读取。It has a DOCTYPE and is not read.');
  const root = rootOf(xml);
  if (root === null) return unreadable('不是完整的 XML。It is not whole XML.');
  if (root.localName !== 'receipt' || root.namespaceURI !== NAMESPACE) {
    return unreadable(`根元素应为 ${NAMESPACE} 的 receipt。The root is not a receipt of ${NAMESPACE}.`);
  }
  const told = Told.safeParse(membersOf(root));
  if (!told.success) {
    const places = told.error.issues.map(({ path, message }) => `${path.map(String).join('/')}: ${message}`);
    return unreadable(`回执内容有误。The receipt is wrong: ${places.join('; ')}`);
  }
  const { key, generation, outcome, remoteId, url, place, publicAt, reason } = told.data;
  return {
    outcome: 'read',
    report: {
      itemId: key,
      generation,
      outcome,
      receipt: { remoteId: remoteId ?? null, url: url ?? null, place: place ?? null, evidence: [] },
      publicAt: publicAt === undefined ? null : (instantOf(publicAt)?.instant ?? null),
      reason: reason ?? null,
    },
  };
};
