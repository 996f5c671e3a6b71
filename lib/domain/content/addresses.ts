const LINK_SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'mailto']);
const IMAGE_SCHEMES: ReadonlySet<string> = new Set(['http', 'https']);
const PICTURE_DATA = /^data:image\/(?:png|jpe?g|gif|webp)[;,]/i;

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const WITHIN = /[\t\n\r]+/g;
const isControlOrSpace = (character: string | undefined): boolean =>
  character !== undefined && character <= ' ';

/** Less what a URL parser drops: C0 controls and spaces around, tabs and line ends within. No regular expression: `x+$` is quadratic. */
const asBrowsersReadIt = (address: string): string => {
  let start = 0;
  let end = address.length;
  while (isControlOrSpace(address[start])) start += 1;
  while (end > start && isControlOrSpace(address[end - 1])) end -= 1;
  return address.slice(start, end).replace(WITHIN, '');
};

const schemeOf = (address: string): string | null => SCHEME.exec(address)?.[1]?.toLowerCase() ?? null;

/** The address as a browser reads it, where a link may lead there (http, https, mailto, relative); else null. */
export const linkAddress = (href: string): string | null => {
  const address = asBrowsersReadIt(href);
  const scheme = schemeOf(address);
  return address !== '' && (scheme === null || LINK_SCHEMES.has(scheme)) ? address : null;
};

/** The address of a picture that the public can see: http, https, relative, or a PNG, JPEG, GIF or WebP within the page; else null. */
export const imageAddress = (src: string): string | null => {
  const address = asBrowsersReadIt(src);
  const scheme = schemeOf(address);
  if (address === '') return null;
  return scheme === null || IMAGE_SCHEMES.has(scheme) || PICTURE_DATA.test(address) ? address : null;
};

const DATA_ADDRESS = /^data:[^,]*?(;\s*base64\s*)?,/i;

const percentDecoded = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/((?:%[0-9a-f]{2})+)/i)
      .map((part, index) =>
        index % 2 === 1 ? Buffer.from(part.replaceAll('%', ''), 'hex') : Buffer.from(part, 'utf8'),
      ),
  );

/** The bytes that a `data:` address carries; null for any other address. */
export const bytesOfDataAddress = (address: string): Buffer | null => {
  const head = DATA_ADDRESS.exec(address);
  if (head === null) return null;
  const bytes = percentDecoded(address.slice(head[0].length));
  return head[1] === undefined ? bytes : Buffer.from(bytes.toString('latin1'), 'base64');
};
