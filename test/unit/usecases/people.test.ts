import { describe, expect, it } from 'vitest';
import type { ChannelDefinition } from '../../../lib/configuration/channel-definition.ts';
import { isUnbroken } from '../../../lib/domain/history.ts';
import { isoShanghai } from '../../../lib/domain/shanghai-time.ts';
import { createWorkingDays } from '../../../lib/domain/working-days.ts';
import { createListChannels } from '../../../lib/usecases/list-channels.ts';
import { createListWaiting } from '../../../lib/usecases/list-waiting.ts';
import { createSetPause } from '../../../lib/usecases/pause-channel.ts';
import { createRedriveChannel } from '../../../lib/usecases/redrive-channel.ts';
import { createReminders } from '../../../lib/usecases/reminders.ts';
import { createResumeChannel } from '../../../lib/usecases/resume-channel.ts';
import { openOffice, type TestOffice } from '../../examples/office.ts';
import { officeNotice } from '../../examples/office-notice.ts';

const DAY = 86_400_000;

const open = async (portal: Partial<ChannelDefinition> = {}) => {
  const office = await openOffice({ portal });
  const { engine, configuration, clock } = office;
  const dependencies = {
    ...office,
    ledger: engine.ledger,
    register: engine.channels,
    definitions: configuration.channels,
    workingDays: createWorkingDays(configuration.calendar),
    listSuspects: async () => ({ outcome: 'listed', suspects: [], nextCursor: null }) as const,
  };
  /** Accepts as many notices as wanted for the portal alone; answers their ids. */
  let posted = 0;
  const accept = async (count: number, more: { readonly publishAt?: string } = {}): Promise<string[]> => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const answer = await office.accept(
        {
          ...officeNotice,
          title: `（虚构）关于第${(posted += 1)}件事项的通知`,
          attachments: [],
          relations: [],
          channels: ['portal'],
          columns: {},
          ...more,
        },
        'token:t1',
      );
      if (answer.outcome !== 'accepted') throw new Error(JSON.stringify(answer));
      ids.push(answer.view.id);
    }
    return ids;
  };
  const state = async (id: string) =>
    (await engine.ledger.read(id))?.deliveries.find(({ channel }) => channel === 'portal');
  return {
    office,
    clock,
    accept,
    state,
    deliver: (id: string) => office.deliver({ itemId: id, channel: 'portal' }),
    pause: createSetPause(dependencies, 'paused'),
    resume: createResumeChannel(dependencies),
    redrive: createRedriveChannel(dependencies),
    waiting: createListWaiting(dependencies),
    channels: createListChannels(dependencies),
    reminders: createReminders(dependencies),
  };
};

/** The portal of this office is filled by a clerk. */
const byHand = ({ channels }: TestOffice): void => {
  const receipt = { remoteId: null, url: null, place: null, evidence: [] };
  channels.set('portal', {
    find: async () => ({ outcome: 'cannot-tell', reason: '人工渠道' }),
    publish: async () => ({ outcome: 'handed-over', receipt }),
    replace: async () => ({ outcome: 'handed-over', receipt }),
    withdraw: async () => ({ outcome: 'handed-over', receipt }),
    read: async () => ({ outcome: 'unreadable', reason: '没有网页' }),
  });
};

const REDRIVE = {
  reason: '栏目已建好',
  outcome: null,
  states: ['parked'],
  cursor: null,
  limit: 500,
} as const;

