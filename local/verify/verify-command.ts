import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createLiveHeads, type LiveHeads } from './live-heads.ts';
import { type Verified, verifyFolder } from './verify-folder.ts';

const USAGE = `用法：npm run verify -- <文件夹> [--expect <manifest.json的SHA-256值>] [--live [--url <服务器地址>] [--token <令牌>]]
文件夹内是一份年报的全部文件。--live 核对运行中的台账，地址和令牌也可以由 GONGKAI_URL 和 GONGKAI_TOKEN 给出。`;

const SHA256 = /^[0-9a-f]{64}$/;

const OPTIONS = {
  expect: { type: 'string' },
  live: { type: 'boolean', default: false },
  url: { type: 'string' },
  token: { type: 'string' },
} as const;

/** Told in a sentence; the exit code is 1. */
class Foreseen extends Error {
  override readonly name = 'Foreseen';
}

const readArguments = () => {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Foreseen(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
};

const run = async (): Promise<void> => {
  const { values, positionals } = readArguments();
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) throw new Foreseen(USAGE);
  const { expect } = values;
  if (expect !== undefined && !SHA256.test(expect)) throw new Foreseen(`--expect 不是SHA-256值\n${USAGE}`);

  let findings = 0;
  const tell = (where: string, what: string): void => {
    findings += 1;
    console.log(`[不符] ${where}：${what}`);
  };
  const live = values.live ? openLive(values, tell) : undefined;
  const verified = await verifyFolder({
    folder,
    tell,
    ...(expect !== undefined && { expect }),
    ...(live && { live }),
  });
  if (findings === 0 && verified !== undefined) {
    console.log(holds(verified, { expected: expect !== undefined, heads: live?.asked() ?? null }));
    return;
  }
  console.log(`核验不通过：共${findings}处不符。`);
  process.exitCode = 1;
};

const openLive = (
  { url, token }: { readonly url?: string | undefined; readonly token?: string | undefined },
  tell: (where: string, what: string) => void,
): LiveHeads => {
  const address = url ?? process.env['GONGKAI_URL'];
  const secret = token ?? process.env['GONGKAI_TOKEN'];
  if (address === undefined || !URL.canParse(address) || secret === undefined)
    throw new Foreseen(`--live 需要服务器地址和令牌\n${USAGE}`);
  return createLiveHeads({ url: address, token: secret, fetch, wait: setTimeout }, tell);
};

const holds = (
  { year, revision, state, total, lines, sealed, signedBy, documents, manifestSha256 }: Verified,
  { expected, heads }: { readonly expected: boolean; readonly heads: number | null },
): string =>
  [
    `核验通过：${year}年第${revision}稿（${state === 'filed' ? '报送稿' : '草稿'}），明细${lines}行，共${total}条信息，每个数字都与明细相符`,
    `${documents}份文件印有清单的SHA-256值${manifestSha256}`,
    expected ? '与给定的值相同' : '未给定应有的值',
    signedBy === null ? '没有签名' : `签名有效（公钥SHA-256值${signedBy}）`,
    ...(sealed === 0 ? [] : [`其中${sealed}行依法封存`]),
    ...(heads === null ? [] : [`台账中的${heads}份历史记录均未改写`]),
  ].join('；') + '。';

const foreseen = (error: unknown): string | undefined => {
  if (error instanceof Foreseen) return error.message;
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return `没有这个文件夹，或其中缺少文件：${error.message}`;
  return `核验没有完成：${error.message}`;
};

try {
  await run();
} catch (error) {
  const sentence = foreseen(error);
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
}
