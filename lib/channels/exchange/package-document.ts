import { DOMException, DOMImplementation, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import type { Receipt } from '../../domain/ledger-rows.ts';
import type { Copy } from '../../ports/channel.ts';
import { copyMembers } from '../copy-members.ts';
import type { Action } from './package-name.ts';

export const NAMESPACE = 'urn:gongkai:exchange:1';

/** Where an attachment lies in the package: numbered, since its own name may be one that no file system takes. */
export const attachmentFile = (index: number, name: string): string =>
  `attachments/${index + 1}${/\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0].toLowerCase() ?? ''}`;

type Add = (parent: Element, name: string, text: string | null) => Element;

const adderOf =
  (document: Document): Add =>
  (parent, name, text) => {
    const element = document.createElementNS(NAMESPACE, name);
    if (text !== null) element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  };

const addContent = (add: Add, root: Element, copy: Copy): void => {
  // In the order of docs/exchange.xsd.
  for (const [name, text] of Object.entries(copyMembers(copy))) if (text !== null) add(root, name, text);
  const attachments = add(root, 'attachments', null);
  for (const [index, { name, sha256, mediaType, size }] of copy.attachments.entries()) {
    const attachment = add(attachments, 'attachment', null);
    attachment.setAttribute('name', name);
    attachment.setAttribute('file', attachmentFile(index, name));
    attachment.setAttribute('sha256', sha256);
    attachment.setAttribute('mediaType', mediaType);
    attachment.setAttribute('size', String(size));
  }
};

/**
 * `package.xml`, the same bytes for the same copy; docs/exchange.xsd describes it. A withdrawal carries nothing of the
 * content, which may be what must not be read any longer. Undefined where a text holds characters that XML cannot carry.
 */
export const packageDocument = (
  action: Action,
  copy: Copy,
  receipt: Receipt | null,
  notice: string | null,
): Buffer | undefined => {
  const document = new DOMImplementation().createDocument(NAMESPACE, 'package', null);
  const root = document.documentElement;
  if (root === null) throw new Error('a document without a root');
  const add = adderOf(document);
  root.setAttribute('version', '1');
  root.setAttribute('action', action);
  root.setAttribute('key', copy.itemId);
  root.setAttribute('channel', copy.channel);
  root.setAttribute('generation', String(copy.generation));
  if (copy.sealed) root.setAttribute('erase', 'true');
  if (action !== 'withdraw') {
    root.setAttribute('edition', String(copy.edition));
    root.setAttribute('contentHash', copy.contentHash);
    addContent(add, root, copy);
  }
  if (receipt !== null && (receipt.remoteId !== null || receipt.url !== null)) {
    const shown = add(root, 'shown', null);
    if (receipt.remoteId !== null) add(shown, 'remoteId', receipt.remoteId);
    if (receipt.url !== null) add(shown, 'url', receipt.url);
  }
  if (notice !== null) add(root, 'notice', notice);
  try {
    const xml = new XMLSerializer().serializeToString(document, { requireWellFormed: true });
    if (!xml.isWellFormed()) return undefined;
    // A reader of XML turns a bare carriage return into a line feed.
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml.replaceAll('\r', '&#13;')}\n`);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};
