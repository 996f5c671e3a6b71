import { beforeEach, describe, expect, it } from 'vitest';
import { createManualChannel } from '../../../lib/channels/manual/channel.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import type { Submission } from '../../../lib/domain/item.ts';
import type { UploadRow } from '../../../lib/ports/upload-form.ts';
import { createFillUpload } from '../../../lib/usecases/fill-upload.ts';
import { createRecordReceipt } from '../../../lib/usecases/record-receipt.ts';
import { createRecordReceipts } from '../../../lib/usecases/record-receipts.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { bodyOf, comeToRest, NEXT_DAY, newWords, plainNotice, withdraw } from '../../examples/revisions.ts';

const CHANNEL = 'municipal';

let office: TestOffice;
/** Rows of the files that were filled, newest last. */
let filled: (readonly UploadRow[])[];

beforeEach(async () => {
  office = await openOffice();
  filled = [];
  office.channels.set(
    CHANNEL,
    createManualChannel({
      settings: { bodySelector: null, rehostedAt: [] },
      outgoing: createOutgoing({ allow: [], ownOrigin: () => undefined }),
    }),
  );
});

const handOver = async (...submissions: Partial<Submission>[]) => {
  const ids: string[] = [];
  for (const changes of submissions) {
    const answer = await office.accept({ ...plainNotice, channels: [CHANNEL], ...changes }, 'token:t1');
    if (answer.outcome !== 'accepted') throw new Error(JSON.stringify(answer));
    ids.push(answer.view.id);
  }
  await comeToRest(office);
  return ids;
};
const notice = (number: number): Partial<Submission> => ({
  title: `第${number}号通知`,
  documentNumber: `虚政〔2026〕${number}号`,
  body: bodyOf(`第${number}号通知的正文。`),
});

const delivery = async (id: string | undefined) =>
  (await office.engine.ledger.read(id ?? ''))?.deliveries.find(({ channel }) => channel === CHANNEL);
const keyOf = async (id: string | undefined, edition = 1) =>
  `${(await office.engine.ledger.read(id ?? ''))?.item.number}/${edition}`;

const report = async (csv: string, channel = CHANNEL) => {
  const definitions = office.configuration.channels;
  const { ledger, channels: register, objectStore } = office.engine;
  const recordReceipts = createRecordReceipts({
    ledger,
    definitions,
    forms: new Map(),
    recordReceipt: createRecordReceipt({ ...office, ledger, register, objectStore, definitions }),
  });
  return recordReceipts(channel, { bytes: Buffer.from(csv), mediaType: 'text/csv', by: 'token:t9' });
};
const done = async (csv: string) => {
  const answer = await report(csv);
  if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer));
  return answer.report;
};

/** A row of the first notice, in a state of the platform's. */
const inState = (state: string) => `标题,状态,网址\n第1号通知,${state},https://www.example.cn/1\n`;
const keyed = (key: string, time = '') =>
  `信息编号,标题,网址,发布时间\n${key},第1号通知,https://www.example.cn/1,${time}\n`;

const fill = (query: { since?: number; cursor?: string } = {}, channel = CHANNEL, mostRows = 500) =>
  createFillUpload({
    ledger: office.engine.ledger,
    definitions: office.configuration.channels,
    forms: new Map([
      [
        CHANNEL,
        {
          mostRows,
          receipts: { columns: {}, publicStates: [] },
          toWorkbook: (rows: readonly UploadRow[]) => {
            filled.push(rows);
            return new Uint8Array([1]);
          },
        },
      ],
    ]),
  })(channel, { since: query.since ?? null, cursor: query.cursor ?? null });
const titles = () => filled.at(-1)?.map(({ copy }) => copy.title);

