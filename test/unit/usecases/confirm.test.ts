import { describe, expect, it } from 'vitest';
import { withEntry } from '../../../lib/domain/history.ts';
import type { Submission } from '../../../lib/domain/item.ts';
import type { EditionRow, ItemRow, ItemSnapshot } from '../../../lib/domain/ledger-rows.ts';
import { instantOf } from '../../../lib/domain/shanghai-time.ts';
import { createAskConfirmation } from '../../../lib/usecases/ask-confirmation.ts';
import type { CorrectionOrder } from '../../../lib/usecases/correct-item.ts';
import { createConfirmation } from '../../../lib/usecases/create-confirmation.ts';
import type { ReadBackReport } from '../../../lib/usecases/read-back.ts';
import { createRecordReceipt } from '../../../lib/usecases/record-receipt.ts';
import { createRedrive } from '../../../lib/usecases/redrive.ts';
import { sha256 } from '../../contract/rows.ts';
import { openOffice } from '../../examples/office.ts';
import { deputyLeader, officeNotice } from '../../examples/office-notice.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const notice: Submission = {
  ...officeNotice,
  attachments: [],
  relations: [],
  channels: ['portal'],
  columns: {},
};

const open = async (overrides: Parameters<typeof openOffice>[0] = {}) => {
  const office = await openOffice(overrides);
  const { ledger } = office.engine;
  const dependencies = {
    ...office,
    ledger,
    register: office.engine.channels,
    definitions: office.configuration.channels,
    objectStore: office.engine.objectStore,
  };
  const told: ReadBackReport[] = [];
  const run = createConfirmation({ ...dependencies, chance: () => 0 });
  const confirm = (perChannel = 100) =>
    run({ milliseconds: 60_000, perChannel, tell: (report) => told.push(report) });
  const accept = async (submission: Submission = notice): Promise<string> => {
    const answer = await office.accept(submission, 'token:t1');
    if (answer.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
    return answer.view.id;
  };
  const read = async (id: string): Promise<ItemSnapshot> => {
    const snapshot = await ledger.read(id);
    if (snapshot === undefined) throw new Error('no such item');
    return snapshot;
  };
  const delivery = async (id: string, channel = 'portal') =>
    (await read(id)).deliveries.find((row) => row.channel === channel);
  const deliver = (id: string, channel = 'portal') => office.deliver({ itemId: id, channel });
  const published = async (submission: Submission = notice): Promise<string> => {
    const id = await accept(submission);
    await deliver(id);
    return id;
  };
  const change = async (id: string, next: Partial<ItemRow>, edition: EditionRow | null = null) => {
    const { item } = await read(id);
    const now = office.clock.now();
    const changed = {
      ...item,
      generation: item.generation + 1,
      owed: ['portal'],
      dueAt: now,
      recordedAt: now,
      ...withEntry(item, { at: now, by: 'token:t1', what: 'changed', why: null }),
      ...next,
    };
    expect(await ledger.change(changed, edition, item.generation)).toBe('changed');
  };
  /** A second edition, as a correction commits it. */
  const correct = async (id: string, html: string) => {
    const { item, edition } = await read(id);
    const key = `2#${sha256(html)}`;
    const next = { ...edition, edition: 2, key, previousKey: item.editionKey, html };
    await change(id, { edition: 2, editionKey: key }, next);
  };
  const { portal } = office.platforms;
  const pageOf = (id: string) => {
    const page = portal.pages.get(portal.addressOf({ itemId: id }));
    if (page === undefined) throw new Error('no such page');
    return page;
  };
  return {
    ...office,
    portal,
    told,
    confirm,
    accept,
    published,
    deliver,
    delivery,
    read,
    orders: { withdraw: office.withdraw, republish: office.republish },
    correctWords: (id: string, changed: CorrectionOrder) => office.correct(id, changed, 'token:t1'),
    correct,
    withdraw: (id: string) => change(id, { state: 'withdrawn' }),
    pageOf,
    redrive: createRedrive(dependencies),
    record: createRecordReceipt(dependencies),
    ask: createAskConfirmation(dependencies),
  };
};

const approvedOn = (approvedAt: string) => ({
  review: { ...notice.review, reviewedAt: approvedAt },
  approvals: [{ ...deputyLeader, approvedAt }],
});

const order = { reason: '请恢复发布内容', outcome: null } as const;

describe('confirmation', () => {
  it('reads a copy ten minutes after it went up, then after a day, a week, a month and a year', async () => {
    const office = await open();
    const id = await office.published();
    office.clock.pass(10 * MINUTE - 1);
    await office.confirm();
    expect(office.portal.calls).not.toContain('read');
    office.clock.pass(1);

    for (const days of [1, 7, 30, 365, 365]) {
      await office.confirm();
      expect(await office.delivery(id)).toMatchObject({
        state: 'confirmed',
        confirmation: { result: 'same', at: office.clock.now() },
        confirmAt: office.clock.now() + days * DAY,
      });
      office.clock.pass(days * DAY);
    }
    expect(office.told.map(({ result }) => result)).toEqual(['same', 'same', 'same', 'same', 'same']);
  });

  it('finds a copy that was altered, which a person puts back into line', async () => {
    const office = await open();
    const id = await office.published();
    office.pageOf(id).html += '<p>以门户网站为准</p>';
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({
      state: 'published',
      confirmation: { result: 'altered', detail: expect.stringContaining('以门户网站为准') },
    });
    expect((await office.read(id)).item.owed).toEqual([]);
    await office.redrive(id, 'portal', order, 'token:op');
    await office.deliver(id);
    expect(office.portal.calls).toEqual(['publish', 'read', 'replace']);
    expect(await office.delivery(id)).toMatchObject({ state: 'published', confirmation: null });
    office.clock.pass(10 * MINUTE);
    await office.confirm();
    expect(await office.delivery(id)).toMatchObject({ state: 'confirmed', confirmation: { result: 'same' } });
  });

  it('finds another picture under the same words, and a link that leads elsewhere', async () => {
    const office = await open();
    const content =
      '<p><img src="https://our.example/1.png" alt="示意图">见<a href="https://law.example/1">条例</a></p>';
    const id = await office.published({ ...notice, body: { format: 'html', content } });
    const page = office.pageOf(id);
    const { html } = page;
    const detailOf = async (changed: string) => {
      page.html = changed;
      await office.ask('portal', { reason: '抽查', sample: 1 }, 'token:o1');
      await office.confirm();
      return (await office.delivery(id))?.confirmation;
    };

    expect(await detailOf(html.replace('our.example/1', 'other.example/2'))).toMatchObject({
      result: 'altered',
      detail: '正文的图片指向“https://other.example/2.png”，原文没有这个地址。',
    });
    expect(await detailOf(html.replace('law.example', 'casino.example'))).toMatchObject({
      result: 'altered',
      detail: '正文的链接指向“https://casino.example/1”，原文没有这个地址。',
    });
    expect(await detailOf(html.replace('https://our.example/1.png', '/upload/7.png'))).toMatchObject({
      result: 'same',
    });
  });

  it('finds a copy that is gone, which is published again after asking the channel', async () => {
    const office = await open();
    const id = await office.published();
    const publicAt = (await office.delivery(id))?.publicAt;
    office.portal.copies.clear();
    office.portal.pages.clear();
    office.clock.pass(10 * MINUTE);
    await office.confirm();
    expect(await office.delivery(id)).toMatchObject({ confirmation: { result: 'missing' } });

    await office.redrive(id, 'portal', order, 'token:op');
    await office.deliver(id);

    expect(office.portal.calls).toEqual(['publish', 'read', 'find', 'publish']);
    expect(office.portal.copiesOf(id)).toBe(1);
    // The first public time stays for ever.
    expect(await office.delivery(id)).toMatchObject({ state: 'published', publicAt, confirmation: null });
  });

  it('makes no second copy of one that the channel holds and does not show', async () => {
    const office = await open();
    const id = await office.published();
    office.portal.pages.clear();
    office.clock.pass(10 * MINUTE);
    await office.confirm();
    await office.redrive(id, 'portal', order, 'token:op');
    await office.deliver(id);

    expect(office.portal.calls).toEqual(['publish', 'read', 'find', 'replace']);
    expect(office.portal.copiesOf(id)).toBe(1);
    expect(office.portal.pages.size).toBe(1);
  });

  it.each(['lost-before', 'lost-after'] as const)(
    'restores a missing copy once although the answer is lost (%s)',
    async (mishap) => {
      const office = await open();
      const id = await office.published();
      office.portal.copies.clear();
      office.portal.pages.clear();
      office.clock.pass(10 * MINUTE);
      await office.confirm();
      office.portal.mishaps = [mishap];
      await office.redrive(id, 'portal', order, 'token:op');
      for (let look = 0; look < 5; look += 1) {
        await office.deliver(id);
        office.clock.pass(MINUTE);
      }

      expect(office.portal.copiesOf(id)).toBe(1);
      expect(await office.delivery(id)).toMatchObject({ state: 'published', confirmation: null });
      expect((await office.read(id)).item.owed).toEqual([]);
    },
  );

  it('finds an older edition that a call given up long ago put back', async () => {
    const office = await open();
    const id = await office.published();
    const first = { ...office.pageOf(id) };
    office.clock.pass(MINUTE);
    await office.correct(id, '<p>更正：大厅自2026年12月1日起调整办公时间。</p>');
    await office.deliver(id);
    office.clock.pass(10 * MINUTE);
    await office.confirm();
    expect(await office.delivery(id)).toMatchObject({ state: 'confirmed', edition: 2 });

    office.pageOf(id).html = first.html;
    office.clock.pass(DAY);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({
      confirmation: { result: 'altered', detail: '网页上是第1版，应为第2版。' },
    });
  });

  it('takes down again by itself what reappears after its withdrawal, whichever edition, and asks a person the second time', async () => {
    const office = await open();
    const id = await office.published();
    const first = { ...office.pageOf(id) };
    office.clock.pass(MINUTE);
    await office.correct(id, '<p>更正后的正文。</p>');
    await office.deliver(id);
    await office.withdraw(id);
    await office.deliver(id);
    expect(await office.delivery(id)).toMatchObject({ state: 'withdrawn' });
    const reappear = async () => {
      office.portal.pages.set(office.portal.addressOf({ itemId: id }), { ...first });
      office.clock.set((await office.delivery(id))?.confirmAt ?? 0);
      await office.confirm();
    };

    await reappear();
    expect((await office.read(id)).item.owed).toEqual(['portal']);
    expect(office.nudged.at(-1)).toEqual({ itemId: id, channel: 'portal' });
    await office.deliver(id);
    expect(office.portal.pages.size).toBe(0);
    expect((await office.engine.ledger.countWaiting()).counts).toEqual([]);

    await reappear();
    await office.deliver(id);
    expect(office.portal.pages.size).toBe(0);
    expect((await office.engine.ledger.countWaiting()).counts).toMatchObject([
      { reason: 'reappeared', channel: 'portal', count: 1 },
    ]);
    await office.redrive(id, 'portal', order, 'token:op');
    await office.deliver(id);
    expect(office.portal.calls.filter((call) => call === 'withdraw')).toHaveLength(4);
    expect(await office.delivery(id)).toMatchObject({ state: 'withdrawn', withdrawal: 'withdrawn' });
  });

  it('finds a copy gone that was taken down', async () => {
    const office = await open();
    const id = await office.published();
    await office.withdraw(id);
    await office.deliver(id);
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({
      state: 'withdrawn',
      confirmation: { result: 'same' },
      confirmAt: office.clock.now() + DAY,
    });
  });

  it('tries again later what gives no answer, says nothing about it, and keeps what it knew', async () => {
    const office = await open();
    const id = await office.published();
    office.clock.pass(10 * MINUTE);
    await office.confirm();
    office.portal.silentReads = 1;
    office.clock.pass(DAY);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({
      state: 'confirmed',
      confirmation: { result: 'unreadable', same: 1 },
      confirmAt: office.clock.now() + 60 * MINUTE,
    });
    expect((await office.engine.ledger.countWaiting()).counts).toEqual([]);
    expect(office.told.at(-1)).toMatchObject({ silent: true });
  });

  it('leaves a channel alone after three silences in a row', async () => {
    const office = await open();
    for (let index = 0; index < 8; index += 1)
      await office.published({ ...notice, title: `（虚构）第${index}号通知` });
    office.portal.silentReads = 100;
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    expect(office.portal.calls.filter((call) => call === 'read').length).toBeLessThanOrEqual(4);
  });

  it('reads nothing on a channel that is paused or out of reach, and goes on afterwards', async () => {
    const office = await open();
    const id = await office.published();
    office.clock.pass(10 * MINUTE);
    const { channels } = office.engine;
    const seen = await channels.read('portal');
    const paused = { at: office.clock.now(), by: 'token:op', reason: '平台维护' };
    await channels.write({ ...seen, version: seen.version + 1, paused }, seen.version);
    await office.confirm();
    expect(office.portal.calls).not.toContain('read');
    await channels.write({ ...seen, version: seen.version + 2, paused: null }, seen.version + 1);
    office.clock.pass(MINUTE);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({ state: 'confirmed' });
  });

  it('does not judge a copy that the pipeline is about to change', async () => {
    const office = await open();
    const id = await office.published();
    await office.correct(id, '<p>更正后的正文。</p>');
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    expect(office.portal.calls).not.toContain('read');
    expect(await office.delivery(id)).toMatchObject({
      confirmation: null,
      confirmAt: office.clock.now() + 10 * MINUTE,
    });
  });

  it('records nothing of a copy that changes while it is read', async () => {
    const office = await open();
    const id = await office.published();
    office.clock.pass(10 * MINUTE);
    office.portal.meanwhile = async () => {
      office.portal.meanwhile = async () => {};
      await office.correct(id, '<p>更正后的正文。</p>');
      await office.deliver(id);
    };
    await office.confirm();

    expect(office.told).toMatchObject([{ did: 'lost', result: null }]);
    expect(await office.delivery(id)).toMatchObject({ state: 'published', edition: 2, confirmation: null });
  });

  it('nudges a delivery that its own write may have cost the claim', async () => {
    const office = await open();
    const id = await office.published();
    office.clock.pass(10 * MINUTE);
    office.portal.meanwhile = () => office.correct(id, '<p>更正后的正文。</p>');
    await office.confirm();

    expect(office.nudged.at(-1)).toEqual({ itemId: id, channel: 'portal' });
    office.portal.meanwhile = async () => {};
    await office.deliver(id);
    expect(await office.delivery(id)).toMatchObject({ state: 'published', edition: 2 });
  });

  it('reads no more on a channel than it may, and the rest the next time', async () => {
    const office = await open();
    for (let index = 0; index < 5; index += 1)
      await office.published({ ...notice, title: `（虚构）第${index}号通知` });
    office.clock.pass(10 * MINUTE);

    const first = await office.confirm(3);
    const second = await office.confirm(3);

    expect(first).toMatchObject({ results: { same: 3 }, complete: false });
    expect(second).toMatchObject({ results: { same: 2 }, complete: true });
  });

  it('tells of our own fault and reads the others', async () => {
    const office = await open();
    const ids = [await office.published(), await office.published({ ...notice, title: '（虚构）另一通知' })];
    office.clock.pass(10 * MINUTE);
    office.portal.meanwhile = async () => {
      office.portal.meanwhile = async () => {};
      throw new TypeError('a bug of ours');
    };
    const { faults, results } = await office.confirm();

    expect(faults).toMatchObject([{ channel: 'portal', error: expect.any(TypeError) }]);
    expect(ids).toContain(faults[0]?.itemId);
    expect(results).toEqual({ same: 1 });
  });

  it('answers at once while another run is under way', async () => {
    const office = await open();
    await office.published();
    office.clock.pass(10 * MINUTE);

    const [first, second] = await Promise.all([office.confirm(), office.confirm()]);

    expect(first.results).toEqual({ same: 1 });
    expect(second).toEqual({ results: {}, faults: [], complete: false });
  });

  it('never reads a copy that has no page', async () => {
    const office = await open();
    const id = await office.accept();
    const place = { url: null, place: '公告栏', evidence: [], remoteId: null, publicAt: null, edition: 1 };
    await office.record(id, 'portal', place, 'token:t9');

    expect(await office.delivery(id)).toMatchObject({ state: 'published', confirmAt: null });
  });
});

describe('the time that a page states', () => {
  const receipt = { url: '', place: null, evidence: [], remoteId: null, publicAt: null, edition: 1 };

  it('takes the place of what a clerk stated, and the history tells so', async () => {
    const office = await open();
    const id = await office.accept();
    const url = office.portal.addressOf({ itemId: id });
    const { edition } = await office.read(id);
    office.portal.pages.set(url, { title: edition.content.title, html: edition.html });
    const before = office.clock.now();
    office.clock.pass(3 * DAY);
    await office.record(id, 'portal', { ...receipt, url }, 'token:t9');
    office.portal.statedOnPages = { instant: before + DAY, precision: 'time' };
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    const row = await office.delivery(id);
    expect(row).toMatchObject({ publicAt: before + DAY, basis: 'page', confirmation: { result: 'same' } });
    expect(row?.history.at(-1)).toMatchObject({ by: 'system', why: expect.stringContaining('网页标注') });
    expect((await office.engine.channels.read('portal')).liveSince).toBe(before + DAY);
  });

  it('is not believed before the last approval, which is told and raises no alarm', async () => {
    const office = await open();
    const id = await office.published();
    office.portal.statedOnPages = instantOf('2026-01-01') ?? null;
    office.clock.pass(10 * MINUTE);
    const before = await office.delivery(id);
    await office.confirm();

    const row = await office.delivery(id);
    expect(row).toMatchObject({
      publicAt: before?.publicAt,
      basis: 'channel',
      confirmation: { result: 'same', detail: expect.stringContaining('2026-01-01') },
    });
    expect((await office.engine.ledger.countWaiting()).counts).toEqual([]);
  });
});

describe('the time that the page of a corrected copy states', () => {
  const revision = { channels: null, acknowledge: [], reason: '核实', ifGeneration: null };

  it('may be before the approvals of the correction, since the page keeps its first date', async () => {
    const office = await open();
    const id = await office.published();
    const first = office.clock.now() - MINUTE;
    office.clock.pass(2 * DAY);
    const corrected = await office.correctWords(id, {
      ...revision,
      changes: { body: { format: 'text', content: '（更正）照常办公。' }, ...approvedOn('2026-11-05') },
    });
    expect(corrected).toMatchObject({ outcome: 'corrected' });
    await office.deliver(id);
    office.portal.statedOnPages = { instant: first, precision: 'time' };
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({
      publicAt: first,
      basis: 'page',
      confirmation: { result: 'same', detail: null },
    });
  });

  it('is not believed before the approvals of a republication, where the first publication was an error', async () => {
    const office = await open();
    const id = await office.published();
    const first = office.clock.now();
    const { withdraw } = office.orders;
    await withdraw(
      id,
      { cause: 'error', reason: '误发', notice: null, approvals: [], ifGeneration: null },
      'token:t1',
    );
    await office.deliver(id);
    office.clock.pass(2 * DAY);
    const republished = await office.orders.republish(
      id,
      { ...revision, changes: approvedOn('2026-11-05') },
      'token:t1',
    );
    expect(republished).toMatchObject({ outcome: 'republished' });
    await office.deliver(id);
    const again = office.clock.now();
    office.portal.statedOnPages = { instant: first, precision: 'time' };
    office.clock.pass(10 * MINUTE);
    await office.confirm();

    expect(await office.delivery(id)).toMatchObject({
      publicAt: again,
      confirmation: { result: 'same', detail: expect.stringContaining('早于最后一次审批') },
    });
  });
});

describe('a sample of a channel', () => {
  it('makes so many of its public copies due at once, and tells who asked and why', async () => {
    const office = await open();
    for (let index = 0; index < 9; index += 1)
      await office.published({ ...notice, title: `（虚构）第${index}号通知` });

    const sample = await office.ask('portal', { sample: 4, reason: '年报报送前抽查' }, 'token:op');
    const items = sample.outcome === 'asked' ? sample.items : [];
    const { results } = await office.confirm();

    expect(new Set(items).size).toBe(4);
    expect(results).toEqual({ same: 4 });
    expect((await office.delivery(items[0] ?? ''))?.history).toContainEqual({
      at: office.clock.now(),
      by: 'token:op',
      what: 'confirmation-asked',
      why: '年报报送前抽查',
    });
  });

  it('takes all there are where there are fewer, and nothing that is not public', async () => {
    const office = await open();
    const id = await office.published();
    const taken = await office.published({ ...notice, title: '（虚构）已撤下的通知' });
    await office.withdraw(taken);
    await office.deliver(taken);
    await office.accept({ ...notice, title: '（虚构）未发布的通知' });

    expect(await office.ask('portal', { sample: 20, reason: null }, 'token:op')).toEqual({
      outcome: 'asked',
      items: [id],
    });
  });

  it('does not know a channel that is not configured', async () => {
    const office = await open();

    expect(await office.ask('nowhere', { sample: 20, reason: null }, 'token:op')).toEqual({
      outcome: 'not-found',
    });
  });
});
