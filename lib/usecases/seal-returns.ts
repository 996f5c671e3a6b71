import { createHash, hash } from 'node:crypto';
import * as z from 'zod';
import { EVIDENCE_FILE, RETURNS_FOLDER, returnsFolder } from '../domain/annual-return.ts';
import { BYTE_ORDER_MARK, cellsLine } from '../domain/csv-line.ts';
import { csvCells, csvLines } from '../domain/evidence/csv-lines.ts';
import { EVIDENCE_HEADINGS, WORD_COLUMNS } from '../domain/evidence/evidence-line.ts';
import { CHECKSUMS_FILE, type FileSealing, SEALINGS_FILE } from '../domain/evidence/manifest.ts';
import type { Instant, ItemId, Sha256 } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { SEALED } from '../domain/sealing.ts';
import { isoShanghai } from '../domain/shanghai-time.ts';
import type { ObjectStore, StreamedObject } from '../ports/object-store.ts';
import type { ReturnFile, ReturnRecord, ReturnRegister } from '../ports/registers.ts';

interface Returns {
  readonly returns: ReturnRegister;
  readonly objectStore: ObjectStore;
}

/**
 * Takes a sealed item's words out of the evidence of returns that were built before, and of those whose building died
 * half-way. Its lines stay, with the salted hash of the words: so every figure still opens into as many, and the Merkle
 * root is what it was. The record keeps the hash that a file had when the return was built; `sealed.json` beside the file
 * tells whoever verifies the folder.
 */
export const sealReturns = async (
  { returns, objectStore }: Returns,
  { item }: ItemSnapshot,
  now: Instant,
): Promise<void> => {
  const years = new Set<number>();
  // Of every year: a public time may have been corrected, or an import voided, since a return told of it.
  for await (const key of objectStore.list(RETURNS_FOLDER)) {
    if (!key.endsWith(`/${EVIDENCE_FILE}`)) continue;
    years.add(Number(key.slice(RETURNS_FOLDER.length).split('/', 1)[0]));
    await sealFile(objectStore, key.slice(0, -EVIDENCE_FILE.length), item.id, now);
  }
  for (const year of years)
    for (const record of await returns.list(year)) await bringUpToDate({ returns, objectStore }, record, now);
};

const sealFile = async (
  objectStore: ObjectStore,
  folder: string,
  itemId: ItemId,
  now: Instant,
): Promise<void> => {
  const key = `${folder}${EVIDENCE_FILE}`;
  for (;;) {
    const looked = await lookThrough(objectStore, key, itemId);
    if (looked === undefined || looked.lines === 0) return;
    const { before, after, lines, tag } = looked;
    // Told first: a pass that dies before the file is written finds it told already.
    await tellSealing(objectStore, folder, {
      file: EVIDENCE_FILE,
      before,
      after,
      at: isoShanghai(now),
      lines,
    });
    const stored = await objectStore.getStream(key);
    if (stored === undefined) return;
    const sealed = encoded(sealedLines(stored.chunks, itemId));
    if ((await objectStore.putStream(key, sealed, tag, { mediaType: stored.mediaType })) === 'written') break;
    // Another pass was first.
    await stored.close();
  }
  await objectStore.forgetVersions(key);
};

/** How many lines of the file say something of the item, and what the file hashes to with and without that. */
const lookThrough = async (
  objectStore: ObjectStore,
  key: string,
  itemId: ItemId,
): Promise<
  | { readonly lines: number; readonly before: Sha256; readonly after: Sha256; readonly tag: string }
  | undefined
> => {
  const stored = await objectStore.getStream(key);
  if (stored === undefined) return undefined;
  const before = createHash('sha256');
  const after = createHash('sha256');
  let lines = 0;
  for await (const { text, sealed } of sealedLines(hashed(stored, before), itemId)) {
    after.update(text);
    lines += sealed;
  }
  return { lines, before: before.digest('hex'), after: after.digest('hex'), tag: stored.tag };
};

async function* hashed(
  { chunks }: Pick<StreamedObject, 'chunks'>,
  into: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    into.update(chunk);
    yield chunk;
  }
}

interface SealedText {
  readonly text: string;
  /** Lines of it that said something of the item. */
  readonly sealed: number;
}

async function* encoded(texts: AsyncIterable<SealedText>): AsyncGenerator<Uint8Array> {
  for await (const { text } of texts) yield Buffer.from(text);
}

/** Other lines stay as they are, byte for byte. */
async function* sealedLines(chunks: AsyncIterable<Uint8Array>, itemId: ItemId): AsyncGenerator<SealedText> {
  let seal: ((line: string) => string) | undefined;
  for await (const lines of csvLines(chunks)) {
    seal ??= sealLine(csvCells((lines[0] ?? '').replace(BYTE_ORDER_MARK, '')), itemId);
    const sealLineOf = seal;
    let sealed = 0;
    const written = lines.map((line) => {
      // An id is 64 digits: where it does not stand, nothing has to be taken apart.
      const now = line.includes(itemId) ? sealLineOf(line) : line;
      if (now !== line) sealed += 1;
      return now;
    });
    yield { text: written.join(''), sealed };
  }
}

