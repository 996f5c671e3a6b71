import { describe, expect, it } from 'vitest';
import type { WithdrawalCause } from '../../../lib/domain/ledger-rows.ts';
import { SEALED } from '../../../lib/domain/sealing.ts';
import { NoAnswer } from '../../../lib/ports/channel.ts';
import { ERASURE_SETTLES } from '../../../lib/usecases/erase-sealed.ts';
import { createRedrive } from '../../../lib/usecases/redrive.ts';
import { attachmentKey, sealedFileKey } from '../../../lib/usecases/store-attachment.ts';
import type { WithdrawItemOrder } from '../../../lib/usecases/withdraw-item.ts';
import { openOffice } from '../../examples/office.ts';
import { deputyLeader } from '../../examples/office-notice.ts';
import {
  codesOf,
  comeToRest,
  NEXT_DAY,
  openPublished,
  pagesOf,
  plainNotice,
} from '../../examples/revisions.ts';

const BY = 'token:t2';
const NOTHING_SHOWN = { portal: [], municipal: [], provincial: [] };
const approval = { ...deputyLeader, approvedAt: '2026-11-04T09:00:00+08:00' };

const order = (more: Partial<WithdrawItemOrder> = {}): WithdrawItemOrder => ({
  cause: 'other',
  reason: '内容有误',
  notice: null,
  approvals: [approval],
  ifGeneration: null,
  ...more,
});

const deliveriesOf = async ({ engine }: Awaited<ReturnType<typeof openOffice>>, id: string) =>
  (await engine.ledger.read(id))?.deliveries ?? [];

const attached = (sha256: string) => ({
  name: `${sha256[0]}.docx`,
  sha256,
  mediaType: 'application/msword',
  size: 3,
});

