import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { column, type EvidenceRow, evidenceRow, HEADINGS } from './evidence-row.ts';
import type { Tell } from './finding.ts';
import { createMerkleRoot } from './merkle-root.ts';
import { firstMonths, isLate, nothingCounted, type Recounted, recountItem, standingOf } from './recount.ts';
import { type Cells, tableLines } from './table-lines.ts';

export interface ScannedEvidence {
  readonly sha256: string;
  readonly size: number;
  readonly lines: number;
  readonly root: string;
  readonly year: Recounted;
  readonly quarters: readonly Recounted[];
  /** Of each channel how many items first appeared there, by month, January first. */
  readonly months: ReadonlyMap<string, number[]>;
  /** Lines whose words were taken out after they were written. */
  readonly sealed: number;
  /** Lines of items that were sealed before. */
  readonly sealedBefore: number;
}

export interface ScanRequest {
  readonly path: string;
  readonly year: number;
  readonly countReposts: boolean;
  /** A filed return leaves what practice channels show out. */
  readonly filed: boolean;
  readonly tell: Tell;
  /** Is given every line, one after another. */
  readonly watch: (row: EvidenceRow) => Promise<void> | undefined;
}

const SEALED = '（已封存）';
const WORDS = [column('标题'), column('发文字号'), column('网址或地点')] as const;
const SALT = column('文字盐值');
const WORDS_HASH = column('文字指纹');
const LEFT_OUT: ReadonlySet<number> = new Set([...WORDS, SALT]);
const CHUNK = 1024 * 1024;
const MOST_TOLD = 20;

/** Reads the evidence once, from its first byte to its last; holds one item's lines at a time. */
export const scanEvidence = async (request: ScanRequest): Promise<ScannedEvidence> => {
  const { path, watch } = request;
  const file = createHash('sha256');
  const tree = createMerkleRoot();
  const items = createItems(request);
  const seals = { sealed: 0, sealedBefore: 0 };
  let size = 0;
  let told = 0;
  let line = 0;

  const tellOnce = (what: string): void => {
    told += 1;
    if (told <= MOST_TOLD) request.tell('evidence.csv', `第${line}行：${what}`);
    if (told === MOST_TOLD + 1) request.tell('evidence.csv', '其余各行的问题不再逐一列出');
  };

  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      const bytes: Buffer = chunk;
      file.update(bytes);
      size += bytes.length;
      yield bytes;
    }
  }

  const readLine = (cells: Cells): EvidenceRow | undefined => {
    tree.add(JSON.stringify(cells.filter((_, index) => !LEFT_OUT.has(index))));
    checkWords(cells, seals, tellOnce);
    try {
      return evidenceRow(cells);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tellOnce(error.message);
      return undefined;
    }
  };

  try {
    for await (const lines of tableLines(chunks())) {
      for (const cells of lines) {
        line += 1;
        if (line === 1) {
          if (cells.join() !== HEADINGS.join()) tellOnce('表头与本程序认识的不同');
          continue;
        }
        const row = readLine(cells);
        if (row === undefined) continue;
        items.take(row, tellOnce);
        const watched = watch(row);
        if (watched !== undefined) await watched;
      }
    }
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    // The rest goes into the hash all the same.
    request.tell('evidence.csv', trouble);
    return { ...(await hashOfFile(path)), ...tally(items, seals, tree) };
  }
  items.finish(tellOnce);
  return { sha256: file.digest('hex'), size, ...tally(items, seals, tree) };
};

const tally = (
  items: ReturnType<typeof createItems>,
  seals: { readonly sealed: number; readonly sealedBefore: number },
  tree: ReturnType<typeof createMerkleRoot>,
): Omit<ScannedEvidence, 'sha256' | 'size'> => {
  const { root, leaves } = tree.finish();
  return { root, lines: leaves, ...items.figures, ...seals };
};

/** What the reader of the table says of a file that is none. */
const troubleOf = (error: unknown): string | undefined => {
  if (error instanceof RangeError) return error.message;
  const isNoText =
    error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
  return isNoText ? '不是UTF-8文本' : undefined;
};

