import { describe, expect, it } from 'vitest';
import { deputyLeader, leader } from '../../examples/office-notice.ts';
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
  withdraw,
} from '../../examples/revisions.ts';

const BY = 'token:t2';

describe('a correction of the words', () => {
  it('is a new edition of the same item, and replaces the copy on every channel', async () => {
    const { office, id } = await openPublished();
    const answer = await office.correct(id, newWords('更正后的正文。'), BY);

    expect(answer).toMatchObject({
      outcome: 'corrected',
      view: { id, edition: 2, generation: 2, owed: ['portal', 'municipal'], state: 'live' },
    });
    await comeToRest(office);
    for (const channel of ['portal', 'municipal'] as const) {
      expect(office.platforms[channel].calls).toEqual(['publish', 'replace']);
      expect(pagesOf(office)[channel]).toMatchObject([{ html: expect.stringContaining('更正后的正文') }]);
    }
    const snapshot = await office.engine.ledger.read(id);
    expect(snapshot?.item).toMatchObject({ owed: [], dueAt: null, edition: 2 });
    expect(snapshot?.item.history.at(-1)).toMatchObject({
      by: BY,
      at: NEXT_DAY,
      what: 'corrected',
      why: '更正错字',
    });
    expect(snapshot?.edition).toMatchObject({ by: BY, reason: '更正错字', recordedAt: NEXT_DAY });
  });

  it('keeps the first public time', async () => {
    const { office, id } = await openPublished();
    const before = (await office.engine.ledger.read(id))?.deliveries.map(({ publicAt }) => publicAt);
    await office.correct(id, newWords('更正后的正文。'), BY);
    await comeToRest(office);
    const after = (await office.engine.ledger.read(id))?.deliveries.map(({ publicAt }) => publicAt);
    expect(after).toEqual(before);
  });

  it('needs review and approval anew, and is held to all rules at once', async () => {
    const { office, id } = await openPublished();
    const answer = await office.correct(
      id,
      correction({ body: bodyOf('更正后的正文。'), issuer: ' ' }, { reason: ' ' }),
      BY,
    );
    expect(codesOf(answer)).toEqual([
      'blank /issuer',
      'reason-needed /reason',
      'review-needed-anew /review',
      'approval-needed-anew /approvals',
    ]);
    expect((await office.engine.ledger.read(id))?.item.generation).toBe(1);
    expect(office.nudged).toEqual([]);
  });

  it('is refused under an approval older than that of the words it replaces', async () => {
    const { office, id } = await openPublished();
    const approvals = [{ ...deputyLeader, approvedAt: '2026-11-03T09:59:00+08:00' }];
    const review = { ...renewed.review, reviewedAt: '2026-11-03' };
    const answer = await office.correct(id, newWords('更正后的正文。'), BY);
    const older = correction({ body: bodyOf('再次更正的正文。'), review, approvals });
    expect(answer.outcome).toBe('corrected');
    expect(codesOf(await office.correct(id, older, BY))).toEqual([
      'approval-outdated /review/reviewedAt',
      'approval-outdated /approvals/0/approvedAt',
    ]);
  });

  it('needs warnings of the new words acknowledged, not those of words that stay', async () => {
    const warned = '联系电话13800138000。';
    const acknowledge = ['mobile-number'];
    const { office, id } = await openPublished({ body: bodyOf(warned), acknowledge });

    const metadata = await office.correct(id, correction({ topic: '其他' }), BY);
    const words = await office.correct(id, newWords(`${warned}更正。`), BY);
    const acknowledged = await office.correct(id, newWords(`${warned}更正。`, { acknowledge }), BY);

    expect(metadata.outcome).toBe('corrected');
    expect(codesOf(words)).toEqual(['mobile-number /body/content']);
    expect(acknowledged.outcome).toBe('corrected');
  });

  it('may bring the item back to what it said first', async () => {
    const { office, id } = await openPublished();
    await office.correct(id, newWords('更正后的正文。'), BY);
    const back = await office.correct(id, correction({ body: plainNotice.body, ...renewed }), BY);
    expect(back).toMatchObject({ outcome: 'corrected', view: { edition: 3, contentHash: id } });
    await comeToRest(office);
    expect(pagesOf(office).portal).toMatchObject([{ html: expect.stringContaining('照常办公') }]);
  });
});

describe('a correction of layout or metadata', () => {
  it.each([
    [
      'layout',
      {
        body: {
          format: 'html',
          content: '<p>各窗口：</p><p>自下周起，大厅周六上午<strong>照常</strong>办公。</p>',
        },
      },
    ],
    ['metadata', { topic: '其他', area: '社会救助' }],
    ['a document number', { documentNumber: '虚政服发〔2026〕4号' }],
  ] as const)('of %s is a new edition without new approval', async (_name, changes) => {
    const { office, id } = await openPublished();
    const answer = await office.correct(id, correction(changes), BY);
    expect(answer).toMatchObject({ outcome: 'corrected', view: { edition: 2, contentHash: id } });
    await comeToRest(office);
    const rows = (await office.engine.ledger.read(id))?.deliveries;
    expect(rows).toMatchObject([
      { edition: 2, state: 'published' },
      { edition: 2, state: 'published' },
    ]);
  });

  it('moves the day of disclosure with the day of formation, for the count too', async () => {
    const { office, id } = await openPublished();
    const before = (await office.engine.ledger.read(id))?.item.dueOn;
    await office.correct(id, correction({ formedOn: '2026-10-09', kind: 'brief' }), BY);
    await comeToRest(office);
    const snapshot = await office.engine.ledger.read(id);
    expect(before).toBe('2026-11-30');
    expect(snapshot?.item.dueOn).toBe('2026-11-05');
    expect(snapshot?.deliveries.map(({ facts: { dueOn, kind } }) => [dueOn, kind])).toEqual([
      ['2026-11-05', 'brief'],
      ['2026-11-05', 'brief'],
    ]);
  });

  it('needs the leader once the item is important', async () => {
    const { office, id } = await openPublished();
    const answer = await office.correct(id, correction({ importance: 'important' }), BY);
    const approved = await office.correct(
      id,
      correction({ importance: 'important', approvals: [leader] }),
      BY,
    );
    expect(codesOf(answer)).toEqual(['approval-insufficient /approvals']);
    expect(approved.outcome).toBe('corrected');
  });
});

