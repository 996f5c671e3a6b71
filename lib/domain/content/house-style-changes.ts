import type { HouseStyleChange } from '../ledger-rows.ts';
import type { Sentence } from '../violation.ts';
import type { Loss, Losses } from './reading-tree.ts';

/** What house style itself normalises, besides what the reading tree leaves behind. */
export type LayoutChange = 'indentation-by-characters' | 'empty-paragraph' | 'line-break' | 'heading-level';

/** How often each change was made. */
export type Tally = Partial<Record<LayoutChange, number>>;

type Wording = (count: number) => Sentence;

const removed =
  (zh: string, one: string, several: string): Wording =>
  (count) => ({
    zh: `已去除${count}处${zh}。`,
    en: count === 1 ? `1 ${one} was removed.` : `${count} ${several} were removed.`,
  });

const WORDINGS = {
  script: removed('脚本', 'script', 'scripts'),
  'event-handler': removed('脚本事件', 'event handler', 'event handlers'),
  link: removed(
    '公众无法打开的链接（文字保留）',
    'link that the public cannot open',
    'links that the public cannot open',
  ),
  image: removed(
    '公众无法看到的图片',
    'picture that the public cannot see',
    'pictures that the public cannot see',
  ),
  embedded: removed('嵌入内容（框架、音视频、矢量图等）', 'embedded object', 'embedded objects'),
  'form-control': removed('表单控件', 'form control', 'form controls'),
  hidden: removed('隐藏内容', 'hidden part', 'hidden parts'),
  comment: removed('注释', 'comment', 'comments'),
  stylesheet: removed('样式表', 'style sheet', 'style sheets'),
  'page-head': removed('网页头部信息', 'page header element', 'page header elements'),
  formatting: removed('自带格式（字体、字号、颜色等）', 'formatting attribute', 'formatting attributes'),
  'indentation-by-characters': (count) => ({
    zh: `已将${count}段的空格缩进改由样式控制。`,
    en: `Indentation by spaces was left to the style in ${count} ${count === 1 ? 'paragraph' : 'paragraphs'}.`,
  }),
  'empty-paragraph': removed('空段落', 'empty paragraph', 'empty paragraphs'),
  'line-break': (count) => ({
    zh: `已将${count}处换行改为分段。`,
    en: `${count} line ${count === 1 ? 'break' : 'breaks'} became the end of a paragraph.`,
  }),
  'heading-level': (count) => ({
    zh: `已将${count}个一级标题降为二级（一级留给信息标题）。`,
    en: `${count} first-level ${count === 1 ? 'heading' : 'headings'} became second-level; the first is the item's title.`,
  }),
} satisfies Readonly<Record<Loss | LayoutChange, Wording>>;

const isCode = (key: string): key is keyof typeof WORDINGS => Object.hasOwn(WORDINGS, key);

/** What was left out (what concerns content first) and what was normalised, each once with its count. */
export const houseStyleChanges = (
  tally: Readonly<Tally>,
  losses: Readonly<Losses>,
): readonly HouseStyleChange[] => {
  const counts: Readonly<Losses & Tally> = { ...losses, ...tally };
  return Object.keys(WORDINGS)
    .filter(isCode)
    .flatMap((code) => {
      const count = counts[code] ?? 0;
      return count === 0 ? [] : [{ code, count, message: WORDINGS[code](count) }];
    });
};
