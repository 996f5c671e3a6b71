import { describe, expect, it } from 'vitest';
import type { Submission } from '../../../lib/domain/item.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';
import { createOneAtATime } from '../../../lib/usecases/import/one-at-a-time.ts';
import { createImportFile } from '../../../lib/usecases/import-file.ts';
import { createRecordReceipt, type StatedReceipt } from '../../../lib/usecases/record-receipt.ts';
import { createRedrive } from '../../../lib/usecases/redrive.ts';
import { openOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';
import { correction, NEXT_DAY, newWords } from '../../examples/revisions.ts';

const notice: Submission = {
  ...officeNotice,
  attachments: [],
  relations: [],
  channels: ['portal'],
  columns: {},
};

const receipt: StatedReceipt = {
  url: 'https://zwfw.example.cn/17.html',
  place: null,
  evidence: [],
  remoteId: null,
  publicAt: null,
  edition: 1,
};

const open = async () => {
  const office = await openOffice();
  const answer = await office.accept(notice, 'token:t1');
  if (answer.outcome !== 'accepted') throw new Error('not accepted');
  const { id } = answer.view;
  const dependencies = {
    ...office,
    ledger: office.engine.ledger,
    register: office.engine.channels,
    definitions: office.configuration.channels,
    objectStore: office.engine.objectStore,
  };
  const record = createRecordReceipt(dependencies);
  const redrive = createRedrive(dependencies);
  const delivery = async () =>
    (await office.engine.ledger.read(id))?.deliveries.find(({ channel }) => channel === 'portal');
  return { office, id, record, redrive, delivery };
};

describe('a receipt', () => {
  it('makes the copy public at the stated time, marked as stated', async () => {
    const { office, id, record, delivery } = await open();
    const answer = await record(id, 'portal', { ...receipt, publicAt: '2026-11-03' }, 'token:t9');
    expect(answer).toMatchObject({
      outcome: 'recorded',
      view: { owed: [], deliveries: [{ state: 'published' }] },
    });
    expect(await delivery()).toMatchObject({
      basis: 'stated',
      publicAt: Date.parse('2026-11-03T00:00:00+08:00'),
      receipt: { url: receipt.url },
    });
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(office.platforms.portal.calls).toEqual([]);
  });

  it('corrects an earlier one, whose words stay in the history', async () => {
    const { id, record, delivery } = await open();
    await record(id, 'portal', receipt, 'token:t9');
    await record(id, 'portal', { ...receipt, url: null, place: '公告栏' }, 'token:t8');
    const row = await delivery();
    expect(row?.receipt).toMatchObject({ url: null, place: '公告栏' });
    expect(row?.history.map(({ by, why }) => [by, why?.split(' · ')[0]])).toEqual([
      ['token:t9', receipt.url],
      ['token:t8', '公告栏'],
    ]);
  });

  it('names no evidence that was not uploaded', async () => {
    const { office, id, record, delivery } = await open();
    const photograph = { ...receipt, evidence: ['0'.repeat(64)] };
    expect(await record(id, 'portal', photograph, 'token:t9')).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'attachment-not-uploaded', pointer: '/evidence/0' }],
    });
    await office.engine.objectStore.put(`attachments/${'0'.repeat(64)}`, Uint8Array.of(1), {
      mediaType: 'image/png',
    });
    await record(id, 'portal', photograph, 'token:t9');
    expect(await delivery()).toMatchObject({ receipt: { evidence: photograph.evidence } });
  });

  it('of a later edition leaves the first public time, whatever it states', async () => {
    const { office, id, record, delivery } = await open();
    const byHand = { outcome: 'handed-over', receipt: { ...receipt, evidence: [] } } as const;
    Object.assign(office.platforms.portal, { publish: async () => byHand, replace: async () => byHand });
    await office.deliver({ itemId: id, channel: 'portal' });
    await record(id, 'portal', { ...receipt, publicAt: '2026-11-03T11:30:00+08:00' }, 'token:t9');
    office.clock.set(NEXT_DAY);
    await office.correct(id, newWords('更正后的正文。'), 'token:t2');
    await office.deliver({ itemId: id, channel: 'portal' });

    const outdated = await record(id, 'portal', receipt, 'token:t9');
    const stated = { ...receipt, edition: 2, publicAt: '2026-11-04T11:00:00+08:00' };
    await record(id, 'portal', stated, 'token:t9');

    expect(outdated).toMatchObject({ outcome: 'conflict', violation: { code: 'edition-outdated' } });
    expect(await delivery()).toMatchObject({
      state: 'published',
      edition: 2,
      publicAt: Date.parse('2026-11-03T11:30:00+08:00'),
      basis: 'stated',
    });
  });

  it('is refused where the item is planned no more', async () => {
    const { office, id, record } = await open();
    await office.deliver({ itemId: id, channel: 'portal' });
    await office.correct(id, correction({}, { channels: ['municipal'] }), 'token:t2');
    expect(await record(id, 'portal', receipt, 'token:t9')).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'not-planned' },
    });
  });

  it('corrects only the address where it states no time: the first public time stays', async () => {
    const { office, id, record, delivery } = await open();
    await record(id, 'portal', { ...receipt, publicAt: '2026-11-03' }, 'token:t9');
    office.clock.pass(86_400_000);
    await record(id, 'portal', { ...receipt, url: 'https://zwfw.example.cn/18.html' }, 'token:t9');
    expect(await delivery()).toMatchObject({
      basis: 'stated',
      publicAt: Date.parse('2026-11-03T00:00:00+08:00'),
      receipt: { url: 'https://zwfw.example.cn/18.html' },
    });
  });

  it('cannot move the time that the channel itself gave', async () => {
    const { office, id, record, delivery } = await open();
    office.clock.pass(86_400_000);
    await office.deliver({ itemId: id, channel: 'portal' });
    const publicAt = office.clock.now();
    const moved = await record(id, 'portal', { ...receipt, publicAt: '2026-11-03' }, 'token:t9');
    expect(moved).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'public-time-known', pointer: '/publicAt' }],
    });
    await record(id, 'portal', receipt, 'token:t9');
    expect(await delivery()).toMatchObject({ basis: 'channel', publicAt, receipt: { url: receipt.url } });
  });

  it('dates the go-live of its channel, by the earliest time reported', async () => {
    const { office, id, record } = await open();
    await record(id, 'portal', receipt, 'token:t9');
    expect(await office.engine.channels.read('portal')).toMatchObject({ liveSince: office.clock.now() });
    await record(id, 'portal', { ...receipt, publicAt: '2026-11-03' }, 'token:t9');
    const earliest = Date.parse('2026-11-03T00:00:00+08:00');
    expect(await office.engine.channels.read('portal')).toMatchObject({ liveSince: earliest });
  });

  it.each<[string, Partial<StatedReceipt>, string]>([
    ['without an address or a place', { url: null }, 'receipt-without-place /url'],
    ['with a script for an address', { url: 'javascript:alert(1)' }, 'url-invalid /url'],
    ['with credentials in its address', { url: 'https://a:b@example.cn/' }, 'url-invalid /url'],
    ['that is not a date', { publicAt: '2026-02-30' }, 'date-invalid /publicAt'],
    ['in the future', { publicAt: '2026-11-04' }, 'public-in-future /publicAt'],
    [
      'before the last approval',
      { publicAt: '2026-11-03T09:59:59+08:00' },
      'public-before-approval /publicAt',
    ],
    ['for an edition that does not exist', { edition: 2 }, 'edition-unknown /edition'],
  ])('%s is refused and changes nothing', async (_name, overrides, expected) => {
    const { id, record, delivery } = await open();
    const answer = await record(id, 'portal', { ...receipt, ...overrides }, 'token:t9');
    const violations = answer.outcome === 'invalid' ? answer.violations : [];
    expect(violations.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([expected]);
    expect(await delivery()).toBeUndefined();
  });

  it('for an older edition, for a channel that is not planned or an item that is not there is told apart', async () => {
    const { id, record } = await open();
    expect(await record(id, 'portal', { ...receipt, edition: 0 }, 'token:t9')).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'edition-outdated' },
    });
    expect(await record(id, 'municipal', receipt, 'token:t9')).toEqual({ outcome: 'not-found' });
    expect(await record('0'.repeat(64), 'portal', receipt, 'token:t9')).toEqual({ outcome: 'not-found' });
    expect(await record('2026-0001', 'portal', receipt, 'token:t9')).toMatchObject({ outcome: 'recorded' });
  });

  it('is refused while a call to the channel is under way', async () => {
    const { office, id, record } = await open();
    let answer: Awaited<ReturnType<typeof record>> | undefined;
    office.platforms.portal.meanwhile = async () => {
      answer = await record(id, 'portal', receipt, 'token:t9');
    };
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(answer).toMatchObject({ outcome: 'conflict', violation: { code: 'delivery-under-way' } });
  });
});

