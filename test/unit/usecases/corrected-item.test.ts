import { describe, expect, it } from 'vitest';
import { createCorrectItem } from '../../../lib/usecases/correct-item.ts';
import { createReadItem } from '../../../lib/usecases/read-item.ts';
import { createReadRelations } from '../../../lib/usecases/relations/read-relations.ts';
import { CutOff, dyingAfter, gatedPorts } from '../../examples/cut-off.ts';
import { openOffice } from '../../examples/office.ts';
import {
  bodyOf,
  codesOf,
  comeToRest,
  correction,
  NEXT_DAY,
  newWords,
  openPublished,
  pagesOf,
  plainNotice,
  renewed,
} from '../../examples/revisions.ts';

const BY = 'token:t2';

describe('a plan change', () => {
  it('takes the copy down where the item is planned no more, and puts one up where it is new', async () => {
    const { office, id } = await openPublished();
    const answer = await office.correct(
      id,
      correction({}, { channels: ['portal', 'provincial'], reason: '该平台停用' }),
      BY,
    );
    expect(answer).toMatchObject({
      outcome: 'replanned',
      view: { edition: 1, generation: 2, channels: ['portal', 'provincial'] },
    });
    await comeToRest(office);
    const { portal, municipal, provincial } = office.platforms;
    expect([portal.calls, municipal.calls, provincial.calls]).toEqual([
      ['publish'],
      ['publish', 'withdraw'],
      ['publish'],
    ]);
    const snapshot = await office.engine.ledger.read(id);
    expect(snapshot?.item).toMatchObject({ owed: [], dueAt: null });
    expect(snapshot?.item.history.at(-1)?.why).toBe('该平台停用；增加渠道：provincial；取消渠道：municipal');
    expect(snapshot?.deliveries.map(({ channel, state }) => [channel, state])).toEqual([
      ['municipal', 'withdrawn'],
      ['portal', 'published'],
      ['provincial', 'published'],
    ]);
  });

  it('puts the channel back with one copy, the columns of before, and its first public time', async () => {
    const { office, id } = await openPublished({ columns: { municipal: '通知公告' } });
    const first = (await office.engine.ledger.read(id))?.deliveries[0]?.publicAt;
    await office.correct(id, correction({}, { channels: ['portal'] }), BY);
    await comeToRest(office);
    await office.correct(id, correction({}, { channels: ['portal', 'municipal'] }), BY);
    await comeToRest(office);
    const snapshot = await office.engine.ledger.read(id);
    expect(office.platforms.municipal.copiesOf(id)).toBe(1);
    expect(snapshot?.edition.content.columns).toEqual({ municipal: '通知公告' });
    expect(snapshot?.deliveries[0]).toMatchObject({
      channel: 'municipal',
      state: 'published',
      withdrawal: null,
      publicAt: first,
    });
  });

  it('drops a channel that was never sent to without a call', async () => {
    const office = await openOffice();
    const accepted = await office.accept(plainNotice, 'token:t1');
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    await office.correct(accepted.view.id, correction({}, { channels: ['portal'] }), BY);
    await comeToRest(office);
    expect(office.platforms.municipal.calls).toEqual([]);
    expect((await office.engine.ledger.read(accepted.view.id))?.item.owed).toEqual([]);
  });

  it('takes down even what went up between its reading the item and its being committed', async () => {
    const office = await openOffice();
    const accepted = await office.accept(plainNotice, 'token:t1');
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    const { id } = accepted.view;
    const { ledger } = office.engine;
    const slow = createCorrectItem({
      ...office.accepting,
      ledger: {
        ...ledger,
        change: async (...change) => {
          await office.deliver({ itemId: id, channel: 'municipal' });
          return ledger.change(...change);
        },
      },
    });
    await slow(id, correction({}, { channels: ['portal'] }), BY);
    await comeToRest(office);
    expect(office.platforms.municipal.calls).toEqual(['publish', 'withdraw']);
    expect(office.platforms.municipal.copiesOf(id)).toBe(0);
  });

  it.each([
    ['no channel', [], 'channels-empty /channels'],
    ['an unknown one', ['portal', 'radio'], 'channel-unknown /channels/1'],
    ['one twice', ['portal', 'portal'], 'channel-duplicate /channels/1'],
  ])('to %s is refused', async (_name, channels, code) => {
    const { office, id } = await openPublished();
    const answer = await office.correct(id, correction({}, { channels }), BY);
    expect(codesOf(answer)).toEqual([code]);
  });

  it('needs a reason', async () => {
    const { office, id } = await openPublished();
    const answer = await office.correct(id, correction({}, { channels: ['portal'], reason: '' }), BY);
    expect(codesOf(answer)).toEqual(['reason-needed /reason']);
  });
});

