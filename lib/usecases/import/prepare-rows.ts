import { setImmediate } from 'node:timers/promises';
import { canonicalText, isEmptyContent } from '../../domain/content/canonical-text.ts';
import { contentHash } from '../../domain/content/content-hash.ts';
import { parseBody } from '../../domain/content/parse-body.ts';
import type { GroupableRow } from '../../domain/import/grouping.ts';
import { cellPointer } from '../../domain/import/parse-cells.ts';
import type { NumberedRow } from '../../domain/import/parse-table.ts';
import { rowContent } from '../../domain/import/row-content.ts';
import type { StatedRow } from '../../domain/import/stated-row.ts';
import type { Sha256 } from '../../domain/item.ts';
import type { Violation } from '../../domain/violation.ts';
import { prepareContent } from '../prepare-content.ts';

export interface PreparedRow {
  readonly row: number;
  readonly stated: GroupableRow;
}

/** Bodies parsed until others get their turn: a large file must not hold the server up. */
const BODIES_AT_A_TIME = 20;

/** Reads the bodies; one that cannot be read, or says nothing, is a broken cell. */
export const prepareRows = async (
  rows: readonly NumberedRow[],
): Promise<{ readonly rows: readonly PreparedRow[]; readonly violations: readonly Violation[] }> => {
  const prepared: PreparedRow[] = [];
  const violations: Violation[] = [];
  for (const [index, { row, stated }] of rows.entries()) {
    if (index % BODIES_AT_A_TIME === BODIES_AT_A_TIME - 1) await setImmediate();
    const hash = bodyHash(stated);
    if (hash === undefined) {
      const problems = prepareContent(rowContent(stated)).violations;
      violations.push(...problems.map((problem) => inRow(row, problem)));
    } else {
      prepared.push({ row, stated: { ...stated, contentHash: hash } });
    }
  }
  return { rows: prepared, violations };
};

/** A row of the register with the content hash that a post of its content would have. */
export const groupable = <Row extends StatedRow>(row: Row): Row & GroupableRow => {
  const hash = bodyHash(row);
  if (hash === undefined) throw new Error(`a row was registered that cannot be read: ${row.identity}`);
  return { ...row, contentHash: hash };
};

/** The content hash alone, at a fraction of what a whole edition costs; null without a body, undefined for one that cannot be read. */
const bodyHash = (row: StatedRow): Sha256 | null | undefined => {
  if (row.body === null) return null;
  const { title, body } = rowContent(row);
  const parsed = parseBody(body);
  const bodyText = canonicalText(parsed);
  if (parsed.tooComplex || isEmptyContent(bodyText) || isEmptyContent(row.titleKey)) return undefined;
  return contentHash({ title, bodyText, attachmentHashes: [], occurrence: null });
};

const inRow = (row: number, { code, pointer, message }: Violation): Violation => ({
  code,
  pointer: cellPointer(row, pointer === '/title' ? 'title' : 'body'),
  message: { zh: `第${row}行：${message.zh}`, en: `Row ${row}: ${message.en}` },
});
