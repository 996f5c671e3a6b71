// XML 1.0, production 2.
const NOT_FOR_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const EVERY_ONE = new RegExp(NOT_FOR_XML, 'gu');

/** Can XML carry the text as it is? */
export const isForXml = (text: string): boolean => !NOT_FOR_XML.test(text);

/** Characters that XML cannot carry show as U+FFFD. */
export const xmlCharacters = (text: string): string => text.replaceAll(EVERY_ONE, '\uFFFD');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text as XML writes it, in content and in attributes between double quotes. */
export const xmlText = (text: string): string =>
  xmlCharacters(text).replaceAll(/[&<>"\r]/g, (character) => ESCAPES[character] ?? character);