describe('a correction that changes nothing', () => {
  it.each([
    ['says what the item says', correction({ title: plainNotice.title, columns: {} })],
    ['names the same channels in another order', correction({}, { channels: ['municipal', 'portal'] })],
    ['says nothing', correction({})],
  ])('because it %s is answered with the item, and nothing is written', async (_name, order) => {
    const { office, id } = await openPublished();
    const before = await office.engine.ledger.read(id);
    const answer = await office.correct(id, { ...order, reason: '' }, BY);
    expect(answer).toMatchObject({ outcome: 'unchanged', view: { id, generation: 1, edition: 1 } });
    expect(await office.engine.ledger.read(id)).toEqual(before);
    expect(office.nudged).toEqual([]);
  });

  it('because it was committed before its answer got lost is answered with the item', async () => {
    const { office, id } = await openPublished();
    await office.correct(id, newWords('更正后的正文。'), BY);
    const again = await office.correct(id, newWords('更正后的正文。'), BY);
    expect(again).toMatchObject({ outcome: 'unchanged', view: { generation: 2, edition: 2 } });
  });

  it('that is sent again as it was after a lost answer is done, though it names the generation of before', async () => {
    const { office, id } = await openPublished();
    const order = newWords('更正后的正文。', { ifGeneration: 1 });
    await office.correct(id, order, BY);

    expect(await office.correct(id, order, BY)).toMatchObject({
      outcome: 'unchanged',
      view: { generation: 2, edition: 2 },
    });
  });
});

describe('a correction is refused', () => {
  it('at another generation than the one that the caller read', async () => {
    const { office, id } = await openPublished();
    await office.correct(id, correction({ topic: '其他' }), BY);
    const stale = await office.correct(id, newWords('更正后的正文。', { ifGeneration: 1 }), BY);
    const current = await office.correct(id, newWords('更正后的正文。', { ifGeneration: 2 }), BY);
    expect(stale).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'generation-stale', pointer: '/ifGeneration' },
    });
    expect(current.outcome).toBe('corrected');
  });

  it('for one of two at once, whose words reach no channel', async () => {
    const { office, id } = await openPublished();
    const answers = await Promise.all(
      ['甲的更正。', '乙的更正。'].map((words) => office.correct(id, newWords(words), BY)),
    );
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'corrected']);
    expect(answers).toContainEqual(
      expect.objectContaining({ violation: expect.objectContaining({ code: 'generation-stale' }) }),
    );
    await comeToRest(office);
    const won = answers[0]?.outcome === 'corrected' ? '甲的更正' : '乙的更正';
    expect(pagesOf(office).portal).toMatchObject([{ html: expect.stringContaining(won) }]);
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace']);
  });

  it('for one of two at once that say the same words for other channels', async () => {
    const { office, id } = await openPublished();
    const answers = await Promise.all(
      [['portal'], ['portal', 'municipal', 'provincial']].map((channels) =>
        office.correct(id, newWords('更正后的正文。', { channels }), BY),
      ),
    );
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'corrected']);
  });

  it('for neither of two at once that ask for the same, which is done once', async () => {
    const { office, id } = await openPublished();
    const order = newWords('更正后的正文。', { channels: ['portal'] });
    const answers = await Promise.all([office.correct(id, order, BY), office.correct(id, order, BY)]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['corrected', 'corrected']);
    expect((await office.engine.ledger.read(id))?.item).toMatchObject({ generation: 2, plan: ['portal'] });
  });

  it('when its content is that of another item, which is named', async () => {
    const { office, id } = await openPublished();
    const other = await office.accept({ ...plainNotice, body: bodyOf('另一条信息。') }, 'token:t1');
    if (other.outcome !== 'accepted') throw new Error('not accepted');
    const answer = await office.correct(id, newWords('另一条信息。'), BY);
    expect(answer).toMatchObject({
      outcome: 'conflict',
      itemId: other.view.id,
      violation: { code: 'same-content-other-item' },
    });
    expect((await office.engine.ledger.read(id))?.item.generation).toBe(1);
  });

  it('for a withdrawn item, which is to be published again instead', async () => {
    const { office, id } = await openPublished();
    await withdraw(office, id);
    const answer = await office.correct(id, newWords('更正后的正文。'), BY);
    expect(answer).toMatchObject({ outcome: 'conflict', violation: { code: 'withdrawn' } });
  });

  it('for an unknown item', async () => {
    const { office } = await openPublished();
    expect(await office.correct('f'.repeat(64), correction({ topic: '其他' }), BY)).toEqual({
      outcome: 'not-found',
    });
  });
});
