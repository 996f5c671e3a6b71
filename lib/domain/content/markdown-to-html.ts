import { micromark, type Options } from 'micromark';
import { list } from 'micromark-core-commonmark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';

type Construct = typeof list;
type Tokenizer = Construct['tokenize'];
type Effects = Parameters<Tokenizer>[0];
type Extension = NonNullable<Options['extensions']>[number];
type HtmlExtension = NonNullable<Options['htmlExtensions']>[number];

/** Every line of a paragraph is a line to the reader, as in the text format. */
const lineEndingAsBreak: Construct = {
  name: 'lineEndingAsBreak',
  tokenize: (effects, ok) => (code) => {
    effects.enter('hardBreakTrailing');
    effects.consume(code);
    effects.exit('hardBreakTrailing');
    return ok;
  },
};

/** The next item of a list is attempted as `list`, which is disabled by its name: `bulletList` takes its place. */
const continueBullets: Tokenizer = function (effects, ok, nok) {
  const attempt: Effects['attempt'] = (construct, ...states) =>
    effects.attempt(construct === list ? bulletList : construct, ...states);
  return list.continuation?.tokenize.call(this, { ...effects, attempt }, ok, nok) ?? nok;
};

/** Renamed, so that disabling `list` turns off numbered lists alone. */
const bulletList: Construct = { ...list, name: 'bulletList', continuation: { tokenize: continueBullets } };

/**
 * CommonMark with tables, less what would eat or renumber characters of a Chinese document: indented code (indentation is
 * layout here), numbered lists (`1)` would become `1.`, and `01.` too; the number stays in the text instead) and
 * reference definitions (a line `[注]: …` would vanish).
 */
const SYNTAX: Extension = {
  disable: { null: ['codeIndented', 'list', 'definition'] },
  document: { 42: bulletList, 43: bulletList, 45: bulletList },
  text: { [-5]: lineEndingAsBreak, [-4]: lineEndingAsBreak, [-3]: lineEndingAsBreak },
};

const OUTPUT: HtmlExtension = {
  exit: {
    hardBreakEscape() {
      // The line ending that follows breaks the line.
    },
  },
};

// A run of emphasis or code marks is one mark for each twenty, so that fill-in blanks of underscores pass.
const MARKS = /[*_`]{1,20}|[[\]<>!\\]|[-+](?=[ \t\r\n])/g;
const MOST_MARKS = 2_000;
/** The time of a single run grows with its square as well. */
const LONG_RUN = /[*_`]{201}/;
/** A list some hundred levels deep. */
const DEEP_ITEM = /^[ \t]{201,}[-+*][ \t\r\n]/m;
const CELLS = /\|/g;
const MOST_CELLS = 20_000;
const MOST_LINES = 5_000;
const MOST_CHARACTERS = 1_000_000;

/**
 * Whether Markdown could take seconds: the parser's time grows with the square of quotation marks, list items, emphasis,
 * brackets and cells. Far beyond what people write; such a body can be posted as HTML.
 */
export const isCrowdedMarkdown = (markdown: string): boolean =>
  markdown.length > MOST_CHARACTERS ||
  markdown.split(/\r\n|[\r\n]/, MOST_LINES + 1).length > MOST_LINES ||
  LONG_RUN.test(markdown) ||
  DEEP_ITEM.test(markdown) ||
  (markdown.match(MARKS)?.length ?? 0) > MOST_MARKS ||
  (markdown.match(CELLS)?.length ?? 0) > MOST_CELLS;

/** HTML of a Markdown body, raw HTML in it included: it is as unsafe as its source, for `parseBody` only. */
export const markdownToHtml = (markdown: string): string =>
  micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfmTable(), SYNTAX],
    htmlExtensions: [gfmTableHtml(), OUTPUT],
  });
