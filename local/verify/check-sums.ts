import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tell } from './finding.ts';

const SUMS = 'SHA256SUMS';
/** What every return has for people to read. */
const DOCUMENTS = ['report.html', 'report.docx', 'statistics.docx', 'statistics.xlsx'];
const LINE = /^([0-9a-f]{64}) {2}([A-Za-z0-9._-]+)$/;

/** Holds `SHA256SUMS` against the files that are there: each is named once, with its hash, and nothing else is; and no document is missing. */
export const checkSums = async (
  folder: string,
  hashes: ReadonlyMap<string, string>,
  tell: Tell,
): Promise<void> => {
  if (!hashes.has(SUMS)) {
    tell(SUMS, '文件不在');
    return;
  }
  const text = await readFile(join(folder, SUMS), 'utf8');
  const lines = text.split('\n');
  if (lines.pop() !== '') tell(SUMS, '最后一行不完整');
  const named = new Set<string>();
  for (const line of lines) {
    const [, sha256, name = ''] = LINE.exec(line) ?? [];
    if (sha256 === undefined || named.has(name)) {
      tell(SUMS, `不能识别的一行：${JSON.stringify(line)}`);
      continue;
    }
    named.add(name);
    const there = hashes.get(name);
    if (there === undefined) tell(name, '文件不在');
    else if (there !== sha256) tell(name, '与SHA256SUMS中的值不符，文件被改动过');
  }
  for (const name of DOCUMENTS) if (!hashes.has(name) && !named.has(name)) tell(name, '文件不在');
  for (const name of hashes.keys()) if (name !== SUMS && !named.has(name)) tell(name, '不在SHA256SUMS之中');
};
