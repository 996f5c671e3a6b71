import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AdmitAdministrator } from '../lib/usecases/admit-administrator.ts';
import { newToken } from '../lib/usecases/create-token.ts';

const readOrUndefined = async (file: string): Promise<string | undefined> => {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

class AdministratorTokenTooShort extends Error {
  override readonly name = 'AdministratorTokenTooShort';
}

/**
 * Admits the administrator by the token given in the environment, or by the one in `DATA_DIR/admin-token`, which is made up
 * at first start, mode 0600. Answers the file's path where the token is in a file. The token itself is never printed.
 */
export const admitFromFolder = async (options: {
  readonly dataDir: string;
  readonly given: string | null;
  readonly admit: AdmitAdministrator;
}): Promise<{ readonly file: string | null; readonly token: string }> => {
  const { dataDir, given, admit } = options;
  if (given !== null) {
    await admit(given);
    return { file: null, token: given };
  }
  const file = join(dataDir, 'admin-token');
  let token = await readOrUndefined(file);
  if (token === undefined) {
    token = newToken();
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${token}\n`);
    await handle.sync();
    await handle.close();
  }
  if ((await admit(token)) === 'too-short') {
    throw new AdministratorTokenTooShort(
      `管理员令牌文件 ${file} 内容过短（少于 32 个字符），请删除后重新启动。The administrator token in ${file} is too short; delete the file and start again.`,
    );
  }
  return { file, token };
};
