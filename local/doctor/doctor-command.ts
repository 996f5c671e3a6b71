import { systemClock } from '../../lib/ports/clock.ts';
import { runCommand } from '../command.ts';
import { parseEnvironment } from '../environment.ts';
import { examineConfiguration } from './examine-configuration.ts';
import { examineDataFolder } from './examine-data-folder.ts';
import { examineLedger } from './examine-ledger.ts';
import { examineMachine } from './examine-machine.ts';
import type { Finding, Level } from './finding.ts';

const WORDS: Readonly<Record<Level, string>> = { sound: '正常', warning: '注意', problem: '错误' };

const lineOf = ({ level, about, says }: Finding): string => {
  const line = `[${WORDS[level]}] ${about}：${says.zh}`;
  return level === 'sound' ? line : `${line}\n       ${says.en}`;
};

await runCommand('用法：npm run doctor', async () => {
  const { dataDir, configDir, host } = parseEnvironment(process.env);
  const clock = systemClock;
  const folder = await examineDataFolder({ dataDir, clock });
  const findings = [
    ...examineMachine({ nodeVersion: process.versions.node, host }),
    ...(await examineConfiguration({ configDir, dataDir, clock })),
    ...folder.findings,
    ...(folder.hasLedger ? examineLedger({ dataDir, clock }) : []),
  ];
  for (const finding of findings) console.log(lineOf(finding));
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  console.log(
    problems === 0 && warnings === 0
      ? '\n一切正常。'
      : `\n${problems} 处错误，${warnings} 处需要注意。${problems === 0 ? '' : '有错误时系统不能正常运行，请先处理。'}`,
  );
  if (problems > 0) process.exitCode = 1;
});