/** SHA-256 of a file, and its bytes. */
export const hashOfFile = async (
  path: string,
): Promise<{ readonly sha256: string; readonly size: number }> => {
  const file = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    const bytes: Buffer = chunk;
    file.update(bytes);
    size += bytes.length;
  }
  return { sha256: file.digest('hex'), size };
};

const checkWords = (
  cells: Cells,
  seals: { sealed: number; sealedBefore: number },
  tell: (what: string) => void,
): void => {
  const salt = cells[SALT] ?? '';
  const words = WORDS.map((index) => cells[index] ?? '');
  const told = cells[WORDS_HASH] ?? '';
  if (salt !== '') {
    if (hash('sha256', JSON.stringify([salt, ...words])) !== told) tell('文字与其指纹不符');
  } else if (words[0] !== SEALED || words[1] !== '' || words[2] !== '') tell('没有盐值，却也没有封存');
  else if (told === '') seals.sealedBefore += 1;
  else seals.sealed += 1;
};

const quarterOf = (year: number, quarter: number) => {
  const month = (of: number): string => `${String(year).padStart(4, '0')}-${String(of).padStart(2, '0')}`;
  return { first: month(quarter * 3 + 1), last: month(quarter * 3 + 3) };
};

/** Puts lines together to items, which stand together in the file, and counts each. */
const createItems = ({ year, countReposts, filed }: ScanRequest) => {
  const whole = { first: quarterOf(year, 0).first, last: quarterOf(year, 3).last };
  const figures = {
    year: nothingCounted(),
    quarters: [0, 1, 2, 3].map(nothingCounted),
    months: new Map<string, number[]>(),
  };
  let rows: EvidenceRow[] = [];

  const countMonths = (): void => {
    if (rows.every(({ inError }) => inError)) return;
    for (const [channel, month] of firstMonths(rows)) {
      const counts = figures.months.get(channel) ?? Array.from({ length: 12 }, () => 0);
      const index = Number(month.slice(5)) - 1;
      counts[index] = (counts[index] ?? 0) + 1;
      figures.months.set(channel, counts);
    }
  };

  const finish = (tell: (what: string) => void): void => {
    const [first] = rows;
    if (first === undefined) return;
    const standing = standingOf(rows, year, countReposts);
    if (rows.some(({ claims }) => claims.standing !== standing))
      tell(`上面一条信息的本年计数应为“${standing}”`);
    const alike = rows.every(
      (row) =>
        row.kind === first.kind && row.repost === first.repost && row.firstPublicAt === first.firstPublicAt,
    );
    if (!alike) tell('上面一条信息各行的类别、来源或首次公开时间不一致');
    const earliest = rows.map(({ publicAt }) => publicAt).reduce((a, b) => (a < b ? a : b));
    const isOfYear = Number(first.firstPublicAt.slice(0, 4)) === year;
    if (first.firstPublicAt > earliest || (isOfYear && first.firstPublicAt !== earliest))
      tell('上面一条信息的首次公开时间与各行的公开时间不符');
    recountItem(figures.year, rows, whole, countReposts);
    for (const [index, counts] of figures.quarters.entries())
      recountItem(counts, rows, quarterOf(year, index), countReposts);
    countMonths();
    rows = [];
  };

  const take = (row: EvidenceRow, tell: (what: string) => void): void => {
    const last = rows.at(-1);
    if (last !== undefined && placeOf(last) >= placeOf(row)) tell('排序不对，或同一信息在同一渠道重复');
    if (last !== undefined && last.countedAs !== row.countedAs) finish(tell);
    if (Number(row.publicAt.slice(0, 4)) !== year) tell('公开时间不在本年');
    if (row.claims.late !== isLate(row)) tell('逾期标记与公开期限不符');
    if (filed && row.practice && !row.imported) tell('报送稿含有演练渠道的发布');
    rows.push(row);
  };

  return { take, finish, figures };
};

const placeOf = ({ countedAs, item, channel }: EvidenceRow): string => `${countedAs} ${item} ${channel}`;
