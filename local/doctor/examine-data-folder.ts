import { constants, existsSync } from 'node:fs';
import { access, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { instantOf } from '../../lib/domain/shanghai-time.ts';
import { DataFolderInUse, lockDataFolder } from '../../lib/engines/embedded/data-folder-lock.ts';
import { DataFolderSuperseded, refuseSuperseded } from '../../lib/engines/embedded/superseded-folder.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { LAST_BACKUP } from '../backup/backup-manifest.ts';
import { type Finding, problem, sound, warning } from './finding.ts';

const ABOUT = '数据目录';
const MIB = 1024 ** 2;
const GIB = 1024 * MIB;
const DAY = 86_400_000;
/** Days after which a backup is too old to be relied on. */
const BACKUP_DAYS = 7;

const examineSpace = async (dataDir: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const told = free < GIB ? `${Math.floor(free / MIB)} MiB` : `${(free / GIB).toFixed(1)} GiB`;
  if (free < 100 * MIB) {
    return problem(
      '磁盘',
      `只剩 ${told}，很快就不能接收信息了，请腾出空间`,
      `only ${told} are free; make space`,
    );
  }
  return free < 2 * GIB
    ? warning('磁盘', `只剩 ${told}，请腾出空间`, `only ${told} are free; make space`)
    : sound('磁盘', `可用 ${told}`, `${told} are free`);
};

const examineRights = async (dataDir: string): Promise<Finding> => {
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return problem(
      ABOUT,
      `${dataDir} 对当前账号不可写。请用运行系统的账号执行本命令，或修改目录的所有者`,
      `${dataDir} is not writable to this account; run this as the account of the server, or change the owner`,
    );
  }
  const { mode } = await stat(dataDir);
  return process.platform !== 'win32' && (mode & 0o077) !== 0
    ? warning(
        ABOUT,
        `${dataDir} 其他账号也能进入，其中有令牌和密钥，请执行 chmod 700`,
        `other accounts may look into ${dataDir}, which holds tokens and secrets; chmod 700`,
      )
    : sound(ABOUT, `${dataDir} 可写，只有所有者能进入`, `${dataDir} is writable, and its owner's alone`);
};

const examineUse = (dataDir: string): Finding => {
  try {
    lockDataFolder(dataDir).release();
    return sound('运行', '系统没有在运行', 'the server is not running');
  } catch (error) {
    if (error instanceof DataFolderInUse) return sound('运行', '系统正在运行', 'the server is running');
    throw error;
  }
};

const examineBackup = async (dataDir: string, clock: Clock): Promise<Finding> => {
  const ABOUT_BACKUP = '备份';
  const told = await readFile(join(dataDir, LAST_BACKUP), 'utf8').catch(() => '');
  const [time = '', ...where] = told.trim().split(' ');
  const at = instantOf(time)?.instant;
  if (at === undefined) {
    return warning(
      ABOUT_BACKUP,
      '从未备份。请执行 npm run backup -- <备份目录>，并每天定时执行',
      'no backup was ever made; run npm run backup -- <folder>, and do so daily',
    );
  }
  return clock.now() - at > BACKUP_DAYS * DAY
    ? warning(
        ABOUT_BACKUP,
        `最近一次备份在 ${time}，已超过 ${BACKUP_DAYS} 天`,
        `the newest backup is of ${time}`,
      )
    : sound(
        ABOUT_BACKUP,
        `最近一次在 ${time}（${where.join(' ')}）`,
        `the newest is of ${time} (${where.join(' ')})`,
      );
};

/** The folder itself: rights, space, use. Answers whether there is a ledger in it to be looked at. */
export const examineDataFolder = async ({
  dataDir,
  clock,
}: {
  readonly dataDir: string;
  readonly clock: Clock;
}): Promise<{ readonly findings: readonly Finding[]; readonly hasLedger: boolean }> => {
  if (!existsSync(dataDir)) {
    const missing = sound(
      ABOUT,
      `${dataDir} 还不存在，首次启动时建立`,
      `${dataDir} is made at the first start`,
    );
    return { findings: [missing], hasLedger: false };
  }
  const rights = await examineRights(dataDir);
  if (rights.level === 'problem') return { findings: [rights], hasLedger: false };
  try {
    refuseSuperseded(dataDir);
  } catch (error) {
    if (!(error instanceof DataFolderSuperseded)) throw error;
    const retired = problem(ABOUT, error.message, 'this folder was retired');
    return { findings: [rights, retired], hasLedger: false };
  }
  return {
    findings: [rights, await examineSpace(dataDir), examineUse(dataDir), await examineBackup(dataDir, clock)],
    hasLedger: existsSync(join(dataDir, 'ledger.db')),
  };
};
