import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { ChannelSince } from '../domain/count/unknown-days.ts';
import type { ChannelId } from '../domain/item.ts';
import type { ChannelRegister } from '../ports/registers.ts';

/** The configured channels, each with the time since when this ledger publishes there. */
export const channelsSince = (
  register: ChannelRegister,
  definitions: ReadonlyMap<ChannelId, ChannelDefinition>,
): Promise<readonly ChannelSince[]> =>
  Promise.all(
    [...definitions.values()].map(async ({ id, name }) => ({
      id,
      name,
      liveSince: (await register.read(id)).liveSince,
    })),
  );