describe('an upload file', () => {
  it('holds what is handed over and not yet reported, the oldest first', async () => {
    const [first] = await handOver(notice(1));
    office.clock.pass(60_000);
    await handOver(notice(2), { ...notice(3), channels: ['portal'] });

    expect(await fill()).toMatchObject({ outcome: 'filled', rows: 2, nextCursor: null });
    expect(titles()).toEqual(['第1号通知', '第2号通知']);

    await done(`信息编号,网址\n${await keyOf(first)},https://www.example.cn/1\n`);
    await fill();
    expect(titles()).toEqual(['第2号通知']);
  });

  it('can leave out what an earlier file had', async () => {
    await handOver(notice(1));
    office.clock.pass(60_000);
    const since = office.clock.now();
    await handOver(notice(2));
    await fill({ since });
    expect(titles()).toEqual(['第2号通知']);
  });

  it('is followed by another where the platform takes no more rows at once', async () => {
    await handOver(notice(1), notice(2), notice(3));
    const first = await fill({}, CHANNEL, 2);
    if (first.outcome !== 'filled' || first.nextCursor === null) throw new Error('no next file');
    const seen = [...(titles() ?? [])];
    expect(await fill({ cursor: first.nextCursor }, CHANNEL, 2)).toMatchObject({ rows: 1, nextCursor: null });
    expect([...seen, ...(titles() ?? [])].toSorted()).toEqual(['第1号通知', '第2号通知', '第3号通知']);
  });

  it('shows the edition of today, with the receipt of the copy to change', async () => {
    const [id] = await handOver(notice(1));
    await done(`信息编号,网址\n${await keyOf(id)},https://www.example.cn/1\n`);
    office.clock.set(NEXT_DAY);
    await office.correct(id ?? '', newWords('更正后的正文。'), 'token:t1');
    await comeToRest(office);
    await fill();
    expect(filled.at(-1)).toMatchObject([
      { copy: { edition: 2, text: '更正后的正文。' }, receipt: { url: 'https://www.example.cn/1' } },
    ]);
  });

  it('has nothing of what is to be taken down', async () => {
    const [id] = await handOver(notice(1));
    await withdraw(office, id ?? '');
    await comeToRest(office);
    expect(await delivery(id)).toMatchObject({ state: 'handed-over', takingDown: true });
    expect(await fill()).toMatchObject({ rows: 0 });
  });

  it('is refused for a channel without a template, an unknown channel and an unknown cursor', async () => {
    expect(await fill({}, 'portal')).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'channel-without-upload' }],
    });
    expect(await fill({}, 'nowhere')).toEqual({ outcome: 'not-found' });
    expect(await fill({ cursor: 'x' })).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'cursor-unknown' }],
    });
  });
});

