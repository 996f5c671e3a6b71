import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Tell } from './finding.ts';

/** Tells of every document that does not print the manifest's SHA-256. Answers how many do. */
export const checkPrinted = async (
  folder: string,
  names: readonly string[],
  manifestSha256: string,
  tell: Tell,
): Promise<number> => {
  let printed = 0;
  for (const name of names.filter((each) => /\.(?:html|docx|xlsx)$/.test(each))) {
    const text = textOf(name, await readFile(join(folder, name)));
    if (text === undefined) tell(name, '不能打开');
    else if (text.includes(manifestSha256)) printed += 1;
    else tell(name, '没有印上manifest.json的SHA-256值');
  }
  return printed;
};

/** What a reader sees of it, without the marks between the letters; undefined where it is broken. */
const textOf = (name: string, bytes: Buffer): string | undefined => {
  if (name.endsWith('.html')) return withoutMarks(bytes.toString('utf8'));
  try {
    const parts = unzipSync(bytes, { filter: (part) => part.name.endsWith('.xml') });
    return Object.values(parts)
      .map((part) => withoutMarks(Buffer.from(part).toString('utf8')))
      .join('\n');
  } catch {
    return undefined;
  }
};

const withoutMarks = (markup: string): string => markup.replaceAll(/<[^>]*>|\s/g, '');
