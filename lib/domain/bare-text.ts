import type { Sentence, Violation } from './violation.ts';

const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/** What is left of a short text for comparing: full and half width are one (NFKC), white space and zero-width characters gone. */
export const bareText = (text: string): string => text.normalize('NFKC').replace(UNSEEN, '');

/** A text that has to say something and shows nothing. `name` starts the sentence about it in both languages. */
export const blankText = (pointer: string, text: string, name: Sentence): readonly Violation[] => {
  if (bareText(text) !== '') return [];
  const message = { zh: `${name.zh}为空。请填写。`, en: `${name.en} is blank. Fill it in.` };
  return [{ code: 'blank', pointer, message }];
};
