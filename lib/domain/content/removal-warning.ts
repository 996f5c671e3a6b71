import type { HouseStyleChange } from '../ledger-rows.ts';
import type { Violation } from '../violation.ts';

/** Changes that take away more than layout: active content, and what the public would have been shown. */
const MORE_THAN_LAYOUT: ReadonlySet<string> = new Set([
  'script',
  'event-handler',
  'link',
  'image',
  'embedded',
]);

/**
 * A body that holds active or unshowable content is not taken in silently without it: the leaders signed the whole.
 * One warning, to be acknowledged by whoever has looked at what is left.
 */
export const removalWarnings = (changes: readonly HouseStyleChange[]): readonly Violation[] => {
  const removals = changes.filter(({ code }) => MORE_THAN_LAYOUT.has(code));
  if (removals.length === 0) return [];
  const zh = removals.map(({ message }) => message.zh).join('');
  const en = removals.map(({ message }) => message.en).join(' ');
  return [
    {
      code: 'content-removed',
      pointer: '/body/content',
      message: {
        zh: `正文含有不能公开展示的内容：${zh}请改正后重新提交；核对无误的，可在 acknowledge 中填写 content-removed。`,
        en: `The body holds what cannot be shown to the public. ${en} Mend it and post again or, when what is left is right, acknowledge "content-removed".`,
      },
    },
  ];
};
