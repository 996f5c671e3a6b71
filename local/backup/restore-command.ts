import { parseArgs } from 'node:util';
import { systemClock } from '../../lib/ports/clock.ts';
import { runCommand } from '../command.ts';
import { parseEnvironment } from '../environment.ts';
import { BackupProblem } from './backup-manifest.ts';
import { restoreBackup } from './restore-backup.ts';

const USAGE = `用法：npm run restore -- <备份目录，或其中的一份备份> [--skip-numbers <个数>]
  --skip-numbers 1000   每年的编号跳过多少个：须多于备份之后可能已经用掉的编号
Usage: npm run restore -- <folder of backups, or one of them> [--skip-numbers <number>]`;

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'skip-numbers': { type: 'string', default: '1000' } },
  });
  const [from, ...others] = positionals;
  const skipNumbers = Number(values['skip-numbers']);
  if (from === undefined || others.length > 0 || !Number.isInteger(skipNumbers) || skipNumbers < 0) {
    throw new BackupProblem(USAGE);
  }
  const { dataDir } = parseEnvironment(process.env);
  const report = await restoreBackup({ from, dataDir, skipNumbers, clock: systemClock });
  const { manifest, epoch, superseded, carriedOver } = report;
  console.log(`已从备份 ${report.backup} 恢复到 ${dataDir}
  台账：截至 ${manifest.madeAt} 的 ${manifest.ledger.items} 条信息；现为第 ${epoch.number} 纪元
  编号：各年跳过 ${skipNumbers} 个，不会重复使用`);
  if (superseded !== null) {
    console.log(
      `  原数据目录已停用，移至 ${superseded}；其中的 ${carriedOver} 个文件（渠道页面、密钥、日志等）已沿用`,
    );
  }
  console.log(`
接下来：
1. 启动系统。
2. 把 ${manifest.madeAt} 之后发布的信息重新报送一遍，原样即可：系统先到各渠道查询，已有的认领，不会重复发布。
3. 重做此后的更正、撤下、回执和人工处理；手工渠道上已有的，登记回执即可。
4. 此后停用的令牌已恢复有效，请重新停用；此后新发的令牌须重新发放。`);
});
