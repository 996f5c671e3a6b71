/** What becomes of an element and everything in it when the public is not to read it, and under which name that is reported. */
export type Removal =
  | 'comment'
  | 'script'
  | 'stylesheet'
  | 'page-head'
  | 'embedded'
  | 'form-control'
  | 'hidden';

/** Elements whose content is not text of the body. Whatever is not HTML (SVG, MathML) counts as embedded too. */
export const REMOVED: ReadonlyMap<string, Removal> = new Map<string, Removal>([
  ['script', 'script'],
  ['noscript', 'script'],
  ['template', 'script'],
  ['style', 'stylesheet'],
  ['link', 'stylesheet'],
  ['title', 'page-head'],
  ['meta', 'page-head'],
  ['base', 'page-head'],
  ['head', 'page-head'],
  ['xml', 'page-head'],
  ['iframe', 'embedded'],
  ['frame', 'embedded'],
  ['frameset', 'embedded'],
  ['noframes', 'embedded'],
  ['object', 'embedded'],
  ['applet', 'embedded'],
  ['embed', 'embedded'],
  ['noembed', 'embedded'],
  ['audio', 'embedded'],
  ['video', 'embedded'],
  ['canvas', 'embedded'],
  ['input', 'form-control'],
  ['select', 'form-control'],
  ['datalist', 'form-control'],
  ['textarea', 'form-control'],
  ['rp', 'hidden'],
]);

/** Blocks that mean no more than a line of their own; the reading tree calls them all `div`. */
export const PLAIN_BLOCKS: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'center',
  'dd',
  'details',
  'dialog',
  'dir',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'hgroup',
  'legend',
  'listing',
  'main',
  'menu',
  'nav',
  'optgroup',
  'option',
  'p',
  'plaintext',
  'pre',
  'search',
  'section',
  'summary',
  'xmp',
]);

/** Blocks where a line feed of the source is a line break to the reader. */
export const PREFORMATTED: ReadonlySet<string> = new Set(['listing', 'plaintext', 'pre', 'xmp']);

/** Elements that the reading tree keeps, under one name for those that mean the same. Others give way to their content. */
export const KEPT: ReadonlyMap<string, string> = new Map([
  ...['blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'ul', 'ol', 'li'].map(
    (tag) => [tag, tag] as const,
  ),
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'].map((tag) => [tag, tag] as const),
  ...['a', 'br', 'code', 'del', 'em', 'img', 'ins', 'ruby', 'rt', 's', 'strong', 'sub', 'sup', 'u'].map(
    (tag) => [tag, tag] as const,
  ),
  ['b', 'strong'],
  ['i', 'em'],
  ['strike', 's'],
]);

/** Elements between which white space is never text. */
export const STRUCTURES: ReadonlySet<string> = new Set([
  'ul',
  'ol',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
]);

/** Elements of the reading tree that stand on lines of their own. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'blockquote',
  'caption',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'li',
  'ol',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'ul',
]);

const NOT_SEEN = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i;
const RAISED = /(?:^|[;\s])vertical-align\s*:\s*super/i;
const LOWERED = /(?:^|[;\s])vertical-align\s*:\s*sub/i;
const CENTRED = /(?:^|[;\s])text-align\s*:\s*(?:-\w+-)?center/i;

/** What of an inline style is more than looks. */
export interface StyleMeaning {
  readonly hidden: boolean;
  readonly centred: boolean;
  readonly elevation: 'sup' | 'sub' | null;
}

const NO_MEANING: StyleMeaning = { hidden: false, centred: false, elevation: null };

/** Reads a `style` attribute; '' for none. */
export const styleMeaning = (style: string): StyleMeaning => {
  if (style === '') return NO_MEANING;
  const elevation = RAISED.test(style) ? 'sup' : LOWERED.test(style) ? 'sub' : null;
  return { hidden: NOT_SEEN.test(style), centred: CENTRED.test(style), elevation };
};
