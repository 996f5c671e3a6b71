import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { EVIDENCE_FILE, EVIDENCE_HEADINGS, returnsFolder } from '../domain/annual-return.ts';
import { BYTE_ORDER_MARK, csvLine } from '../domain/csv-line.ts';
import type { Instant, ItemId } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import { SEALED } from '../domain/sealing.ts';
import { yearOf } from '../domain/shanghai-time.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ReturnRecord, ReturnRegister } from '../ports/registers.ts';

interface Returns {
  readonly returns: ReturnRegister;
  readonly objectStore: ObjectStore;
}

/**
 * Takes a sealed item's words out of the evidence of returns that were built before, and of those whose building died
 * half-way. Its lines stay, so every figure still opens into as many; the record keeps the hash that the file had when the
 * return was built, which the report prints.
 */
export const sealReturns = async (
  dependencies: Returns,
  { item, deliveries }: ItemSnapshot,
  now: Instant,
): Promise<void> => {
  const times = deliveries.flatMap(({ publicAt }) => publicAt ?? []);
  if (times.length === 0) return;
  for (let year = yearOf(Math.min(...times)); year <= yearOf(now); year += 1) {
    for await (const key of dependencies.objectStore.list(returnsFolder(year))) {
      if (key.endsWith(`/${EVIDENCE_FILE}`)) await sealFile(dependencies.objectStore, key, item.id);
    }
    for (const record of await dependencies.returns.list(year))
      await bringUpToDate(dependencies, record, now);
  }
};

const sealFile = async (objectStore: ObjectStore, key: string, itemId: ItemId): Promise<void> => {
  const stored = await objectStore.get(key);
  if (stored === undefined) return;
  const sealed = Buffer.from(sealedEvidence(Buffer.from(stored.bytes).toString('utf8'), itemId));
  if (sealed.equals(stored.bytes)) return;
  await objectStore.put(key, sealed, { mediaType: stored.mediaType });
  await objectStore.forgetVersions(key);
};

/** Also where a pass died between the file and its record. */
const bringUpToDate = async (
  { returns, objectStore }: Returns,
  record: ReturnRecord,
  now: Instant,
): Promise<void> => {
  const file = record.files.find(({ name }) => name === EVIDENCE_FILE);
  const stored = file && (await objectStore.get(file.key));
  if (file === undefined || stored === undefined) return;
  const sha256 = createHash('sha256').update(stored.bytes).digest('hex');
  if (sha256 === file.sha256) return;
  const size = stored.bytes.byteLength;
  const before = [...file.before, { sha256: file.sha256, until: now }];
  await returns.replace({
    ...record,
    files: record.files.map((other) => (other === file ? { ...file, sha256, size, before } : other)),
  });
};

/** A line as `csvLine` writes it, its end included: a cell in quotes may hold line breaks. */
const LINE = /(?:[^"\r\n]|"(?:[^"]|"")*")*\r\n/g;

const Cells = z.tuple([z.array(z.string())]);
const cellsOf = (line: string): readonly string[] => Cells.parse(parse(line))[0];

/** Other lines stay as they are, byte for byte. */
const sealedEvidence = (csv: string, itemId: ItemId): string => {
  const mark = csv.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const [head = '', ...lines] = csv.slice(mark.length).match(LINE) ?? [];
  const headings = head === '' ? [] : cellsOf(head);
  const title = headings.indexOf(EVIDENCE_HEADINGS.title);
  const documentNumber = headings.indexOf(EVIDENCE_HEADINGS.documentNumber);
  const id = headings.indexOf(EVIDENCE_HEADINGS.itemId);
  const sealedLine = (line: string): string => {
    const cells = cellsOf(line);
    if (cells[id] !== itemId || cells[title] === SEALED) return line;
    return csvLine(
      cells.map((cell, index) => {
        if (index === title) return SEALED;
        return index === documentNumber || cell === '' ? null : cell;
      }),
    );
  };
  // An id is 64 digits: where it does not stand, nothing has to be taken apart.
  const written = lines.map((line) => (line.includes(itemId) ? sealedLine(line) : line));
  return mark + head + written.join('');
};
