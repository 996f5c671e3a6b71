import { afterEach, expect, it } from 'vitest';
import type { Engine } from '../../lib/ports/engine.ts';
import { createAcceptItem } from '../../lib/usecases/accept-item.ts';
import { createOneAtATime } from '../../lib/usecases/import/one-at-a-time.ts';
import { createImportFile } from '../../lib/usecases/import-file.ts';
import type { EngineUnderTest, OpenedEngine } from '../contract/engine-under-test.ts';
import { aws } from '../contract/engines/aws.ts';
import { embeddedFolder } from '../contract/engines/embedded-folder.ts';
import { officeNotice } from '../examples/office-notice.ts';
import { DEFINITIONS, POLICIES, WORKING_DAYS } from '../unit/usecases/import/import-bench.ts';
import { openReturnBench } from '../unit/usecases/returns/return-bench.ts';

const HEAD = '渠道,标题,发文字号,发布时间,网址\n';
/** The second is on two channels. */
const ROWS = [
  '门户网站,关于甲事项的通知,虚发〔2017〕1号,2017-02-03,https://portal.example.cn/1',
  '市级信息公开平台,关于乙事项的通知,虚发〔2017〕2号,2017-03-04,https://municipal.example.cn/2',
  '门户网站,关于乙事项的通知,虚发〔2017〕2号,2017-03-05,https://portal.example.cn/2',
  '山东政务服务网,关于丙事项的公告,,2017-11-30,',
];

const SECOND = 1000;
const START = Date.parse('2018-01-03T10:00:00+08:00');

const opened: OpenedEngine[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** The same history on an engine: imports row by row, an item that is still owed, inputs; a second apart. */
const prepared = async (under: EngineUnderTest) => {
  const open = await under.open();
  opened.push(open);
  const { engine, clock } = open;
  let now = START;
  const pass = (): void => clock.set((now += SECOND));
  const shared = { definitions: DEFINITIONS, policies: POLICIES, workingDays: WORKING_DAYS, clock };
  const importFile = createImportFile({
    ledger: engine.ledger,
    imports: engine.imports,
    channels: engine.channels,
    suspects: engine.suspects,
    oneAtATime: createOneAtATime(),
    inBackground: null,
    ...shared,
  });
  for (const row of ROWS) {
    pass();
    const bytes = new TextEncoder().encode(`${HEAD}${row}\n`);
    await importFile({ bytes, mediaType: 'text/csv', by: 'token:admin', dryRun: false });
    await open.settleIndexes?.();
    await engine.ledger.assignNumbers();
  }
  pass();
  await open.settleIndexes?.();
  return { open, engine: await accepted(engine, shared), clock };
};

const accepted = async (
  engine: Engine,
  shared: Pick<Parameters<typeof createAcceptItem>[0], 'definitions' | 'policies' | 'workingDays' | 'clock'>,
): Promise<Engine> => {
  const acceptItem = createAcceptItem({
    ledger: engine.ledger,
    objectStore: engine.objectStore,
    nudges: { send: () => Promise.resolve() },
    ...shared,
  });
  const day = '2018-01-02';
  const outcome = await acceptItem(
    {
      ...officeNotice,
      attachments: [],
      relations: [],
      consulted: [],
      formedOn: day,
      review: { ...officeNotice.review, reviewedAt: day },
      approvals: [{ ...officeNotice.approvals[0]!, approvedAt: day }],
      acknowledge: [],
    },
    'token:clerk',
  );
  expect(outcome.outcome).toBe('accepted');
  return engine;
};

/** Each file of a draft and of what is filed from it, by its hash. */
const hashesOf = async (under: EngineUnderTest) => {
  const { open, engine, clock } = await prepared(under);
  await open.settleIndexes?.();
  await engine.ledger.assignNumbers();
  await open.settleIndexes?.();
  const bench = openReturnBench({ engine, clock, definitions: DEFINITIONS });
  await bench.enter(2017, { cells: { '3.1': 0 }, measures: ['统一各渠道的文字格式。'] });
  clock.set(START + 60 * SECOND);
  const draft = await bench.build(2017);
  const { findings } = await bench.data(2017, draft.revision);
  const acknowledge: string[] = findings.map(({ code }: { code: string }) => code);
  const filed = await bench.file(2017, { revision: draft.revision, acknowledge });
  if (filed.outcome !== 'filed') throw new Error(JSON.stringify(filed));
  const running = await bench.build(2018);
  const { pending } = await bench.data(2018, running.revision);
  expect(pending).toMatchObject({ owed: 2, listed: [{ state: 'owed' }, { state: 'owed' }] });
  return [draft, filed.record, running].map(({ files }) => files.map(({ name, sha256 }) => [name, sha256]));
};

it('gives equal bytes for equal inputs under one clock, whichever engine keeps them', async () => {
  const [embedded, cloud] = [await hashesOf(embeddedFolder), await hashesOf(aws)];
  expect(cloud).toEqual(embedded);
  expect(embedded.flat()).toHaveLength(27);
}, 60_000);

it('gives equal bytes again on a ledger that was filled anew', async () => {
  const [first, second] = [await hashesOf(embeddedFolder), await hashesOf(embeddedFolder)];
  expect(second).toEqual(first);
}, 60_000);
