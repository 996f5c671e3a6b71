import * as z from 'zod';
import type { ChannelId } from '../../lib/domain/item.ts';

const Urls = z.record(z.string(), z.url());

/** A variable that holds each channel's queue: JSON, the URL by the channel's id. */
export const QueueUrls = z.string().transform((text, context): ReadonlyMap<ChannelId, string> => {
  try {
    return new Map(Object.entries(Urls.parse(JSON.parse(text))));
  } catch {
    context.addIssue({ code: 'custom', message: 'not a JSON object of URLs' });
    return z.NEVER;
  }
});
