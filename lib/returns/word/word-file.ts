import { Document, type IPropertiesOptions, Packer } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { AnnualReturn } from '../../domain/annual-return.ts';
import { xmlCharacters, xmlText } from '../../domain/xml-text.ts';
import { WORD_FONTS } from './word-fonts.ts';
import { WORD_STYLES } from './word-styles.ts';

/** The same moment in every file; ZIP files begin in 1980. */
const ANY_TIME = new Date(1980, 0, 1);

/** These come first in a package, as Word writes them. */
const FIRST = ['[Content_Types].xml', '_rels/.rels'];

/**
 * A Word file of these sections. The library stamps the clock on it, so it is packed again: the file's own time is that
 * of the return, and equal returns give equal bytes.
 */
export const wordFile = async (
  { title, sections }: { readonly title: string; readonly sections: IPropertiesOptions['sections'] },
  { office, builtAt }: Pick<AnnualReturn, 'office' | 'builtAt'>,
): Promise<Uint8Array> => {
  const creator = xmlCharacters(office.name);
  const document = new Document({
    title: xmlCharacters(title),
    creator,
    lastModifiedBy: creator,
    styles: WORD_STYLES,
    sections,
  });
  const parts = unzipSync(await Packer.toBuffer(document));
  const edit = (name: string, change: (xml: string) => string): void => {
    const part = parts[name];
    if (part === undefined) throw new Error(`a Word file without ${name}`);
    parts[name] = strToU8(change(strFromU8(part)));
  };
  edit('docProps/core.xml', (xml) =>
    xml.replaceAll(
      /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
      (_match, element: string) => `${element}${new Date(builtAt).toISOString().slice(0, 19)}Z`,
    ),
  );
  edit('word/fontTable.xml', (xml) => xml.replace(/\/>$/, `>${fonts}</w:fonts>`));
  const names = Object.keys(parts).filter((name) => !FIRST.includes(name));
  const inOrder = [...FIRST, ...names].flatMap((name) => (parts[name] ? [[name, parts[name]] as const] : []));
  return zipSync(Object.fromEntries(inOrder), { mtime: ANY_TIME });
};

/** What Word takes in place of a font that a machine lacks. */
const fonts = WORD_FONTS.map(
  ({ name, instead, family }) =>
    `<w:font w:name="${xmlText(name)}"><w:altName w:val="${xmlText(instead)}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
).join('');