describe('a withdrawal', () => {
  it('takes the item down on every channel that has a copy, and tells who ordered it and why', async () => {
    const { office, id } = await openPublished();

    const answer = await office.withdraw(id, order({ notice: '本页已撤下。' }), BY);
    expect(answer).toMatchObject({
      outcome: 'withdrawn',
      view: {
        state: 'withdrawn',
        generation: 2,
        owed: ['portal', 'municipal'],
        withdrawal: { cause: 'other', reason: '内容有误', notice: '本页已撤下。', by: BY, approved: true },
        seal: null,
      },
    });
    await comeToRest(office);

    expect(pagesOf(office)).toEqual(NOTHING_SHOWN);
    const snapshot = await office.engine.ledger.read(id);
    expect(snapshot?.item).toMatchObject({ owed: [], dueAt: null });
    expect(snapshot?.item.history.at(-1)).toMatchObject({
      what: 'withdrawn',
      why: '其他：内容有误',
      by: BY,
      at: NEXT_DAY,
    });
    expect(snapshot?.deliveries.map(({ state, withdrawal }) => [state, withdrawal])).toEqual([
      ['withdrawn', 'withdrawn'],
      ['withdrawn', 'withdrawn'],
    ]);
  });

  it('of an item that no channel has yet leaves nothing to go out', async () => {
    const office = await openOffice();
    const accepted = await office.accept(plainNotice, BY);
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');

    await office.withdraw(accepted.view.id, order({ approvals: [deputyLeader] }), BY);
    await comeToRest(office);

    expect(office.platforms.portal.calls).toEqual([]);
    expect((await office.engine.ledger.read(accepted.view.id))?.item.owed).toEqual([]);
  });

  it.each([
    ['answered', []],
    ['whose answer is lost', ['lost-after']],
    ['that never arrived', ['lost-before']],
  ] as const)('during a publication %s takes the copy down', async (_name, mishaps) => {
    const office = await openOffice();
    const accepted = await office.accept({ ...plainNotice, channels: ['portal'] }, BY);
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    const { id } = accepted.view;
    office.platforms.portal.mishaps = [...mishaps];
    office.platforms.portal.meanwhile = async () => {
      office.platforms.portal.meanwhile = async () => undefined;
      await office.withdraw(id, order({ approvals: [deputyLeader] }), BY);
    };

    await comeToRest(office);

    expect(office.platforms.portal.calls[0]).toBe('publish');
    expect(office.platforms.portal.calls.at(-1)).toBe('withdraw');
    expect(office.platforms.portal.copiesOf(id)).toBe(0);
    expect((await deliveriesOf(office, id)).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('whose answers are lost is asked for again until the copy is known to be down', async () => {
    const { office, id } = await openPublished();
    office.platforms.portal.mishaps = ['lost-before', 'lost-before'];

    await office.withdraw(id, order(), BY);
    await comeToRest(office);

    expect(pagesOf(office)).toEqual(NOTHING_SHOWN);
    expect((await deliveriesOf(office, id)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  it('whose answer is lost lets the item be put up anew, where replacing it would meet nothing', async () => {
    const { office, id } = await openPublished({ channels: ['portal'] });
    const { portal } = office.platforms;
    portal.withdraw = async (copy) => {
      portal.copies.delete(copy.itemId);
      throw new NoAnswer('timed out');
    };
    await office.withdraw(id, order(), BY);
    await office.deliver({ itemId: id, channel: 'portal' });
    office.clock.set(NEXT_DAY + 86_400_000);
    const approvals = [{ ...deputyLeader, approvedAt: '2026-11-05T09:00:00+08:00' }];
    const review = { ...plainNotice.review, reviewedAt: '2026-11-05' };
    const again = { changes: { review, approvals }, channels: null, acknowledge: [], reason: '核实' };
    await office.republish(id, again, BY);
    await comeToRest(office);

    expect(portal.calls.filter((call) => call !== 'find')).toEqual(['publish', 'publish']);
    expect(portal.copiesOf(id)).toBe(1);
    expect(await deliveriesOf(office, id)).toMatchObject([{ state: 'published', withdrawal: null }]);
  });

  it('does not wait for its approval, which somebody is reminded of and which may follow', async () => {
    const { office, id } = await openPublished();

    const first = await office.withdraw(id, order({ cause: 'expired', approvals: [] }), BY);
    expect(first).toMatchObject({ view: { withdrawal: { approved: false } } });
    expect((await office.engine.ledger.waiting({ limit: 5 })).rows).toEqual([
      { itemId: id, channel: null, reason: 'approval-missing', since: NEXT_DAY },
    ]);

    const second = await office.withdraw(id, order({ cause: 'expired', reason: '补办审批' }), 'token:t3');
    expect(second).toMatchObject({
      view: {
        generation: 3,
        withdrawal: { approved: true, approvals: [approval], reason: '内容有误', by: BY },
      },
    });
    expect((await office.engine.ledger.waiting({ limit: 5 })).rows).toEqual([]);
    await comeToRest(office);
    const history = (await office.engine.ledger.read(id))?.item.history ?? [];
    expect(history.at(-1)).toMatchObject({
      what: 'withdrawal-approved',
      by: 'token:t3',
      why: '过期：补办审批',
    });

    const third = await office.withdraw(id, order({ cause: 'expired' }), BY);
    expect(third).toMatchObject({ outcome: 'withdrawn', view: { generation: 3 } });
  });

  it('of something important is not approved by a deputy', async () => {
    const leader = { ...deputyLeader, role: 'leader' as const };
    const { office, id } = await openPublished({ importance: 'important', approvals: [leader] });

    expect(await office.withdraw(id, order(), BY)).toMatchObject({
      view: { withdrawal: { approved: false } },
    });
  });

  it.each<[WithdrawalCause, WithdrawalCause, string]>([
    ['other', 'expired', 'withdrawn-for-another-cause'],
    ['leak', 'other', 'withdrawn-for-another-cause'],
    ['other', 'leak', 'withdrawn'],
    ['other', 'error', 'withdrawn'],
    ['error', 'other', 'withdrawn'],
    ['error', 'leak', 'withdrawn'],
    ['leak', 'error', 'withdrawn'],
  ])('for %s can be said to be for %s: %s', async (first, second, answered) => {
    const { office, id } = await openPublished();
    await office.withdraw(id, order({ cause: first }), BY);
    await comeToRest(office, 20);

    const answer = await office.withdraw(id, order({ cause: second }), BY);

    expect(answer.outcome === 'conflict' ? answer.violation.code : answer.outcome).toBe(answered);
  });

  it('that turns out to have been an error, or not, is counted so, and no channel is asked again', async () => {
    const { office, id } = await openPublished();
    const marks = async () => (await deliveriesOf(office, id)).map(({ withdrawal }) => withdrawal);
    await office.withdraw(id, order(), BY);
    await comeToRest(office);
    expect(await marks()).toEqual(['withdrawn', 'withdrawn']);
    const calls = office.platforms.portal.calls.length;

    await office.withdraw(id, order({ cause: 'error', reason: '测试稿' }), BY);
    await comeToRest(office);
    expect(await marks()).toEqual(['error', 'error']);
    await office.withdraw(id, order({ cause: 'other', reason: '并非测试稿' }), BY);
    await comeToRest(office);

    expect(await marks()).toEqual(['withdrawn', 'withdrawn']);
    expect(office.platforms.portal.calls).toHaveLength(calls);
  });

  it.each([
    ['a channel that tells no time of its own', () => null],
    ['a channel that tells when it first showed it', (first: number) => first],
  ])(
    'in error takes its time of publication along, at %s: what goes out afterwards has its own',
    async (_name, told) => {
      const { office, id } = await openPublished({ channels: ['portal'] });
      const [first] = await deliveriesOf(office, id);
      office.platforms.portal.statedPublicAt = told(first?.publicAt ?? 0);
      await office.withdraw(id, order({ cause: 'error' }), BY);
      await comeToRest(office);
      office.clock.set(NEXT_DAY + 86_400_000);

      await office.republish(
        id,
        {
          changes: {
            review: { ...plainNotice.review, reviewedAt: '2026-11-05' },
            approvals: [{ ...deputyLeader, approvedAt: '2026-11-05T09:00:00+08:00' }],
          },
          channels: null,
          acknowledge: [],
          reason: '重新审批',
        },
        BY,
      );
      await comeToRest(office);

      const [delivery] = await deliveriesOf(office, id);
      expect(delivery).toMatchObject({ state: 'published', withdrawal: null });
      expect(delivery?.publicAt).toBeGreaterThanOrEqual(NEXT_DAY + 86_400_000);
    },
  );

  it('answers 409 where the caller had read an older generation, and changes nothing', async () => {
    const { office, id } = await openPublished();

    expect(await office.withdraw(id, order({ ifGeneration: 7 }), BY)).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'generation-stale', pointer: '/ifGeneration' },
    });
    expect((await office.engine.ledger.read(id))?.item.state).toBe('live');
    expect(await office.withdraw(id, order({ ifGeneration: 1 }), BY)).toMatchObject({ outcome: 'withdrawn' });
  });

  it('that is sent again as it was after a lost answer is done, though it names the generation of before', async () => {
    const { office, id } = await openPublished();
    await office.withdraw(id, order({ ifGeneration: 1 }), BY);

    expect(await office.withdraw(id, order({ ifGeneration: 1 }), BY)).toMatchObject({
      outcome: 'withdrawn',
      view: { generation: 2 },
    });
  });

  it('tells everything that is wrong with it at once', async () => {
    const { office, id } = await openPublished();
    const wrong = [
      { ...approval, name: ' ', approvedAt: '2027-01-01' },
      { ...approval, approvedAt: '明天', evidence: ['d'.repeat(64)] },
    ];

    expect(
      codesOf(await office.withdraw(id, order({ reason: ' ', approvals: wrong }), BY)).toSorted(),
    ).toEqual([
      'attachment-not-uploaded /approvals/1/evidence/0',
      'blank /approvals/0/name',
      'date-in-future /approvals/0/approvedAt',
      'date-invalid /approvals/1/approvedAt',
      'reason-needed /reason',
    ]);
    expect(await office.withdraw('0'.repeat(64), order(), BY)).toEqual({ outcome: 'not-found' });
  });
});

describe('a leak', () => {
  const leak = order({ cause: 'leak', reason: '误公开内部资料', approvals: [] });

  it('is sealed at once, before anybody has approved and before any channel has answered', async () => {
    const { office, id } = await openPublished();

    const answer = await office.withdraw(id, leak, BY);

    expect(answer).toMatchObject({
      view: {
        seal: { reason: '误公开内部资料', by: BY, erasedAt: null },
        withdrawal: { approved: false },
        similar: [],
      },
    });
    const snapshot = await office.engine.ledger.read(id);
    expect(snapshot?.item).toMatchObject({ title: SEALED, documentNumber: null });
    expect(snapshot?.edition).toMatchObject({ html: '', text: '', contentHash: id, by: 'token:t1' });
    expect(snapshot?.edition.content).toMatchObject({
      title: SEALED,
      body: { content: '' },
      approvals: plainNotice.approvals,
    });
    await comeToRest(office);
    expect(pagesOf(office)).toEqual(NOTHING_SHOWN);
  });

  it('is erased again once nobody can be writing any more, and then it is told to be complete', async () => {
    const { office, id } = await openPublished();
    await office.withdraw(id, leak, BY);
    await comeToRest(office);

    const item = (await office.engine.ledger.read(id))?.item;
    expect(item?.seal?.erasedAt).toBeGreaterThanOrEqual(NEXT_DAY + ERASURE_SETTLES);
    expect(item).toMatchObject({ owed: [], dueAt: null });
    expect(item?.history.map(({ what }) => what)).toEqual(['accepted', 'withdrawn', 'sealed', 'erased']);
  });

  it('is carried on by the tick where the process died right after its commit', async () => {
    const { office, id } = await openPublished();
    const outlines = office.engine.ledger.outlines.bind(office.engine.ledger);
    office.engine.ledger.outlines = () => Promise.reject(new Error('the process died'));
    await expect(office.withdraw(id, leak, BY)).rejects.toThrow('the process died');
    expect((await office.engine.ledger.read(id))?.edition.html).not.toBe('');
    office.engine.ledger.outlines = outlines;

    await comeToRest(office);

    expect((await office.engine.ledger.read(id))?.edition.html).toBe('');
    expect(pagesOf(office)).toEqual(NOTHING_SHOWN);
  });

  it('takes along what reading a copy back had found to differ', async () => {
    const { office, id } = await openPublished({ channels: ['portal'] });
    const [row] = await deliveriesOf(office, id);
    if (row === undefined) throw new Error('no delivery');
    const at = office.clock.now();
    const confirmation = {
      result: 'altered',
      at,
      since: at,
      same: 0,
      times: 1,
      detail: '周六照常办公',
    } as const;
    const altered = { ...row, version: row.version + 1, confirmation };
    await office.engine.ledger.amend(altered, row.version, { generation: 1, owed: { is: 'none' } });

    await office.withdraw(id, leak, BY);

    expect(JSON.stringify(await deliveriesOf(office, id))).not.toContain('周六');
    await comeToRest(office);
    expect(JSON.stringify(await deliveriesOf(office, id))).not.toContain('周六');
  });

  it('keeps nothing that a channel repeated of it', async () => {
    const office = await openOffice();
    const accepted = await office.accept({ ...plainNotice, channels: ['portal'] }, BY);
    if (accepted.outcome !== 'accepted') throw new Error('not accepted');
    const { id } = accepted.view;
    office.platforms.portal.publish = async ({ title, documentNumber }) => ({
      outcome: 'refused',
      reason: `“${title}”（${documentNumber}）：标题重复`,
    });
    const { title, documentNumber } = plainNotice;
    const said = `“${title}”（${documentNumber}）：标题重复`;

    const report = await office.deliver({ itemId: id, channel: 'portal' });

    expect(await deliveriesOf(office, id)).toMatchObject([{ state: 'parked', reason: said }]);
    // The log and the history, where nothing can be taken out.
    expect(report.reason).toBe('“（标题）”（（发文字号））：标题重复');
    const [row] = await deliveriesOf(office, id);
    expect(row?.history.at(-1)).toMatchObject({ why: report.reason });

    await office.withdraw(id, leak, BY);

    expect(JSON.stringify(await office.engine.ledger.read(id))).not.toContain(title);
    await comeToRest(office);
    const left = JSON.stringify(await office.engine.ledger.read(id));
    expect(left).not.toContain(title);
    expect(left).not.toContain(documentNumber);
  });

  it('tells why a channel does not take it down, and forgets that with the copy', async () => {
    const { office, id } = await openPublished({ channels: ['portal'] });
    const { portal } = office.platforms;
    const said = `“${plainNotice.title}”：无权删除`;
    const withdraw = portal.withdraw.bind(portal);
    portal.withdraw = async () => ({ outcome: 'refused', reason: said });

    await office.withdraw(id, leak, BY);
    await comeToRest(office);

    const [parked] = await deliveriesOf(office, id);
    expect(parked).toMatchObject({ state: 'parked', reason: said });
    expect(JSON.stringify(parked?.history)).not.toContain(plainNotice.title);
    portal.withdraw = withdraw;
    const redrive = createRedrive({
      ...office.accepting,
      register: office.engine.channels,
    });
    await redrive(id, 'portal', { reason: '已取得权限', outcome: null }, BY);
    await comeToRest(office);
    expect(await deliveriesOf(office, id)).toMatchObject([{ state: 'withdrawn', reason: null }]);
    expect(JSON.stringify(await deliveriesOf(office, id))).not.toContain(plainNotice.title);
  });

  it('that is found after the withdrawal is told to the channels that had only hidden it', async () => {
    const { office, id } = await openPublished({ channels: ['portal'] });
    await office.withdraw(id, order(), BY);
    await comeToRest(office);
    const { portal } = office.platforms;
    const sealed: boolean[] = [];
    const withdraw = portal.withdraw.bind(portal);
    portal.withdraw = async (copy) => {
      sealed.push(copy.sealed);
      return withdraw(copy);
    };

    await office.withdraw(id, leak, BY);
    await comeToRest(office);

    expect(sealed).toEqual([true]);
    expect((await deliveriesOf(office, id)).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('erases files, but not those that another item shows, and says so', async () => {
    const office = await openOffice();
    const { objectStore } = office.engine;
    const [own, common, form] = ['a', 'b', 'c'].map((digit) => digit.repeat(64)) as [string, string, string];
    for (const sha256 of [own, common, form])
      await objectStore.put(attachmentKey(sha256), Buffer.from('abc'));
    const approvals = [{ ...deputyLeader, evidence: [form] }];
    const leaked = await office.accept(
      { ...plainNotice, approvals, attachments: [attached(own), attached(common)] },
      BY,
    );
    const other = await office.accept(
      { ...plainNotice, title: '另一条', attachments: [attached(common)] },
      BY,
    );
    if (leaked.outcome !== 'accepted' || other.outcome !== 'accepted') throw new Error('not accepted');

    const answer = await office.withdraw(leaked.view.id, leak, BY);

    expect(answer).toMatchObject({ outcome: 'withdrawn', keptFiles: [common] });
    const left = await Promise.all(
      [own, common, form].map((sha256) => objectStore.head(attachmentKey(sha256))),
    );
    expect(left.map((found) => found !== undefined)).toEqual([false, true, false]);
    expect(await objectStore.head(sealedFileKey(own))).toBeDefined();
    expect(
      codesOf(await office.accept({ ...plainNotice, title: '第三条', attachments: [attached(own)] }, BY)),
    ).toEqual(['file-sealed /attachments/0/sha256']);
  });

  it('is never published again, nor posted', async () => {
    const { office, id } = await openPublished();
    await office.withdraw(id, leak, BY);

    expect(await office.accept(plainNotice, BY)).toMatchObject({
      outcome: 'conflict',
      itemId: id,
      violation: { code: 'sealed' },
    });
    expect(
      await office.correct(
        id,
        { changes: {}, channels: ['portal'], acknowledge: [], reason: '改', ifGeneration: null },
        BY,
      ),
    ).toMatchObject({ outcome: 'conflict', violation: { code: 'sealed' } });
  });
});
