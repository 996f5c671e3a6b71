/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED = new Set([11, 26]);

/** The ledger's file cannot be trusted any more; only a backup helps. */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged';

  constructor(path: string, found: string, cause?: unknown) {
    super(
      `台账 ${path} 已损坏（${found}）。请停止系统，用 npm run restore 恢复最近的备份；原文件不要删除。 The ledger is damaged (${found}). Stop the server and put the newest backup back with npm run restore; keep the file.`,
      { cause },
    );
  }
}

/** Whether SQLite says that the file itself is damaged. */
export const isDamage = (error: unknown): error is Error =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  DAMAGED.has(error.errcode & 0xff);
