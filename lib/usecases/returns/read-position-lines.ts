import { EVIDENCE_FILE } from '../../domain/annual-return.ts';
import { BYTE_ORDER_MARK } from '../../domain/csv-line.ts';
import { csvCells, csvLines } from '../../domain/evidence/csv-lines.ts';
import { EVIDENCE_HEADINGS, type EvidenceColumn } from '../../domain/evidence/evidence-line.ts';
import { KIND_WORDS, STANDING_WORDS } from '../../domain/evidence/evidence-words.ts';
import type { PositionLine } from '../../domain/evidence/item-positions.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ReturnFile, ReturnRecord } from '../../ports/registers.ts';

const keysByWords = <Key extends string>(words: Readonly<Record<Key, string>>): ReadonlyMap<string, Key> => {
  const keys = Object.keys(words).filter((key): key is Key => Object.hasOwn(words, key));
  return new Map(keys.map((key) => [words[key], key]));
};

const STANDINGS = keysByWords(STANDING_WORDS);
const KINDS = keysByWords(KIND_WORDS);

/** Of the evidence of a built return what figures are made of, line by line. */
export async function* readPositionLines(
  objectStore: Pick<ObjectStore, 'getStream'>,
  {
    year,
    revision,
    files,
  }: Pick<ReturnRecord, 'year' | 'revision'> & {
    readonly files: readonly Pick<ReturnFile, 'name' | 'key'>[];
  },
): AsyncGenerator<PositionLine> {
  const file = files.find(({ name }) => name === EVIDENCE_FILE);
  const stored = file && (await objectStore.getStream(file.key));
  if (stored === undefined) throw new Error(`return ${year}/${revision} has lost ${EVIDENCE_FILE}`);
  try {
    let headings: readonly string[] | undefined;
    for await (const lines of csvLines(stored.chunks)) {
      for (const line of lines) {
        if (headings === undefined) headings = csvCells(line.replace(BYTE_ORDER_MARK, ''));
        else yield positionLine(headings, csvCells(line));
      }
    }
  } finally {
    await stored.close();
  }
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** By heading, so that columns may move or be added. */
const positionLine = (headings: readonly string[], cells: readonly string[]): PositionLine => {
  const cell = (name: EvidenceColumn): string => cells[headings.indexOf(EVIDENCE_HEADINGS[name])] ?? '';
  const standing = STANDINGS.get(cell('standing'));
  const kind = KINDS.get(cell('kind'));
  if (standing === undefined || kind === undefined) throw new Error('a line of evidence cannot be read back');
  return {
    itemId: cell('itemId'),
    mergedInto: orNull(cell('mergedInto')),
    number: orNull(cell('number')),
    channel: cell('channel'),
    month: Number(cell('publicAt').slice(5, 7)),
    standing,
    kind,
    withdrawn: cell('withdrawal') !== '',
    late: cell('late') !== '',
  };
};
