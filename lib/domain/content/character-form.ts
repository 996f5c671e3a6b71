import {
  BEFORE_NFKC,
  type CodePointRange,
  FAMILIES,
  SPACING_MARKS,
  SUBSCRIPTS,
  SUPERSCRIPTS,
} from './character-tables.ts';

/**
 * The character rules of canonical form 1, specified in docs/content-hash.md. Full and half width, presentation forms
 * and composition are one (NFKC); quotes, dashes and brackets have one form each; white space and what has no width is
 * gone. Raised and lowered characters stay apart from plain ones: m² is not m2.
 */

/** White space of every kind, characters without width and control characters: nobody reads them. */
const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]+/gu;

/** Stands before a raised character that Unicode has no character for. No text can hold it: control characters are gone. */
const RAISED = '\u000e';
/** Stands before a lowered character that Unicode has no character for. */
const LOWERED = '\u000f';

export type Elevation = 'raised' | 'lowered';

const codePoints = (ranges: readonly CodePointRange[]): readonly string[] =>
  ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)),
  );

const characterClass = (members: Iterable<string>): string =>
  Array.from(members, (member) => `\\u{${member.codePointAt(0)?.toString(16)}}`).join('');

const FORM_OF: ReadonlyMap<string, string> = new Map(
  FAMILIES.flatMap(([form, members]) => Array.from(members, (member) => [member, form] as const)),
);
const FAMILY_MEMBER = new RegExp(`[${characterClass(FORM_OF.keys())}]`, 'gu');

const SPELLING_OF: ReadonlyMap<string, string> = new Map(BEFORE_NFKC);
const SPELT_OUT = new RegExp(`[${characterClass(SPELLING_OF.keys())}]`, 'gu');

const superscripts = codePoints(SUPERSCRIPTS);
const subscripts = codePoints(SUBSCRIPTS);
const ELEVATED_MEMBERS = characterClass([...superscripts, ...subscripts]);
/** Runs that NFKC is applied to: everything but raised and lowered characters and spacing marks. */
const PLAIN_RUN = new RegExp(`[^${ELEVATED_MEMBERS}${SPACING_MARKS}]+`, 'gu');
const KEPT = new RegExp(`[${ELEVATED_MEMBERS}${SPACING_MARKS}]`, 'u');
const ELEVATED = new RegExp(`[${ELEVATED_MEMBERS}]`, 'gu');

const oneForm = (text: string): string =>
  text.replace(FAMILY_MEMBER, (member) => FORM_OF.get(member) ?? member);

const plainForm = (text: string): string => oneForm(text.normalize('NFKC'));

/** Plain form to elevated character; where Unicode has several (ª and ᵃ) the first of the table is the form. */
const elevatedForms = (members: readonly string[]): ReadonlyMap<string, string> => {
  const forms = new Map<string, string>();
  for (const member of members) {
    const plain = plainForm(member);
    if (!forms.has(plain)) forms.set(plain, member);
  }
  return forms;
};

const FORMS: Readonly<Record<Elevation, ReadonlyMap<string, string>>> = {
  raised: elevatedForms(superscripts),
  lowered: elevatedForms(subscripts),
};
const MARKS: Readonly<Record<Elevation, string>> = { raised: RAISED, lowered: LOWERED };

const elevatePlain = (plain: string, elevation: Elevation): string =>
  Array.from(plain, (character) => FORMS[elevation].get(character) ?? MARKS[elevation] + character).join('');

/** ™ is a raised T and a raised M; ª and ᵃ are one; ℠ stays, since Unicode 14 has no raised S. */
const elevatedMember = (member: string, elevation: Elevation): readonly [string, string] => {
  const form = elevatePlain(plainForm(member), elevation);
  return [member, form.includes(MARKS[elevation]) ? member : form];
};
const ELEVATED_FORM_OF: ReadonlyMap<string, string> = new Map([
  ...superscripts.map((member) => elevatedMember(member, 'raised')),
  ...subscripts.map((member) => elevatedMember(member, 'lowered')),
]);

/** Without white space, characters of no width and control characters. */
export const seenCharacters = (text: string): string => text.replace(UNSEEN, '');

/** One form for each character. Line feeds, tabs and marks in the text stay: call `seenCharacters` on text from outside first. */
export const characterForm = (text: string): string => {
  const spelt = text.replace(SPELT_OUT, (member) => SPELLING_OF.get(member) ?? member);
  if (!KEPT.test(spelt)) return plainForm(spelt);
  return spelt
    .replace(PLAIN_RUN, plainForm)
    .replace(ELEVATED, (member) => ELEVATED_FORM_OF.get(member) ?? member);
};

const STANDING = new RegExp(`^[${ELEVATED_MEMBERS}${RAISED}${LOWERED}]`, 'u');
/** One character, with its mark where it has one. */
const MARKED_CHARACTER = new RegExp(`[${RAISED}${LOWERED}]?.`, 'gsu');

/**
 * The form of text within `<sup>` or `<sub>`: the raised or lowered character where Unicode has one, else the plain
 * one behind a mark, so that it is never the same as the plain one alone. What is raised or lowered already stays.
 */
export const elevatedForm = (text: string, elevation: Elevation): string =>
  characterForm(text).replace(MARKED_CHARACTER, (character) =>
    STANDING.test(character) ? character : elevatePlain(character, elevation),
  );

/** For plain text: raised or lowered where Unicode has the character, else as it is. */
export const elevatedWherePossible = (text: string, elevation: Elevation): string =>
  Array.from(text, (character) => FORMS[elevation].get(character) ?? character).join('');
