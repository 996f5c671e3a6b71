/** The data folder cannot be made or written to; the cause says what the operating system answered. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';

  constructor(folder: string, cause: unknown) {
    const answered = cause instanceof Error ? cause.message : String(cause);
    super(
      `数据目录 ${folder} 无法使用（${answered}）。请确认它是一个目录、运行系统的账号可以写入、磁盘没有写满，或用 DATA_DIR 指定另一个目录。 The data folder ${folder} cannot be used (${answered}). It has to be a folder that the account running the server may write to, on a disk that is not full; or name another with DATA_DIR.`,
      { cause },
    );
  }
}