describe('a pause', () => {
  it('holds every delivery back, uses up no attempt, and is kept with who, when and why', async () => {
    const { office, accept, deliver, state, pause } = await open();
    const [id = ''] = await accept(1);
    expect(await pause('portal', { reason: '平台停机' }, 'token:op')).toMatchObject({
      outcome: 'recorded',
      paused: { by: 'token:op', reason: '平台停机' },
    });

    expect(await deliver(id)).toMatchObject({ did: 'waited', reason: 'pause' });
    expect(office.platforms.portal.calls).toEqual([]);
    expect(await state(id)).toBeUndefined();
    const kept = await office.engine.channels.read('portal');
    expect(kept.history).toEqual([
      { at: office.clock.now(), by: 'token:op', what: 'paused', why: '平台停机' },
    ]);
    expect(isUnbroken({ itemId: null, channel: 'portal' }, kept)).toBe(true);
  });

  it('is nobody else’s: the other channels go on', async () => {
    const { office, pause } = await open();
    const answer = await office.accept(
      { ...officeNotice, attachments: [], relations: [], channels: ['portal', 'municipal'], columns: {} },
      'token:t1',
    );
    if (answer.outcome !== 'accepted') throw new Error('not accepted');
    await pause('portal', { reason: '平台停机' }, 'token:op');

    const report = await office.deliver({ itemId: answer.view.id, channel: 'municipal' });

    expect(report).toMatchObject({ did: 'attempted', outcome: 'published' });
  });

  it('is heeded within five seconds by a process that has just read the channel’s state', async () => {
    const { accept, clock, deliver, pause, state } = await open();
    const [first = '', second = ''] = await accept(2);
    await deliver(first);
    await pause('portal', { reason: '平台停机' }, 'token:op');
    clock.pass(5000);

    expect(await deliver(second)).toMatchObject({ did: 'waited', reason: 'pause' });
    expect(await state(second)).toBeUndefined();
  });

  it('ends with a nudge for all that is owed, late enough for everybody to know', async () => {
    const { office, accept, clock, deliver, pause, resume, state } = await open();
    const [id = ''] = await accept(1);
    await pause('portal', { reason: '平台停机' }, 'token:op');
    await deliver(id);
    office.nudged.length = 0;

    expect(await resume('portal', { reason: '平台恢复' }, 'token:op2')).toMatchObject({
      outcome: 'recorded',
      paused: null,
      nudged: 1,
    });
    const [nudge] = office.nudged;
    expect(nudge).toEqual({ itemId: id, channel: 'portal', notBefore: clock.now() + 5000 });
    clock.pass(5000);
    expect(await deliver(id)).toMatchObject({ did: 'attempted', outcome: 'published', attempt: 1 });
    expect(await state(id)).toMatchObject({ state: 'published', attempts: 1 });
    expect((await office.engine.channels.read('portal')).history.map(({ what }) => what)).toEqual([
      'paused',
      'resumed',
    ]);
  });

  it('is looked at again within minutes, should that nudge be lost', async () => {
    const { office, accept, clock, deliver, pause, resume } = await open();
    const [id = ''] = await accept(1);
    await pause('portal', { reason: '平台停机' }, 'token:op');
    await deliver(id);
    clock.pass(60_000);
    await office.tick({ milliseconds: 1000 });
    await resume('portal', { reason: '平台恢复' }, 'token:op');
    clock.pass(5 * 60_000);
    office.nudged.length = 0;
    await office.tick({ milliseconds: 1000 });

    expect(office.nudged).toEqual([{ itemId: id, channel: 'portal' }]);
  });

  it('is not ordered twice, and names who ordered the first', async () => {
    const { pause, resume } = await open();
    expect(await resume('portal', { reason: '恢复' }, 'token:op')).toMatchObject({
      outcome: 'conflict',
      violation: { code: 'not-paused' },
    });
    await pause('portal', { reason: '平台停机' }, 'token:op');
    const again = await pause('portal', { reason: '别的原因' }, 'token:op2');

    expect(again).toMatchObject({ outcome: 'conflict', violation: { code: 'paused-already' } });
    expect(JSON.stringify(again)).toContain('平台停机');
    expect(await pause('nowhere', { reason: '平台停机' }, 'token:op')).toEqual({ outcome: 'not-found' });
    expect(await pause('portal', { reason: ' ' }, 'token:op')).toMatchObject({
      outcome: 'invalid',
      violations: [{ pointer: '/reason' }],
    });
  });
});