/** Files of the first releases have neither a salt nor a hash of the words. */
const sealLine = (headings: readonly string[], itemId: ItemId): ((line: string) => string) => {
  const id = headings.indexOf(EVIDENCE_HEADINGS.itemId);
  const title = headings.indexOf(EVIDENCE_HEADINGS.title);
  const emptied = new Set(
    [...WORD_COLUMNS, 'salt' as const].map((column) => headings.indexOf(EVIDENCE_HEADINGS[column])),
  );
  return (line) => {
    const cells = csvCells(line);
    if (cells[id] !== itemId || cells[title] === SEALED) return line;
    return cellsLine(
      cells.map((cell, index) => {
        if (index === title) return SEALED;
        return emptied.has(index) || cell === '' ? null : cell;
      }),
    );
  };
};

const Sealings = z.object({
  format: z.literal('gongkai-sealed/1'),
  sealed: z.array(
    z.object({ file: z.string(), before: z.string(), after: z.string(), at: z.string(), lines: z.number() }),
  ),
});

const tellSealing = async (objectStore: ObjectStore, folder: string, sealing: FileSealing): Promise<void> => {
  const key = `${folder}${SEALINGS_FILE}`;
  for (;;) {
    const stored = await objectStore.get(key);
    const told =
      stored === undefined ? [] : Sealings.parse(JSON.parse(Buffer.from(stored.bytes).toString())).sealed;
    if (told.some(({ before, after }) => before === sealing.before && after === sealing.after)) return;
    // What was told and never done is no part of the file's story.
    const done = told.filter(({ before }) => before !== sealing.before);
    const text = `${JSON.stringify({ format: 'gongkai-sealed/1', sealed: [...done, sealing] }, null, 2)}\n`;
    const put = await objectStore.putOver(key, Buffer.from(text), stored?.tag ?? null, {
      mediaType: 'application/json',
    });
    if (put === 'written') return;
  }
};

/** Also where a pass died between a file and its record. */
const bringUpToDate = async (
  { returns, objectStore }: Returns,
  record: ReturnRecord,
  now: Instant,
): Promise<void> => {
  const folder = `${returnsFolder(record.year)}${record.revision}/`;
  const changed = new Map<string, ReturnFile>();
  for (const name of [EVIDENCE_FILE, SEALINGS_FILE]) {
    const file = await changedFile(objectStore, record, `${folder}${name}`, now);
    if (file !== undefined) changed.set(name, file);
  }
  const files = (): readonly ReturnFile[] => [
    ...record.files.map((file) => changed.get(file.name) ?? file),
    ...[...changed.values()].filter(({ name }) => record.files.every((file) => file.name !== name)),
  ];
  if (record.files.some(({ name }) => name === CHECKSUMS_FILE)) {
    await writeChecksums(objectStore, `${folder}${CHECKSUMS_FILE}`, files());
    const file = await changedFile(objectStore, record, `${folder}${CHECKSUMS_FILE}`, now);
    if (file !== undefined) changed.set(CHECKSUMS_FILE, file);
  }
  if (changed.size > 0) await returns.replace({ ...record, files: files() });
};

/** Undefined where the record knows the file as it is, or there is none. */
const changedFile = async (
  objectStore: ObjectStore,
  record: ReturnRecord,
  key: string,
  now: Instant,
): Promise<ReturnFile | undefined> => {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const file = record.files.find((known) => known.name === name);
  // Of a revision that is being built the builder tells.
  if (file === undefined && (name !== SEALINGS_FILE || record.files.length === 0)) return undefined;
  const stored = await objectStore.getStream(key);
  if (stored === undefined) return undefined;
  const content = createHash('sha256');
  for await (const chunk of stored.chunks) content.update(chunk);
  const sha256 = content.digest('hex');
  if (sha256 === file?.sha256) return undefined;
  const before = file === undefined ? [] : [...file.before, { sha256: file.sha256, until: now }];
  return { name, key, sha256, size: stored.size, before };
};

/** Brings the lines of the files up to what they hash to, and adds that of `sealed.json`. */
const writeChecksums = async (
  objectStore: ObjectStore,
  key: string,
  files: readonly ReturnFile[],
): Promise<void> => {
  const stored = await objectStore.get(key);
  if (stored === undefined) return;
  const text = files
    .filter(({ name }) => name !== CHECKSUMS_FILE)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
  const bytes = Buffer.from(text);
  if (hash('sha256', bytes) === hash('sha256', stored.bytes)) return;
  await objectStore.put(key, bytes, { mediaType: stored.mediaType });
};
