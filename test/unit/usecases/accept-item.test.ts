import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../lib/domain/item.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const notice: Submission = { ...officeNotice, attachments: [], relations: [] };

const accept = (office: TestOffice, overrides: Partial<Submission> = {}) =>
  office.accept({ ...notice, ...overrides }, 'token:t1');

const acceptedView = async (office: TestOffice, overrides: Partial<Submission> = {}) => {
  const answer = await accept(office, overrides);
  if (answer.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  return answer.view;
};

const codes = (answer: Awaited<ReturnType<typeof accept>>) =>
  answer.outcome === 'invalid'
    ? answer.violations.map(({ code, pointer }) => `${code} ${pointer}`)
    : [answer.outcome];

describe('accepting an item', () => {
  it('commits it, owes it to each planned channel and nudges them', async () => {
    const office = await openOffice();
    const view = await acceptedView(office);
    expect(view).toMatchObject({
      generation: 1,
      edition: 1,
      state: 'live',
      channels: ['portal', 'municipal'],
      owed: ['portal', 'municipal'],
      dueOn: '2026-11-30',
      late: false,
    });
    expect(view.deliveries.map(({ channel, state }) => [channel, state])).toEqual([
      ['portal', 'none'],
      ['municipal', 'none'],
    ]);
    expect(office.nudged).toEqual([
      { itemId: view.id, channel: 'portal' },
      { itemId: view.id, channel: 'municipal' },
    ]);
    const snapshot = await office.engine.ledger.read(view.id);
    expect(snapshot?.item.history).toMatchObject([{ by: 'token:t1', what: 'accepted' }]);
    expect(snapshot?.edition.html).toContain('大厅周六上午照常办公');
  });

  it.each([
    { layout: 'fonts and indentation', word: '<span style="font-size:20pt">照常</span>', differs: [] },
    { layout: 'emphasis', word: '<strong>照常</strong>', differs: ['/body/content'] },
  ])('takes the same words with other $layout for the same item', async ({ word, differs }) => {
    const office = await openOffice();
    const { id } = await acceptedView(office);
    const content = `<p>各窗口：</p><p>&nbsp;&nbsp;自下周起，大厅周六上午${word}办公。</p>`;
    const again = await accept(office, { body: { format: 'html', content } });
    expect(again).toMatchObject({ outcome: 'seen-before', view: { id }, differs });
  });

  it('adds channels that a re-post plans, and nudges these alone', async () => {
    const office = await openOffice();
    const { id } = await acceptedView(office, { channels: ['portal'] });
    office.nudged.length = 0;
    const again = await accept(office, { channels: ['provincial', 'portal'], columns: {} });
    expect(again).toMatchObject({
      outcome: 'seen-before',
      view: { generation: 2, channels: ['portal', 'provincial'], owed: ['portal', 'provincial'] },
    });
    expect(office.nudged).toEqual([{ itemId: id, channel: 'provincial' }]);
  });

  it('looks at an added channel soon, whatever time to publish at the re-post states', async () => {
    const office = await openOffice();
    const { id } = await acceptedView(office, { channels: ['portal'] });
    await office.deliver({ itemId: id, channel: 'portal' });
    const again = await accept(office, { channels: ['provincial'], columns: {}, publishAt: '2027-01-01' });
    expect(again).toMatchObject({ outcome: 'seen-before', differs: expect.arrayContaining(['/publishAt']) });
    const item = (await office.engine.ledger.read(id))?.item;
    expect(item?.owed).toEqual(['provincial']);
    expect(item?.dueAt).toBeLessThanOrEqual(office.clock.now() + 60_000);
  });

  it('names where a re-post differs without being another item, and takes nothing of it over', async () => {
    const office = await openOffice();
    const { id } = await acceptedView(office);
    const again = await accept(office, {
      topic: '其他',
      kind: 'response',
      title: '关于调整大厅办公时间的通知 ',
    });
    expect(again).toMatchObject({ outcome: 'seen-before', differs: ['/topic', '/kind', '/title'] });
    expect((await office.engine.ledger.read(id))?.edition.content.topic).toBe(notice.topic);
  });

  it.each([
    { name: 'issuer', overrides: { issuer: '虚构市财政局' } },
    { name: 'formedOn', overrides: { formedOn: '2026-11-01' } },
    { name: 'documentNumber', overrides: { documentNumber: null } },
  ])(
    'holds the same content with another $name for a conflict, unless an occurrence tells them apart',
    async ({ name, overrides }) => {
      const office = await openOffice();
      const { id } = await acceptedView(office);
      expect(await accept(office, overrides)).toMatchObject({
        outcome: 'conflict',
        itemId: id,
        pointers: [`/${name}`],
      });
      const other = await accept(office, { ...overrides, occurrence: '2026-11' });
      expect(other).toMatchObject({ outcome: 'accepted' });
      expect(other.outcome === 'accepted' && other.view.similar.map((similar) => similar.id)).toEqual([id]);
    },
  );

  it('is exactly once for any number of posts of the same content at the same time', async () => {
    const office = await openOffice();
    const answers = await Promise.all(Array.from({ length: 32 }, () => accept(office)));
    const outcomes = answers.map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'seen-before')).toHaveLength(31);
    expect((await office.engine.ledger.list({ limit: 10 })).rows).toHaveLength(1);
  });

  it('does not confuse posts that add different channels at the same time', async () => {
    const office = await openOffice();
    const { id } = await acceptedView(office, { channels: ['portal'] });
    await Promise.all([
      accept(office, { channels: ['municipal'], columns: {} }),
      accept(office, { channels: ['provincial'], columns: {} }),
    ]);
    const item = (await office.engine.ledger.read(id))?.item;
    expect(item?.generation).toBe(3);
    expect(item?.plan.toSorted()).toEqual(['municipal', 'portal', 'provincial']);
    expect(item?.owed.toSorted()).toEqual(['municipal', 'portal', 'provincial']);
  });

  it('refuses all broken rules at once and stores nothing', async () => {
    const office = await openOffice();
    const answer = await accept(office, {
      title: '\u200b ',
      body: { format: 'html', content: '<script>x</script><!-- 无 -->' },
      channels: ['portal', 'gazette'],
      columns: {},
      approvals: [],
    });
    expect(codes(answer)).toEqual([
      'approval-missing /approvals',
      'channel-unknown /channels/1',
      'content-empty /title',
      'content-empty /body/content',
    ]);
    expect((await office.engine.ledger.list({ limit: 10 })).rows).toEqual([]);
  });

  it('wants warnings acknowledged, but not again for content that it knows', async () => {
    const office = await openOffice();
    const body = { format: 'text', content: '请联系甲某（13800138000）。' } as const;
    expect(codes(await accept(office, { body }))).toEqual(['mobile-number /body/content']);
    const view = await acceptedView(office, { body, acknowledge: ['mobile-number'] });
    expect(view.warnings).toMatchObject([{ code: 'mobile-number' }, {}].slice(0, 1));
    expect(await accept(office, { body })).toMatchObject({ outcome: 'seen-before', view: { id: view.id } });
  });

  it('wants a time to publish at that is long past acknowledged, since it is likely a slip of the pen', async () => {
    const office = await openOffice();
    const publishAt = '2025-11-05';
    expect(codes(await accept(office, { publishAt }))).toEqual(['publish-at-past /publishAt']);
    const view = await acceptedView(office, { publishAt, acknowledge: ['publish-at-past'] });
    expect(view.warnings).toMatchObject([{ code: 'publish-at-past' }]);
    expect(await accept(office, { publishAt })).toMatchObject({ outcome: 'seen-before' });
  });

  it('refuses attachments and relations that are not there', async () => {
    const office = await openOffice();
    const bytes = new TextEncoder().encode('附件');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const attachments = [{ name: '附件.txt', sha256, mediaType: 'text/plain', size: bytes.length }];
    const relations = [{ type: 'explains' as const, item: 'e'.repeat(64) }];
    expect(codes(await accept(office, { attachments, relations }))).toEqual([
      'attachment-not-uploaded /attachments/0/sha256',
      'related-item-unknown /relations/0/item',
    ]);
    await office.engine.objectStore.put(`attachments/${sha256}`, bytes);
    const [attachment] = attachments;
    const wrong = await accept(office, { attachments: [{ ...attachment!, size: 7 }] });
    expect(codes(wrong)).toEqual(['attachment-size-wrong /attachments/0/size']);
    expect(await accept(office, { attachments })).toMatchObject({ outcome: 'accepted' });
  });

  it('shortens the time for disclosure by topic', async () => {
    const office = await openOffice();
    const policies = {
      ...office.configuration.policies,
      disclosureLimit: { otherwise: 20, topics: { 双公示: 7 } },
    };
    Object.assign(office.configuration.policies, policies);
    expect((await acceptedView(office, { topic: '双公示' })).dueOn).toBe('2026-11-11');
  });
});