describe('what leaked', () => {
  it('goes from a paused channel too', async () => {
    const { office, accept, clock, deliver, pause, state } = await open();
    const [id = ''] = await accept(1);
    await deliver(id);
    await pause('portal', { reason: '平台停机' }, 'token:op');
    clock.pass(5000);
    const { engine } = office;
    const snapshot = await engine.ledger.read(id);
    if (snapshot === undefined) throw new Error('no such item');
    const { item } = snapshot;
    const at = clock.now();
    const withdrawal = {
      cause: 'leak',
      reason: '误公开',
      notice: null,
      at,
      by: 'token:t1',
      approvals: [],
      approved: false,
    } as const;
    const withdrawn = {
      ...item,
      generation: item.generation + 1,
      state: 'withdrawn',
      withdrawal,
      owed: ['portal'],
      dueAt: at,
      recordedAt: at,
    } as const;
    await engine.ledger.change(withdrawn, null, item.generation);

    expect(await deliver(id)).toMatchObject({ did: 'attempted', action: 'withdraw', outcome: 'withdrawn' });
    expect(await state(id)).toMatchObject({ state: 'withdrawn' });
  });
});

describe('quiet hours', () => {
  it('hold new copies back until they end, and use up no attempt', async () => {
    const { office, accept, clock, deliver } = await open({ quietHours: { from: '08:00', to: '23:00' } });
    const [id = ''] = await accept(1);
    const report = await deliver(id);

    expect(report).toMatchObject({ did: 'waited', reason: 'quiet-hours' });
    expect(isoShanghai(report.next ?? 0)).toContain('T23:00:00');
    expect(office.platforms.portal.calls).toEqual([]);
    clock.set(report.next ?? 0);
    expect(await deliver(id)).toMatchObject({ did: 'attempted', outcome: 'published' });
  });
});

const refuseAll = async (count: number) => {
  const bench = await open();
  const ids = await bench.accept(count);
  for (const id of ids) {
    bench.office.platforms.portal.mishaps.push('refused');
    await bench.deliver(id);
  }
  bench.office.nudged.length = 0;
  return { ...bench, ids };
};

describe('sending a whole channel again', () => {
  it('redrives what is parked, each with the reason in its history, and nudges it', async () => {
    const { office, redrive, ids, state } = await refuseAll(5);
    expect(await redrive('portal', REDRIVE, 'token:op')).toEqual({
      outcome: 'redriven',
      redriven: 5,
      left: 0,
      named: [],
      nextCursor: null,
    });

    expect(office.nudged.map(({ itemId }) => itemId).toSorted()).toEqual(ids.toSorted());
    const row = await state(ids[0] ?? '');
    expect(row).toMatchObject({ state: 'none', attempts: 0 });
    expect(row?.history.at(-1)).toMatchObject({ by: 'token:op', what: 'redriven', why: '栏目已建好' });
    expect(await redrive('portal', REDRIVE, 'token:op')).toMatchObject({ redriven: 0, nextCursor: null });
  });

  it('is bounded, and goes on where it ended', async () => {
    const { redrive, waiting } = await refuseAll(5);
    const first = await redrive('portal', { ...REDRIVE, limit: 2 }, 'token:op');
    expect(first).toMatchObject({ redriven: 2 });
    expect(await waiting({ cursor: null, limit: 50 })).toMatchObject({ totals: [{ count: 3 }] });

    let cursor = 'nextCursor' in first ? first.nextCursor : null;
    let redriven = 2;
    while (cursor !== null) {
      const next = await redrive('portal', { ...REDRIVE, limit: 2, cursor }, 'token:op');
      if (next.outcome !== 'redriven') throw new Error(next.outcome);
      redriven += next.redriven;
      cursor = next.nextCursor;
    }
    expect(redriven).toBe(5);
  });

  it('leaves alone what was not asked for', async () => {
    const { office, accept, redrive, state } = await open();
    const [id = ''] = await accept(1);
    byHand(office);
    await office.deliver({ itemId: id, channel: 'portal' });

    expect(await redrive('portal', REDRIVE, 'token:op')).toMatchObject({ redriven: 0, left: 0 });
    expect(await state(id)).toMatchObject({ state: 'handed-over' });
  });

  it('wants to hear that nothing is there before it sends what is unknown', async () => {
    const { redrive } = await open();
    const answer = await redrive('portal', { ...REDRIVE, states: ['parked', 'unknown'] }, 'token:op');

    expect(answer).toMatchObject({ outcome: 'invalid', violations: [{ pointer: '/outcome' }] });
  });

  it('takes no cursor of another list, no channel that is not there and no order without a reason', async () => {
    const { redrive } = await open();

    expect(await redrive('portal', { ...REDRIVE, cursor: 'x' }, 'token:op')).toMatchObject({
      outcome: 'invalid',
      violations: [{ code: 'cursor-unknown' }],
    });
    expect(await redrive('nowhere', REDRIVE, 'token:op')).toEqual({ outcome: 'not-found' });
    expect(await redrive('portal', { ...REDRIVE, reason: '' }, 'token:op')).toMatchObject({
      outcome: 'invalid',
      violations: [{ pointer: '/reason' }],
    });
  });
});

