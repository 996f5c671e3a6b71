import { describe, expect, it } from 'vitest';
import { formatNudge, parseNudge } from '../../../lib/ports/nudge-message.ts';

const ITEM = 'a'.repeat(64);
const SENT = Date.parse('2026-11-03T04:00:00.000Z');

const messageWith = (change: (message: Record<string, unknown>) => void): string => {
  const message: Record<string, unknown> = JSON.parse(formatNudge({ itemId: ITEM, channel: 'portal' }, SENT));
  change(message);
  return JSON.stringify(message);
};

describe('a nudge as a message', () => {
  it('is a CloudEvent with everything that the contract names', () => {
    const text = formatNudge({ itemId: ITEM, channel: 'portal', notBefore: SENT + 60_000 }, SENT);

    expect(JSON.parse(text)).toEqual({
      specversion: '1.0',
      id: `${ITEM}/portal/${SENT}`,
      source: '/gongkai/ledger',
      type: 'gongkai.delivery.nudge.v1',
      subject: `items/${ITEM}/deliveries/portal`,
      time: '2026-11-03T04:00:00.000Z',
      datacontenttype: 'application/json',
      data: { itemId: ITEM, channel: 'portal', notBefore: '2026-11-03T04:01:00.000Z' },
    });
  });

  it.each([{ notBefore: SENT + 60_000 }, {}])('reads back what was written, with %o', (when) => {
    const nudge = { itemId: ITEM, channel: 'portal', ...when };

    expect(parseNudge(formatNudge(nudge, SENT))).toEqual({ outcome: 'nudge', nudge });
  });

  it('lets extensions and new optional members through', () => {
    const text = messageWith((message) => {
      message['traceparent'] = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    });

    expect(parseNudge(text).outcome).toBe('nudge');
  });

  it.each([
    { why: 'no JSON', text: '{ "broken"', problem: 'not JSON' },
    { why: 'JSON that is no object', text: '17', problem: 'expected object' },
    {
      why: 'another version of the contract',
      change: { type: 'gongkai.delivery.nudge.v2' },
      problem: '/type',
    },
    { why: 'another envelope', change: { specversion: '0.3' }, problem: '/specversion' },
    { why: 'no data', change: { data: undefined }, problem: '/data' },
    {
      why: 'an id that is none',
      change: { data: { itemId: 'A', channel: 'portal' } },
      problem: '/data/itemId',
    },
    {
      why: 'a channel that could name anything',
      change: { data: { itemId: ITEM, channel: '../portal' } },
      problem: '/data/channel',
    },
    {
      why: 'a time that is none',
      change: { data: { itemId: ITEM, channel: 'portal', notBefore: 'soon' } },
      problem: '/data/notBefore',
    },
  ])('is unreadable, not a fault, with $why', ({ text, change, problem }) => {
    const parsed = parseNudge(text ?? messageWith((message) => Object.assign(message, change)));

    expect(parsed).toEqual({ outcome: 'unreadable', problem: expect.stringContaining(problem) });
  });
});
