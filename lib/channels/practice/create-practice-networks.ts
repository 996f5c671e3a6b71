import type { Hono } from 'hono';
import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import type { ChannelId } from '../../domain/item.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Secrets } from '../../ports/secrets.ts';
import { HttpSettings } from '../http/settings.ts';
import { type OwnAddress, refuseRealOnOwnServer, refuseSharedNetworks } from '../own-addresses.ts';
import { createPracticeNetwork } from './practice-network.ts';

const PRACTICE_ENDPOINT = /^\/practice\/(?<name>[a-z][a-z0-9-]{0,31})\/$/;

export interface PracticeMount {
  readonly channel: ChannelId;
  /** Without the closing slash, as Hono's `route` takes it. */
  readonly path: string;
  readonly app: Hono;
  /** The secret that channel and network share; whoever starts the server sees to it that one is stored. */
  readonly secretName: string;
}

/** The practice networks that the configured `http` channels point at on this server; throws `ConfigurationProblem` where two share one, or where one passes for a real platform. */
export const createPracticeNetworks = ({
  channels,
  ...dependencies
}: {
  readonly channels: ReadonlyMap<ChannelId, ChannelDefinition>;
  readonly objectStore: ObjectStore;
  readonly secrets: Secrets;
  readonly clock: Clock;
}): readonly PracticeMount[] => {
  const mounts: PracticeMount[] = [];
  const addresses: OwnAddress[] = [];
  for (const { id, kind, practice, settings } of channels.values()) {
    const parsed = kind === 'http' ? HttpSettings.safeParse(settings) : undefined;
    const name = PRACTICE_ENDPOINT.exec(parsed?.data?.endpoint ?? '')?.groups?.['name'];
    if (parsed?.data === undefined || !parsed.data.endpoint.startsWith('/')) continue;
    const { endpoint } = parsed.data;
    if (name === undefined || !practice)
      refuseRealOnOwnServer({ channel: id, pointer: '/settings/endpoint', path: endpoint });
    if (name === undefined) continue;
    const secretName = parsed.data.secret ?? id;
    addresses.push({ channel: id, pointer: '/settings/endpoint', path: endpoint });
    mounts.push({
      channel: id,
      path: `/practice/${name}`,
      secretName,
      app: createPracticeNetwork({ name, secretName, switches: parsed.data.practice, ...dependencies }),
    });
  }
  refuseSharedNetworks(addresses);
  return mounts;
};
