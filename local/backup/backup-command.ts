import { parseArgs } from 'node:util';
import { systemClock } from '../../lib/ports/clock.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { runCommand } from '../command.ts';
import { parseEnvironment } from '../environment.ts';
import { BackupProblem } from './backup-manifest.ts';
import { makeBackup } from './make-backup.ts';

const USAGE = `用法：npm run backup -- <备份目录> [--keep <份数>] [--retire]
  --keep 30   只保留最近的 30 份，更早的删除
  --retire    停用本机的数据目录（须先停止系统），用于迁移到另一台机器
Usage: npm run backup -- <folder> [--keep <number>] [--retire]`;

const numberOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new BackupProblem(USAGE);
  return number;
};

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { keep: { type: 'string' }, retire: { type: 'boolean', default: false } },
  });
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new BackupProblem(USAGE);
  const { dataDir } = parseEnvironment(process.env);
  const { backup, manifest, added, removed } = await makeBackup({
    dataDir,
    folder,
    keep: numberOf(values.keep),
    retire: values.retire,
    clock: systemClock,
    version: packageJson.version,
  });
  const { ledger, objects, files } = manifest;
  console.log(`备份完成，已逐一核对：${backup}
  台账：${ledger.items} 条信息，其中 ${ledger.owing} 条尚未同步完；${ledger.size} 字节
  文件：${objects.length + files.length} 个，其中 ${added} 个为本次新增${removed === 0 ? '' : `；已删除更早的备份 ${removed} 份`}`);
  if (values.retire)
    console.log(`数据目录 ${dataDir} 已停用，不会再启动。请在新机器上用 npm run restore 恢复。`);
  console.log('备份中有渠道密钥和管理员令牌，请与数据目录同等保管。');
});