describe('receipts in bulk', () => {
  it('are recorded by our key, by title and number, and by title alone; the same file again changes nothing', async () => {
    const ids = await handOver(notice(1), notice(2), { ...notice(3), documentNumber: null });
    const file = `信息编号,标题,发文字号,网址,发布时间
${await keyOf(ids[0])},另一个标题,,https://www.example.cn/1,2026-11-03
,第2号通知,虚政〔2026〕2号,https://www.example.cn/2,2026-11-03
,第3号通知,,https://www.example.cn/3,2026-11-03
`;
    expect(await done(file)).toEqual({
      rows: 3,
      recorded: 3,
      unchanged: 0,
      notPublic: 0,
      unmatched: [],
      ambiguous: [],
      rejected: [],
    });
    const rows = await Promise.all(ids.map(delivery));
    expect(rows.map((row) => [row?.state, row?.basis, row?.receipt?.url])).toEqual(
      [1, 2, 3].map((number) => ['published', 'stated', `https://www.example.cn/${number}`]),
    );

    expect(await done(file)).toMatchObject({ recorded: 0, unchanged: 3 });
    expect(await Promise.all(ids.map(delivery))).toEqual(rows);
  });

  it('are left out while the platform has not put the row up', async () => {
    const [id] = await handOver(notice(1));
    expect(await done(inState('待审核'))).toMatchObject({ rows: 1, recorded: 0, notPublic: 1 });
    expect(await done(inState('已发布'))).toMatchObject({ recorded: 1, notPublic: 0 });
    expect(await delivery(id)).toMatchObject({ state: 'published' });
  });

  it('tell of rows that fit nothing, and of rows that fit several items', async () => {
    const same = { title: '值班安排', documentNumber: null };
    const ids = await handOver(
      { ...same, body: bodyOf('十一月的值班安排。') },
      { ...same, body: bodyOf('十二月的值班安排。') },
    );
    await handOver({ ...notice(9), channels: ['portal'] });
    const answer = await done(`信息编号,标题,网址
,没有的标题,https://www.example.cn/1
,第9号通知,https://www.example.cn/2
2026-9999,第1号通知,https://www.example.cn/3
,值班安排,https://www.example.cn/4
`);
    expect(answer).toMatchObject({ rows: 4, recorded: 0 });
    expect(answer.unmatched.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(answer.ambiguous).toMatchObject([{ row: 5, items: expect.arrayContaining(ids) }]);
  });

  it('take one of two items of a title that is not yet public', async () => {
    const same = { title: '值班安排', documentNumber: null };
    const [first] = await handOver({ ...same, body: bodyOf('十一月的值班安排。') });
    await done('标题,网址\n值班安排,https://www.example.cn/11\n');
    const [second] = await handOver({ ...same, body: bodyOf('十二月的值班安排。') });

    expect(
      await done('标题,网址\n值班安排,https://www.example.cn/11\n值班安排,https://www.example.cn/12\n'),
    ).toMatchObject({ recorded: 1, unchanged: 1 });
    expect((await delivery(first))?.receipt?.url).toBe('https://www.example.cn/11');
    expect((await delivery(second))?.receipt?.url).toBe('https://www.example.cn/12');
  });

  it('keep to the rules of a single receipt, row by row', async () => {
    const ids = await handOver(notice(1), notice(2), notice(3), notice(4));
    const answer = await done(`标题,网址,发布时间
第1号通知,https://www.example.cn/1,2020-01-01
第2号通知,https://www.example.cn/2,2099-01-01
第3号通知,,
第4号通知,https://www.example.cn/4,昨天
`);
    expect(answer).toMatchObject({ recorded: 0, unmatched: [], ambiguous: [] });
    expect(answer.rejected.map(({ row, items }) => [row, items[0]])).toEqual([
      [2, ids[0]],
      [3, ids[1]],
      [4, ids[2]],
      [5, ids[3]],
    ]);
    expect(answer.rejected.map(({ reasons }) => reasons[0])).toEqual([
      expect.stringContaining('审批'),
      expect.stringContaining('不得晚于现在'),
      expect.stringContaining('网址'),
      expect.stringContaining('昨天'),
    ]);
  });

  it('record neither of two rows that contradict each other, and one of two that are the same', async () => {
    const ids = await handOver(notice(1), notice(2));
    const answer = await done(`标题,网址
第1号通知,https://www.example.cn/1
第1号通知,https://www.example.cn/other
第2号通知,https://www.example.cn/2
第2号通知,https://www.example.cn/2
`);
    expect(answer).toMatchObject({ recorded: 1, unchanged: 1 });
    expect(answer.rejected.map(({ row }) => row)).toEqual([2, 3]);
    expect((await Promise.all(ids.map(delivery))).map((row) => row?.state)).toEqual([
      'handed-over',
      'published',
    ]);
  });

  it('take no row for a corrected edition unless it is certain which one is up', async () => {
    const [id] = await handOver(notice(1));
    const before = await keyOf(id, 1);
    office.clock.set(NEXT_DAY);
    await office.correct(id ?? '', newWords('更正后的正文。'), 'token:t1');
    await comeToRest(office);

    expect((await done(keyed(before))).rejected[0]?.reasons[0]).toContain('已更正为第2版');
    expect((await done(keyed(''))).rejected[0]?.reasons[0]).toContain('哪一版');
    expect((await done(keyed('', '2026-11-03'))).rejected[0]?.reasons[0]).toContain('哪一版');
    expect(await delivery(id)).toMatchObject({ state: 'handed-over' });

    office.clock.pass(7_200_000);
    const time = new Date(office.clock.now() - 60_000).toISOString();
    expect(await done(keyed('', time))).toMatchObject({ recorded: 1 });
    expect(await delivery(id)).toMatchObject({ state: 'published', edition: 2 });
    expect(await done(keyed(await keyOf(id, 2)))).toMatchObject({ recorded: 0, unchanged: 1 });
  });

  it.each([
    ['of a channel that does not exist', '标题\n', 'nowhere', { outcome: 'not-found' }],
    [
      'without headings that we know',
      '序号\n1\n',
      CHANNEL,
      { outcome: 'invalid', violations: [{ code: 'column-missing' }] },
    ],
    [
      'with more rows than one call takes',
      `标题\n${'通知\n'.repeat(2001)}`,
      CHANNEL,
      { violations: [{ code: 'receipts-too-large' }] },
    ],
  ])('are refused %s', async (_name, csv, channel, refusal) => {
    expect(await report(csv, channel)).toMatchObject(refusal);
  });
});
