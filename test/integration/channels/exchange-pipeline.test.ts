import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptInbox } from '../../../lib/ports/receipt-inbox.ts';
import { createChannelConditions } from '../../../lib/usecases/channel-conditions.ts';
import { type CollectReceipts, createCollectReceipts } from '../../../lib/usecases/collect-receipts.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { deputyLeader } from '../../examples/office-notice.ts';
import {
  comeToRest,
  correction,
  NEXT_DAY,
  newWords,
  plainNotice,
  withdraw,
} from '../../examples/revisions.ts';
import { exchangeOver, openSharedFolder, receiptXml, type SharedFolder } from './exchange-folder.ts';

const CHANNEL = 'provincial';
const URL = 'https://www.example.cn/1.html';

let shared: SharedFolder;
let office: TestOffice;
let inbox: ReceiptInbox;
let collect: CollectReceipts;
let id: string;

beforeEach(async () => {
  shared = await openSharedFolder();
  office = await openOffice({ provincial: { settleTime: 1000 } });
  const { engine, clock, configuration, accepting } = office;
  const exchange = exchangeOver(shared, { objectStore: engine.objectStore, clock });
  inbox = exchange.inbox;
  office.channels.set(CHANNEL, exchange.channel);
  collect = createCollectReceipts({
    ...office,
    ledger: engine.ledger,
    register: engine.channels,
    unreadable: engine.unreadable,
    definitions: configuration.channels,
    conditions: createChannelConditions({
      ...accepting,
      register: engine.channels,
      chance: () => 0,
    }),
  });
  const accepted = await office.accept({ ...plainNotice, channels: [CHANNEL] }, 'token:t1');
  if (accepted.outcome !== 'accepted') throw new Error(JSON.stringify(accepted));
  id = accepted.view.id;
  await comeToRest(office);
});
afterEach(() => shared.close());

const delivery = async () =>
  (await office.engine.ledger.read(id))?.deliveries.find(({ channel }) => channel === CHANNEL);
const owed = async () => (await office.engine.ledger.read(id))?.item.owed;
const actions = async () => (await shared.packages()).map((name) => name.slice(65));
const answer = (generation: number, outcome: string, members = '') =>
  shared.answer(
    `${generation}-${outcome}.xml`,
    receiptXml(`key="${id}" generation="${generation}" outcome="${outcome}"`, members),
  );
const published = (generation: number, more = '') =>
  answer(generation, 'published', `<url>${URL}</url>${more}`);

