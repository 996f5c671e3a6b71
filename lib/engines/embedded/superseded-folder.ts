import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isoShanghai } from '../../domain/shanghai-time.ts';
import { markLedger } from './ledger-mark.ts';
import { syncFolder } from './sync-folder.ts';

const NAME = 'superseded.txt';

/** Another folder works on in its place. */
export class DataFolderSuperseded extends Error {
  override readonly name = 'DataFolderSuperseded';

  constructor(folder: string) {
    super(
      `数据目录 ${folder} 已停用，由别处的数据目录取代（见其中的 ${NAME}），不能再启动，否则两处会各自发布。 The data folder ${folder} was retired in favour of another (see ${NAME} in it) and does not start again: both would publish.`,
    );
  }
}

/** Throws {@link DataFolderSuperseded}. */
export const refuseSuperseded = (folder: string): void => {
  if (existsSync(join(folder, NAME))) throw new DataFolderSuperseded(folder);
};

/**
 * Retires a data folder for ever: no server starts on it or on a copy of its ledger. For whoever holds its lock, before
 * anything of it is copied. A ledger that is too damaged to be marked is held by the file alone.
 */
export const supersede = async (folder: string, at: number): Promise<void> => {
  const file = await open(join(folder, NAME), 'w', 0o600);
  await file.writeFile(`${isoShanghai(at)} 停用，不再启动。Retired; never to be started again.\n`);
  await file.sync();
  await file.close();
  await syncFolder(folder);
  const path = join(folder, 'ledger.db');
  if (!existsSync(path)) return;
  try {
    const ledger = new DatabaseSync(path);
    try {
      markLedger(ledger, 'superseded');
    } finally {
      ledger.close();
    }
  } catch {
    // Damaged beyond opening: then nobody can work on it either.
  }
};