describe('a correction reaches a channel', () => {
  it('that was being sent to at that moment: the older words are replaced', async () => {
    const office = await openOffice();
    const accepted = await office.accept({ ...plainNotice, channels: ['portal'] }, 'token:t1');
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    const { id } = accepted.view;
    office.platforms.portal.meanwhile = async () => {
      office.platforms.portal.meanwhile = async () => {};
      office.clock.set(NEXT_DAY);
      await office.correct(id, newWords('更正后的正文。'), BY);
    };
    await comeToRest(office);
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace']);
    expect(pagesOf(office).portal).toMatchObject([{ html: expect.stringContaining('更正后的正文') }]);
  });

  it('whose last call got no answer: it is looked up first, and there is one copy', async () => {
    const { office, id } = await openPublished();
    office.platforms.portal.mishaps = ['lost-after'];
    await office.correct(id, newWords('更正后的正文。'), BY);
    await Promise.all(office.nudged.splice(0).map((nudge) => office.deliver(nudge)));
    await office.correct(id, newWords('再次更正的正文。'), BY);
    await comeToRest(office);
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace', 'find', 'replace']);
    expect(office.platforms.portal.copiesOf(id)).toBe(1);
    expect(pagesOf(office).portal).toMatchObject([{ html: expect.stringContaining('再次更正的正文') }]);
  });

  it('where it is parked: a new generation is a new chance', async () => {
    const office = await openOffice();
    office.platforms.portal.mishaps = ['refused'];
    const accepted = await office.accept({ ...plainNotice, channels: ['portal'] }, 'token:t1');
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    await comeToRest(office);
    const { id } = accepted.view;
    expect((await office.engine.ledger.read(id))?.deliveries[0]?.state).toBe('parked');
    office.clock.set(NEXT_DAY);
    await office.correct(id, correction({ topic: '其他' }), BY);
    await comeToRest(office);
    expect((await office.engine.ledger.read(id))?.deliveries[0]).toMatchObject({
      state: 'published',
      attempts: 1,
      edition: 2,
    });
  });
});

describe('publishAt in a correction', () => {
  const later = '2026-11-06T09:00:00+08:00';

  it('holds back only channels that have nothing yet; what is there is brought up to date at once', async () => {
    const { office, id } = await openPublished({ channels: ['portal'] });
    await office.correct(id, newWords('更正后的正文。', { channels: ['portal', 'municipal'] }), BY);
    const embargoed = await office.correct(id, correction({ publishAt: later }), BY);
    expect(embargoed.outcome).toBe('corrected');
    await Promise.all(office.nudged.splice(0).map((nudge) => office.deliver(nudge)));
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace']);
    expect(office.platforms.municipal.calls).toEqual([]);
    await comeToRest(office);
    expect(office.clock.now()).toBe(Date.parse(later));
    expect(office.platforms.municipal.calls).toEqual(['publish']);
  });

  it('lifts an embargo by null', async () => {
    const office = await openOffice();
    const accepted = await office.accept({ ...plainNotice, publishAt: later }, 'token:t1');
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    await office.correct(accepted.view.id, correction({ publishAt: null }), BY);
    await comeToRest(office);
    expect(office.clock.now()).toBeLessThan(Date.parse(later));
    expect(office.platforms.portal.calls).toEqual(['publish']);
  });

  it('long past is asked about only where it is new', async () => {
    const { office, id } = await openPublished({ publishAt: '2026-11-03' });
    office.clock.set(NEXT_DAY + 10 * 86_400_000);
    const kept = await office.correct(id, correction({ topic: '其他' }), BY);
    const given = await office.correct(id, correction({ publishAt: '2026-11-01' }), BY);
    expect(kept.outcome).toBe('corrected');
    expect(codesOf(given)).toEqual(['publish-at-past /publishAt']);
  });
});

