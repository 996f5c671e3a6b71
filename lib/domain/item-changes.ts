import type { EditionContent } from './ledger-rows.ts';

/** What a person wants to say otherwise; a member that is left out stays as it is. */
export type ItemChanges = { readonly [Member in keyof EditionContent]?: EditionContent[Member] | undefined };

/** Each member that is given replaces the whole member that was there. */
export const withChanges = (content: EditionContent, changes: ItemChanges): EditionContent => {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...content, ...Object.fromEntries(given) };
};
