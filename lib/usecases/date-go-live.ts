import type { ChannelId, Instant } from '../domain/item.ts';
import type { ChannelRegister } from '../ports/registers.ts';

/** Keeps the earliest time at which a live copy became public on a channel: imports dated later are refused. */
export const dateGoLive = async (
  register: ChannelRegister,
  channel: ChannelId,
  publicAt: Instant,
): Promise<void> => {
  for (;;) {
    const seen = await register.read(channel);
    if (seen.liveSince !== null && seen.liveSince <= publicAt) return;
    const next = { ...seen, version: seen.version + 1, liveSince: publicAt };
    if ((await register.write(next, seen.version)) === 'written') return;
  }
};
