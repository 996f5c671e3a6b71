import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { dayOf, yearOf } from '../../lib/domain/shanghai-time.ts';
import { createLog } from '../log.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { createDemoClient, type DemoClient, type DemoCount } from './demo-client.ts';
import { type DemoItem, demoItems, readDemoAttachments } from './demo-items.ts';
import { EXPECTED, EXPECTED_COPIES, EXPECTED_IMPORT, wrongFigures } from './expected-figures.ts';

const PORT = 8080;
const YEAR = 2017;
/** Posts under way at once. */
const POSTERS = 32;
/** Milliseconds for which the demo waits for the last copy. */
const PATIENCE = 120_000;

const { values: options } = parseArgs({
  options: {
    exit: { type: 'boolean', default: false },
    /** Another file to import, to see the demo find what is wrong in it. */
    publications: { type: 'string' },
    /** Emptied at start. */
    folder: { type: 'string', default: '.demo' },
  },
});

const start = async (): Promise<RunningServer> => {
  await rm(options.folder, { recursive: true, force: true });
  const environment = {
    host: '127.0.0.1',
    dataDir: options.folder,
    configDir: 'config',
    adminToken: null,
    logLevel: 'silent',
  } as const;
  const log = createLog('silent');
  try {
    return await startServer({ environment: { ...environment, port: PORT }, log });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startServer({ environment: { ...environment, port: 0 }, log });
  }
};

const printCount = (count: DemoCount, names: ReadonlyMap<string, string>): void => {
  const nameOf = (id: string): string => names.get(id) ?? id;
  console.log(`\n${count.year} 年公开信息 ${count.total} 条（相同信息通过不同渠道发布计为 1 条）`);
  for (const [id, items] of Object.entries(count.channels)) {
    console.log(`  ${nameOf(id)}：${items} 条`);
  }
  console.log('  其中：');
  for (const { channels, items } of count.regions) {
    const where = channels.map(nameOf).join('、');
    console.log(`    ${channels.length === 1 ? '仅' : '同时在'}${where}：${items} 条`);
  }
};

/** Everything wrong so far; the exit code says whether there was any. */
const wrong: string[] = [];

const check = (what: string, expected: object, actual: unknown): void => {
  const found = wrongFigures(expected, actual);
  if (found.length === 0) {
    console.log(`✓ ${what}：全部数字与输入文件相符`);
    return;
  }
  for (const line of found) console.log(`✗ ${what}：${line}`);
  wrong.push(...found);
};

/** Answers the revision of the draft of that year. */
const importHistory = async (client: DemoClient, names: ReadonlyMap<string, string>): Promise<number> => {
  const file = options.publications ?? new URL('publications-2017.csv', import.meta.url);
  console.log(`导入 ${YEAR} 年的发布记录（标题为虚构，数量与真实年报一致）……`);
  const report = await client.importFile(Uint8Array.from(await readFile(file)));
  console.log(`  共 ${report.rows} 条发布记录，归并为 ${report.items} 条信息。`);
  check('导入', EXPECTED_IMPORT, report);
  const count = await client.count(YEAR);
  printCount(count, names);
  check(`${YEAR} 年统计`, EXPECTED, count);
  const { revision } = await client.buildReturn(YEAR);
  console.log(`\n年报第五部分：\n  ${await client.sentence(YEAR, revision)}`);
  return revision;
};

const postAll = async (client: DemoClient, items: readonly DemoItem[]): Promise<void> => {
  const waiting = [...items];
  const poster = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await client.postItem(item);
  };
  await Promise.all(Array.from({ length: POSTERS }, poster));
};

const landed = ({ channels }: DemoCount): number =>
  Object.values(channels).reduce((total, items) => total + items, 0);

const publishLive = async (client: DemoClient, names: ReadonlyMap<string, string>): Promise<number> => {
  const now = Date.now();
  const year = yearOf(now);
  const attachments = await readDemoAttachments();
  for (const { sha256, bytes, mediaType } of attachments) {
    await client.putAttachment(sha256, Uint8Array.from(bytes), mediaType);
  }
  const items = await demoItems(dayOf(now), attachments);
  console.log(`\n现在提交 ${items.length} 条信息（含真实年报全文，其余为虚构），发布到三个演练渠道：`);
  const bar = new SingleBar({
    format: '  [{bar}] {value}/{total} 份已公开，用时 {duration_formatted}',
    noTTYOutput: true,
    notTTYSchedule: 1000,
  });
  bar.start(EXPECTED_COPIES, 0);
  const posting = postAll(client, items);
  const end = now + PATIENCE;
  let count = await client.count(year);
  while (landed(count) < EXPECTED_COPIES && Date.now() < end) {
    bar.update(landed(count));
    await new Promise((resolve) => setTimeout(resolve, 100));
    count = await client.count(year);
  }
  await posting;
  bar.update(landed(count));
  bar.stop();
  printCount(count, names);
  check(`${year} 年统计`, EXPECTED, count);
  return year;
};

/** The folder of a return's files. */
const folderOf = (year: number, revision: number): string =>
  join(options.folder, 'objects', 'files', 'returns', String(year), String(revision));

const showWhereToLook = (
  server: RunningServer,
  drafts: readonly { readonly year: number; readonly revision: number }[],
): void => {
  const { origin } = server;
  const returns = drafts.map(({ year, revision }) => `  ${year} 年年报（草稿）  ${folderOf(year, revision)}`);
  console.log(`
请看：
  首页（实时）    ${origin}/
  ${YEAR} 年统计    ${origin}/?year=${YEAR}
  演练门户网站    ${origin}/portal/
  演练省级平台    ${origin}/practice/provincial/
  演练市级平台    ${origin}/practice/municipal/
${returns.join('\n')}
                  （report.html、report.docx、statistics.docx、statistics.xlsx、evidence.csv 等）
  核验年报        npm run verify -- ${folderOf(YEAR, drafts[0]?.revision ?? 1)}
  接口说明        ${origin}/openapi.json
接口须带令牌：authorization: Bearer <令牌>，令牌在 ${server.administratorTokenFile ?? ''}`);
};

const main = async (): Promise<void> => {
  const server = await start();
  const client = createDemoClient({ origin: server.origin, token: server.administratorToken });
  try {
    const names = await client.channelNames();
    const revision2017 = await importHistory(client, names);
    const year = await publishLive(client, names);
    const { revision } = await client.buildReturn(year);
    showWhereToLook(server, [
      { year: YEAR, revision: revision2017 },
      { year, revision },
    ]);
  } catch (error) {
    await server.close();
    throw error;
  }
  if (options.exit || wrong.length > 0) {
    await server.close();
    if (wrong.length > 0) console.log(`\n有 ${wrong.length} 处数字不符。`);
    process.exitCode = wrong.length === 0 ? 0 : 1;
    return;
  }
  console.log('\n按 Ctrl-C 结束。');
  process.once('SIGINT', () => {
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