describe('redrive', () => {
  it('sends what is parked again at once, with attempts counted anew', async () => {
    const { office, id, redrive, delivery } = await open();
    office.platforms.portal.mishaps = ['refused'];
    await office.deliver({ itemId: id, channel: 'portal' });
    const answer = await redrive(id, 'portal', { reason: '平台已修复', outcome: null }, 'token:o1');
    expect(answer).toMatchObject({ outcome: 'recorded', view: { owed: ['portal'] } });
    expect(office.nudged.at(-1)).toEqual({ itemId: id, channel: 'portal' });
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(await delivery()).toMatchObject({ state: 'published', attempts: 1 });
  });

  it('of an unknown outcome needs the word of the person that nothing is there', async () => {
    const { office, id, redrive } = await open();
    office.platforms.portal.mishaps = ['lost-before'];
    office.platforms.portal.canLookUp = false;
    await office.deliver({ itemId: id, channel: 'portal' });
    office.clock.pass(2000);
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(await redrive(id, 'portal', { reason: '已查看', outcome: null }, 'token:o1')).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'outcome-needed' },
    });
    await redrive(id, 'portal', { reason: '已查看', outcome: 'not-there' }, 'token:o1');
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(office.platforms.portal.copiesOf(id)).toBe(1);
    expect(office.platforms.portal.calls).toEqual(['publish', 'find', 'publish']);
  });

  it('needs a reason', async () => {
    const { id, redrive } = await open();
    expect(await redrive(id, 'portal', { reason: ' ', outcome: null }, 'token:o1')).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'reason-needed', pointer: '/reason' }],
    });
  });

  it('of a public copy brings it up again under the same key, not beside itself', async () => {
    const { office, id, redrive } = await open();
    await office.deliver({ itemId: id, channel: 'portal' });
    await redrive(id, 'portal', { reason: '页面错乱', outcome: null }, 'token:o1');
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(office.platforms.portal.calls).toEqual(['publish', 'replace']);
    expect(office.platforms.portal.copiesOf(id)).toBe(1);
  });
});

