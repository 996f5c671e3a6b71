import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqsNudges, type NudgeFailure } from '../../../lib/engines/aws/sqs-nudges.ts';
import { parseNudge } from '../../../lib/ports/nudge-message.ts';
import { type AwsServices, startAwsServices } from '../../aws-services/start-aws-services.ts';
import { idOf, NOON } from '../../contract/rows.ts';

let services: AwsServices;
let portal: string;
let failures: NudgeFailure[];

const nudgesTo = (queueUrls: Readonly<Record<string, string>>) =>
  createSqsNudges({
    sqs: services.sqs,
    queueUrls: new Map(Object.entries(queueUrls)),
    clock: { now: () => NOON },
    reportFailure: (failure) => failures.push(failure),
  });

const receive = async (QueueUrl: string) => {
  const { Messages = [] } = await services.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = '' }) => parseNudge(Body));
};

beforeEach(async () => {
  services = await startAwsServices();
  portal = await services.createQueue('nudges-portal');
  failures = [];
});
afterEach(() => services.stop());

describe('nudges over queues', () => {
  it('go to the queue of their channel alone', async () => {
    const municipal = await services.createQueue('nudges-municipal');
    const nudge = { itemId: idOf('甲'), channel: 'portal' };

    await nudgesTo({ portal, municipal }).send([nudge]);

    expect(await receive(portal)).toEqual([{ outcome: 'nudge', nudge }]);
    expect(await receive(municipal)).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('all arrive when there are more than the service takes at once', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `第${index}号`);

    await nudgesTo({ portal }).send(names.map((name) => ({ itemId: idOf(name), channel: 'portal' })));
    const received = [...(await receive(portal)), ...(await receive(portal)), ...(await receive(portal))];

    expect(
      received.map((parsed) => (parsed.outcome === 'nudge' ? parsed.nudge.itemId : '')).toSorted(),
    ).toEqual(names.map(idOf).toSorted());
  });

  it('wait in the queue until their time', async () => {
    const notBefore = NOON + 3600_000;

    await nudgesTo({ portal }).send([{ itemId: idOf('甲'), channel: 'portal', notBefore }]);

    // An hour is more than the service takes; it would have refused more than 900 seconds.
    expect(failures).toEqual([]);
    expect(await receive(portal)).toEqual([]);
  });

  it('do not wait for a time that is over', async () => {
    await nudgesTo({ portal }).send([{ itemId: idOf('甲'), channel: 'portal', notBefore: NOON - 1 }]);

    expect(await receive(portal)).toHaveLength(1);
  });

  it('that no queue takes are told, and hold up no others', async () => {
    const gone = `${portal}-gone`;

    await nudgesTo({ portal, gone }).send([
      { itemId: idOf('甲'), channel: 'gone' },
      { itemId: idOf('甲'), channel: 'unknown' },
      { itemId: idOf('甲'), channel: 'portal' },
    ]);

    expect(failures.toSorted((a, b) => (a.channel < b.channel ? -1 : 1))).toEqual([
      { channel: 'gone', nudges: 1, reason: expect.stringContaining('QueueDoesNotExist') },
      { channel: 'unknown', nudges: 1, reason: 'the channel has no queue' },
    ]);
    expect(await receive(portal)).toHaveLength(1);
  });
});
