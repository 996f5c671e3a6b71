import type { Schema } from 'hast-util-sanitize';

const BLOCKS = ['p', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'hr', 'ul', 'ol', 'li'];
const TABLE_PARTS = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'];
const INLINES = [
  'a',
  'br',
  'code',
  'del',
  'em',
  'img',
  'ins',
  'ruby',
  'rt',
  's',
  'strong',
  'sub',
  'sup',
  'u',
];

/**
 * The only elements, attributes and addresses that leave the office. A second lock behind the reading tree, which makes
 * nothing else: whatever is not named here is dropped, with its content where that would not be text.
 */
export const HOUSE_STYLE_SCHEMA: Schema = {
  tagNames: [...BLOCKS, ...TABLE_PARTS, ...INLINES],
  attributes: {
    a: ['href', ['rel', 'noopener']],
    img: ['src', 'alt'],
    li: ['value'],
    ol: ['start', 'reversed', ['type', '1', 'a', 'A', 'i', 'I']],
    td: ['colSpan', 'rowSpan'],
    th: ['colSpan', 'rowSpan'],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https', 'data'] },
  ancestors: {
    caption: ['table'],
    li: ['ul', 'ol'],
    rt: ['ruby'],
    tbody: ['table'],
    td: ['tr'],
    tfoot: ['table'],
    th: ['tr'],
    thead: ['table'],
    tr: ['table'],
  },
  strip: ['script', 'style', 'template', 'iframe', 'object', 'svg', 'math'],
  clobber: [],
  clobberPrefix: '',
  required: {},
  allowComments: false,
  allowDoctypes: false,
};