describe('the list of what waits for a person', () => {
  it('reminds of what was handed over from the third working day on', async () => {
    const { office, accept, clock, deliver, waiting, reminders } = await open();
    const [id = ''] = await accept(1);
    byHand(office);
    await deliver(id);
    const listed = async () => {
      const answer = await waiting({ cursor: null, limit: 50 });
      return answer.outcome === 'listed' ? answer.waiting[0] : undefined;
    };
    const first = await listed();
    expect(first).toMatchObject({ reason: 'handed-over', channelName: '门户网站', overdue: false });
    expect(await reminders.overdue()).toEqual([]);

    const handedOverAt = clock.now();
    while (!((await listed())?.overdue ?? true)) clock.pass(DAY);
    expect(isoShanghai(clock.now()).slice(0, 10)).toBe(first?.remindOn);
    expect(await reminders.overdue()).toEqual([{ channel: 'portal', overdue: 1, oldestSince: handedOverAt }]);
  });

  it('leaves out what a person has already sent again, and what the pipeline comes back to', async () => {
    const { office, accept, deliver, redrive, waiting } = await open();
    const [id = ''] = await accept(1);
    office.platforms.portal.mishaps.push('refused');
    await deliver(id);
    expect(await waiting({ cursor: null, limit: 50 })).toMatchObject({ waiting: [{ reason: 'parked' }] });
    await redrive('portal', REDRIVE, 'token:op');

    expect(await waiting({ cursor: null, limit: 50 })).toMatchObject({ waiting: [], totals: [] });
  });

  it('takes no cursor of another list', async () => {
    const { waiting } = await open();

    expect(await waiting({ cursor: 'x', limit: 50 })).toMatchObject({
      violations: [{ code: 'cursor-unknown' }],
    });
  });
});

describe('the list of channels', () => {
  it('does not take for backlog what is not to be published yet', async () => {
    const { accept, channels, clock } = await open();
    await accept(1);
    await accept(2, { publishAt: isoShanghai(clock.now() + DAY) });
    const [portal] = await channels();

    expect(portal).toMatchObject({ owed: 1, embargoed: 2, oldestOwedAt: isoShanghai(clock.now()) });
  });

  it('shows what waits there for a person, and who paused it', async () => {
    const { office, accept, channels, deliver, pause } = await open();
    const [id = ''] = await accept(1);
    office.platforms.portal.mishaps.push('refused');
    await deliver(id);
    await pause('portal', { reason: '平台停机' }, 'token:op');
    const [portal] = await channels();

    expect(portal).toMatchObject({
      owed: 0,
      oldestOwedAt: null,
      waiting: { parked: 1, 'handed-over': 0 },
      paused: { by: 'token:op', reason: '平台停机' },
    });
  });
});