describe('imported history', () => {
  it('is neither sent again nor reported as public: nobody approved it here', async () => {
    const { office, record, redrive } = await open();
    const importFile = createImportFile({
      ledger: office.engine.ledger,
      imports: office.engine.imports,
      channels: office.engine.channels,
      suspects: office.engine.suspects,
      oneAtATime: createOneAtATime(),
      definitions: office.configuration.channels,
      workingDays: createWorkingDays(office.configuration.calendar),
      policies: office.configuration.policies,
      clock: office.clock,
      inBackground: null,
    });
    const csv = '渠道,标题,发布时间,正文\nportal,（虚构）旧通知,2017-03-05,（虚构）旧通知的正文\n';
    await importFile({ bytes: Buffer.from(csv), mediaType: 'text/csv', by: 'token:a1', dryRun: false });
    const known = await office.engine.ledger.list({ text: '旧通知', limit: 1 });
    const id = known.rows[0]!.item.id;
    const before = await office.engine.ledger.read(id);
    const refused = { outcome: 'conflict', violation: { code: 'imported' } };
    expect(await redrive(id, 'portal', { reason: '补发', outcome: null }, 'token:o1')).toMatchObject(refused);
    expect(await record(id, 'portal', { ...receipt, publicAt: '2015-01-01' }, 'token:t9')).toMatchObject(
      refused,
    );
    await office.deliver({ itemId: id, channel: 'portal' });
    expect(office.platforms.portal.calls).toEqual([]);
    expect(await office.engine.ledger.read(id)).toEqual(before);
  });
});