describe('an item that was corrected', () => {
  it('is found by each content that it ever had; what differs now is told', async () => {
    const { office, id } = await openPublished();
    const corrected = await office.correct(id, newWords('更正后的正文。'), BY);
    const first = await office.accept(plainNotice, 'token:t1');
    const second = await office.accept(
      { ...plainNotice, ...renewed, body: bodyOf('更正后的正文。') },
      'token:t1',
    );
    expect(corrected.outcome).toBe('corrected');
    expect(first).toMatchObject({ outcome: 'seen-before', view: { id, edition: 2 } });
    expect(first).toMatchObject({ differs: ['/review', '/approvals', '/body/content'] });
    expect(second).toMatchObject({ outcome: 'seen-before', view: { id, edition: 2 }, differs: [] });
  });

  it('is the same item for a caller who sends its first metadata again', async () => {
    const { office, id } = await openPublished();
    await office.correct(id, correction({ documentNumber: '虚政服发〔2026〕4号' }), BY);
    const again = await office.accept(plainNotice, 'token:t1');
    const other = await office.accept({ ...plainNotice, documentNumber: '虚政服发〔2026〕5号' }, 'token:t1');
    expect(again).toMatchObject({ outcome: 'seen-before', view: { id }, differs: ['/documentNumber'] });
    expect(other).toMatchObject({ outcome: 'conflict', violation: { code: 'same-content-other-item' } });
  });

  it('gets the channels of a post of its former content, showing what it says now', async () => {
    const { office, id } = await openPublished();
    await office.correct(id, newWords('更正后的正文。'), BY);
    await office.accept({ ...plainNotice, channels: ['provincial'] }, 'token:t1');
    await comeToRest(office);
    expect(pagesOf(office).provincial).toMatchObject([{ html: expect.stringContaining('更正后的正文') }]);
    expect((await office.engine.ledger.read(id))?.item.plan).toContain('provincial');
  });

  it('to words that it never got, because the correction broke off, says so to whoever posts them', async () => {
    const { office, id } = await openPublished();
    const ports = gatedPorts(office.accepting, async (call) => {
      if (call === 'change') throw new CutOff('before the commit');
    });
    const broken = createCorrectItem({ ...office.accepting, ...ports });
    await expect(broken(id, newWords('更正后的正文。'), BY)).rejects.toThrow(CutOff);

    const post = { ...plainNotice, ...renewed, body: bodyOf('更正后的正文。') };
    const met = await office.accept(post, 'token:t1');
    const elsewhere = await office.accept({ ...post, occurrence: '另一期' }, 'token:t1');
    const again = await office.correct(id, newWords('更正后的正文。'), BY);

    expect(met).toMatchObject({
      outcome: 'conflict',
      itemId: id,
      violation: { code: 'correction-unfinished' },
    });
    expect(elsewhere.outcome).toBe('accepted');
    expect(again).toMatchObject({ outcome: 'corrected', view: { edition: 2 } });
    expect(await office.accept(post, 'token:t1')).toMatchObject({ outcome: 'seen-before', view: { id } });
  });

  it.each(Array.from({ length: 7 }, (_, calls) => calls))(
    'by a process that died after %i port calls is corrected once it is sent again',
    async (calls) => {
      const { office, id } = await openPublished();
      const dying = createCorrectItem({
        ...office.accepting,
        ...gatedPorts(office.accepting, dyingAfter(calls)),
      });
      const order = newWords('更正后的正文。', { channels: ['portal', 'provincial'] });
      const first = await dying(id, order, BY).catch((error: unknown) => error);
      const again = await office.correct(id, order, BY);
      await comeToRest(office);

      expect(first instanceof CutOff || calls === 6).toBe(true);
      expect(['corrected', 'unchanged']).toContain(again.outcome);
      expect((await office.engine.ledger.read(id))?.item).toMatchObject({
        generation: 2,
        edition: 2,
        owed: [],
      });
      const words = [{ html: expect.stringContaining('更正后的正文') }];
      expect(pagesOf(office)).toMatchObject({ portal: words, provincial: words, municipal: [] });
    },
  );

  it('lists its editions, oldest first, and none that was never committed', async () => {
    const { office, id } = await openPublished();
    await Promise.all(['甲的更正。', '乙的更正。'].map((words) => office.correct(id, newWords(words), BY)));
    await office.correct(id, correction({ topic: '其他' }, { reason: '主题有误' }), 'token:t3');
    const readItem = createReadItem({
      ledger: office.engine.ledger,
      definitions: office.configuration.channels,
      clock: office.clock,
      readRelations: createReadRelations({ relations: office.engine.relations }),
    });
    const detail = await readItem(id);
    expect(detail?.editions.map(({ edition, by, reason }) => [edition, by, reason])).toEqual([
      [1, 'token:t1', null],
      [2, BY, '更正错字'],
      [3, 'token:t3', '主题有误'],
    ]);
    expect(detail?.history.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['accepted', 'corrected']),
    );
  });
});
