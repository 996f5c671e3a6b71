import { Document, type IPropertiesOptions, Packer } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import type { AnnualReturn } from '../../domain/annual-return.ts';
import { xmlCharacters, xmlText } from '../../domain/xml-text.ts';
import { DOCUMENT_FONTS } from '../document-fonts.ts';
import { packageFile, packageTime } from '../package-file.ts';
import { WORD_STYLES } from './word-styles.ts';

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
  const packed = unzipSync(await Packer.toBuffer(document));
  const names = [...FIRST, ...Object.keys(packed).filter((name) => !FIRST.includes(name))];
  const edits: Readonly<Record<string, (xml: string) => string>> = {
    'docProps/core.xml': (xml) =>
      xml.replaceAll(
        /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
        (_match, element: string) => `${element}${packageTime(builtAt)}`,
      ),
    'word/fontTable.xml': (xml) => xml.replace(/\/>$/, `>${fonts}</w:fonts>`),
  };
  const parts = names.map((name) => {
    const part = packed[name];
    if (part === undefined) throw new Error(`a Word file without ${name}`);
    const xml = strFromU8(part);
    return [name, edits[name]?.(xml) ?? xml] as const;
  });
  return packageFile(Object.fromEntries(parts));
};

/** What Word takes in place of a font that a machine lacks. */
const fonts = DOCUMENT_FONTS.map(
  ({ name, instead, family }) =>
    `<w:font w:name="${xmlText(name)}"><w:altName w:val="${xmlText(instead)}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
).join('');
