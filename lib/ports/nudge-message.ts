import * as z from 'zod';
import type { Instant } from '../domain/item.ts';
import type { Nudge } from './nudges.ts';

/** The version is part of the type: what changes its meaning gets another one. */
const TYPE = 'gongkai.delivery.nudge.v1';
const SOURCE = '/gongkai/ledger';

/** CloudEvents 1.0 in JSON; attributes of other producers and extensions are let through. See docs/messages.md. */
const Message = z.object({
  specversion: z.literal('1.0'),
  type: z.literal(TYPE),
  data: z.object({
    itemId: z.string().regex(/^[0-9a-f]{64}$/),
    channel: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
    notBefore: z.iso.datetime().optional(),
  }),
});

/** What a queue carries for a nudge: a public, versioned contract, which a channel's owner may consume too. */
export const formatNudge = ({ itemId, channel, notBefore }: Nudge, sentAt: Instant): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `${itemId}/${channel}/${sentAt}`,
    source: SOURCE,
    type: TYPE,
    subject: `items/${itemId}/deliveries/${channel}`,
    time: new Date(sentAt).toISOString(),
    datacontenttype: 'application/json',
    data: {
      itemId,
      channel,
      ...(notBefore !== undefined && { notBefore: new Date(notBefore).toISOString() }),
    },
  });

export type ParsedNudge =
  | { readonly outcome: 'nudge'; readonly nudge: Nudge }
  /** It will never be readable: to be kept with its bytes, not tried again. */
  | { readonly outcome: 'unreadable'; readonly problem: string };

export const parseNudge = (text: string): ParsedNudge => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { outcome: 'unreadable', problem: 'not JSON' };
  }
  const message = Message.safeParse(json);
  if (!message.success) {
    const places = message.error.issues.map(({ path, message: why }) => `/${path.join('/')}: ${why}`);
    return { outcome: 'unreadable', problem: places.join('; ') };
  }
  const { itemId, channel, notBefore } = message.data.data;
  const nudge = { itemId, channel, ...(notBefore !== undefined && { notBefore: Date.parse(notBefore) }) };
  return { outcome: 'nudge', nudge };
};