describe('what an exchange folder tells later', () => {
  it('leaves a copy handed over until its receipt says that it is public, with the time that it says', async () => {
    expect(await delivery()).toMatchObject({ state: 'handed-over', publicAt: null });
    expect(await owed()).toEqual([]);
    office.clock.pass(3_600_000);
    const publicAt = office.clock.now() - 60_000;
    await published(1, `<publicAt>${new Date(publicAt).toISOString()}</publicAt>`);

    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 1, left: 0, unreadable: 0 });

    expect(await delivery()).toMatchObject({
      state: 'published',
      publicAt,
      basis: 'channel',
      receipt: { url: URL },
    });
    expect(await owed()).toEqual([]);
    expect(await shared.waiting()).toEqual([]);
    expect((await office.engine.channels.read(CHANNEL)).liveSince).toBe(publicAt);
  });

  it('changes nothing when it is told again, as after a crash before the receipt was put away', async () => {
    await published(1);
    await collect(CHANNEL, inbox);
    const before = await delivery();
    await published(1);

    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 0, left: 0, unreadable: 0 });
    expect(await delivery()).toEqual(before);
    expect(await shared.waiting()).toEqual([]);
  });

  it('puts no time before the acceptance nor into the future', async () => {
    const acceptedAt = (await office.engine.ledger.read(id))?.item.acceptedAt;
    office.clock.pass(60_000);
    await published(1, '<publicAt>2000-01-01</publicAt>');
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ publicAt: acceptedAt });
  });

  it.each(['', '<publicAt>2026-11-03T10:30:00+08:00</publicAt>'])(
    'gives what is published again a time of its own, where it first went out in error%s',
    async (told) => {
      await published(1);
      await collect(CHANNEL, inbox);
      await office.withdraw(
        id,
        { cause: 'error', reason: '误发', notice: null, approvals: [], ifGeneration: null },
        'token:t9',
      );
      await comeToRest(office);
      await answer(2, 'withdrawn');
      await collect(CHANNEL, inbox);
      office.clock.set(NEXT_DAY + 86_400_000);
      const changes = {
        review: { ...plainNotice.review, reviewedAt: '2026-11-05' },
        approvals: [{ ...deputyLeader, approvedAt: '2026-11-05T09:00:00+08:00' }],
      };
      await office.republish(
        id,
        { changes, channels: null, acknowledge: [], reason: '重新审批' },
        'token:t9',
      );
      await comeToRest(office);
      await published(3, told);
      await collect(CHANNEL, inbox);

      const row = await delivery();
      expect(row).toMatchObject({ state: 'published', withdrawal: null });
      expect(row?.publicAt).toBeGreaterThanOrEqual(NEXT_DAY + 86_400_000);
    },
  );

  it('corrects the address of the copy, and keeps the first public time', async () => {
    await published(1);
    await collect(CHANNEL, inbox);
    const publicAt = (await delivery())?.publicAt;
    office.clock.pass(60_000);
    await answer(1, 'published', '<url>https://www.example.cn/2.html</url>');
    expect(await collect(CHANNEL, inbox)).toMatchObject({ recorded: 1 });
    expect(await delivery()).toMatchObject({
      state: 'published',
      publicAt,
      receipt: { url: 'https://www.example.cn/2.html' },
    });
  });

  it('parks what the editors turned down, with their words, and a correction is a new chance', async () => {
    await answer(1, 'turned-down', '<reason>栏目不符</reason>');
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'parked', reason: '栏目不符' });
    expect(await owed()).toEqual([]);

    office.clock.set(NEXT_DAY);
    await office.correct(id, newWords('更正后的正文。'), 'token:t1');
    await comeToRest(office);
    expect(await delivery()).toMatchObject({ state: 'handed-over', edition: 2 });
    await published(2);
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'published', edition: 2 });
  });

  it('about an older edition is counted from then on, and the newer one is sent after it', async () => {
    office.clock.set(NEXT_DAY);
    await office.correct(id, newWords('更正后的正文。'), 'token:t1');
    await comeToRest(office);
    await published(1);
    const publicAt = office.clock.now();
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'published', publicAt, edition: 0 });

    await comeToRest(office);
    expect(await delivery()).toMatchObject({ state: 'handed-over', edition: 2, publicAt });
    expect(await actions()).toEqual(['0000000002.replace']);
    await published(2);
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'published', edition: 2, publicAt });
    expect(await owed()).toEqual([]);
  });

  it('never hides a newer edition that is public', async () => {
    office.clock.set(NEXT_DAY);
    await office.correct(id, newWords('更正后的正文。'), 'token:t1');
    await comeToRest(office);
    await published(2);
    await collect(CHANNEL, inbox);
    await published(1);
    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 0, left: 0, unreadable: 0 });
    expect(await delivery()).toMatchObject({ state: 'published', edition: 2 });
  });

  it('takes a withdrawn item down when the receipt says so, and is in line until then', async () => {
    await published(1);
    await collect(CHANNEL, inbox);
    await withdraw(office, id);
    await comeToRest(office);
    expect(await actions()).toEqual(['0000000002.withdraw']);
    expect(await delivery()).toMatchObject({ state: 'handed-over' });
    expect(await owed()).toEqual([]);

    await answer(2, 'withdrawn');
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'withdrawn', withdrawal: 'withdrawn' });
    expect(await owed()).toEqual([]);
  });

  it('takes a withdrawn item down when the editors do it after they had turned that down', async () => {
    await published(1);
    await collect(CHANNEL, inbox);
    await withdraw(office, id);
    await comeToRest(office);
    await answer(2, 'turned-down', '<reason>须补公函</reason>');
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'parked', reason: '须补公函' });
    await answer(2, 'withdrawn');

    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 1, left: 0, unreadable: 0 });
    expect(await delivery()).toMatchObject({ state: 'withdrawn', withdrawal: 'withdrawn' });
  });

  it('that an item went public after it was withdrawn has it taken down', async () => {
    await withdraw(office, id);
    await comeToRest(office);
    await shared.take();
    await published(1);
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'published' });

    await comeToRest(office);
    expect(await actions()).toEqual(['0000000002.withdraw']);
    await answer(2, 'withdrawn');
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'withdrawn' });
  });

  it('takes the copy off a channel that the item is planned for no more', async () => {
    await published(1);
    await collect(CHANNEL, inbox);
    await office.correct(id, correction({}, { channels: ['portal'] }), 'token:t1');
    await comeToRest(office);
    expect(await actions()).toEqual(['0000000002.withdraw']);
    await answer(2, 'withdrawn');
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'withdrawn' });
  });

  it('still counts when only the plan has changed since', async () => {
    await office.correct(id, correction({}, { channels: [CHANNEL, 'portal'] }), 'token:t1');
    await comeToRest(office);
    await published(1);
    await collect(CHANNEL, inbox);
    expect(await delivery()).toMatchObject({ state: 'published', edition: 1 });
    expect(await owed()).toEqual([]);
  });

  it.each([
    ['a generation that does not exist yet', 9, 'published'],
    ['a take-down that nobody asked for', 1, 'withdrawn'],
  ])('is shown to a person when it is about %s', async (_name, generation, outcome) => {
    await answer(generation, outcome, `<url>${URL}</url>`);
    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 0, left: 0, unreadable: 1 });
    expect(await shared.waiting()).toEqual([]);
    const { rows } = await office.engine.unreadable.list(null, 10);
    expect(rows).toMatchObject([{ source: CHANNEL }]);
    expect(await delivery()).toMatchObject({ state: 'handed-over' });
  });

  it('is shown to a person when the item is unknown, and only once', async () => {
    const xml = receiptXml(`key="${'0'.repeat(64)}" generation="1" outcome="published"`, `<url>${URL}</url>`);
    await shared.answer('x.xml', xml);
    await collect(CHANNEL, inbox);
    await shared.answer('x.xml', xml);
    await collect(CHANNEL, inbox);
    expect((await office.engine.unreadable.list(null, 10)).rows).toHaveLength(1);
  });

  it('waits while the channel is being sent to', async () => {
    const row = (await delivery())!;
    const next = {
      ...row,
      version: row.version + 1,
      state: 'sending' as const,
      lease: { token: 'other', until: office.clock.now() + 60_000 },
    };
    await office.engine.ledger.claim(next, row.version);
    await published(1);
    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 0, left: 1, unreadable: 0 });
    expect(await shared.waiting()).toEqual(['1-published.xml']);

    // The process died: the look-up reads the receipt itself, and then it tells nothing new.
    await office.engine.ledger.endLeases();
    await comeToRest(office);
    expect(await delivery()).toMatchObject({ state: 'published', receipt: { url: URL } });
    expect(await collect(CHANNEL, inbox)).toEqual({ recorded: 0, left: 0, unreadable: 0 });
  });
});

describe('a process that died while it put a package in place', () => {
  it('finds it with the editors and sends nothing again', async () => {
    await shared.take();
    const row = (await delivery())!;
    const held = {
      ...row,
      version: row.version + 1,
      state: 'sending' as const,
      receipt: null,
      lease: { token: 'other', until: office.clock.now() + 60_000 },
    };
    await office.engine.ledger.claim(held, row.version);
    await office.engine.ledger.endLeases();
    office.clock.pass(2000);
    await office.deliver({ itemId: id, channel: CHANNEL });
    await comeToRest(office);
    expect(await delivery()).toMatchObject({ state: 'handed-over', edition: 1, lookUps: 0 });
    expect(await owed()).toEqual([]);
    expect(await actions()).toEqual([]);
  });
});
