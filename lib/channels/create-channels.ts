import type * as z from 'zod';
import type { ChannelDefinition } from '../configuration/channel-definition.ts';
import type { Office } from '../configuration/office.ts';
import { ConfigurationProblem } from '../configuration/read-configuration.ts';
import { wrongPlaces } from '../configuration/wrong-places.ts';
import type { ChannelId } from '../domain/item.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ReceiptInbox } from '../ports/receipt-inbox.ts';
import type { Secrets } from '../ports/secrets.ts';
import { createExcelChannel } from './excel/channel.ts';
import { ExcelSettings } from './excel/settings.ts';
import { createExchange } from './exchange/create-exchange.ts';
import { ExchangeSettings } from './exchange/settings.ts';
import { createHttpChannel } from './http/channel.ts';
import { HttpSettings } from './http/settings.ts';
import { createManualChannel } from './manual/channel.ts';
import { ManualSettings } from './manual/settings.ts';
import type { OutgoingRequests } from './outgoing/outgoing-requests.ts';
import { refuseSharedFolders, refuseSharedSites } from './own-addresses.ts';
import type { Site } from './site/create-site.ts';
import { createSite } from './site/create-site.ts';
import { SiteSettings } from './site/settings.ts';
import { createSiteProfile } from './site/site-profile.ts';

export interface ChannelDependencies {
  readonly office: Office;
  readonly outgoing: OutgoingRequests;
  readonly secrets: Secrets;
  readonly objectStore: ObjectStore;
  readonly clock: Clock;
  /** Folders that exchange channels may use, as `outgoing.json` says; null where there is no file system to share (AWS). */
  readonly folders: readonly string[] | null;
  /** Told when a site's index pages could not be written; they are tried again. */
  readonly onTrouble: (channel: ChannelId, error: unknown) => void;
}

export interface Channels {
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  /** Channels that are sites of our own: to be started, stopped and served by whoever runs the server. */
  readonly sites: ReadonlyMap<ChannelId, Site>;
  /** Where channels leave receipts for what was handed over to them: to be looked through by whoever runs the server. */
  readonly inboxes: ReadonlyMap<ChannelId, ReceiptInbox>;
}

interface Built {
  readonly channel: Channel;
  readonly site?: Site;
  readonly exchange?: { readonly inbox: ReceiptInbox; readonly folder: string };
}

type Kind = (definition: ChannelDefinition, dependencies: ChannelDependencies) => Built;

const kind =
  <Schema extends z.ZodType>(
    schema: Schema,
    build: (
      definition: ChannelDefinition,
      settings: z.output<Schema>,
      dependencies: ChannelDependencies,
    ) => Built,
  ): Kind =>
  (definition, dependencies) => {
    const settings = schema.safeParse(definition.settings);
    if (settings.success) return build(definition, settings.data, dependencies);
    const places = wrongPlaces(settings.error, definition.settings).map((place) => `/settings${place}`);
    throw new ConfigurationProblem(
      `渠道“${definition.id}”的 settings 有误。The settings of channel "${definition.id}" are wrong:\n${places.join('\n')}`,
    );
  };

/** What `kind` in `config/channels.json` may say. A new kind is a folder beside this file and a line here. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  [
    'manual',
    kind(ManualSettings, (_definition, settings, { outgoing }) => ({
      channel: createManualChannel({ settings, outgoing }),
    })),
  ],
  [
    'http',
    kind(HttpSettings, ({ id }, settings, dependencies) => ({
      channel: createHttpChannel({ ...dependencies, settings, secretName: settings.secret ?? id }),
    })),
  ],
  [
    'exchange',
    kind(ExchangeSettings, ({ id }, settings, dependencies) =>
      createExchange({ ...dependencies, channel: id, settings }),
    ),
  ],
  [
    'excel',
    kind(ExcelSettings, (_definition, settings, { outgoing }) => ({
      channel: createExcelChannel({ settings, outgoing }),
    })),
  ],
  [
    'site',
    kind(SiteSettings, (definition, settings, { office, onTrouble, ...dependencies }) => {
      const site = createSite({
        ...dependencies,
        profile: createSiteProfile(definition, settings, office),
        onTrouble: (error) => onTrouble(definition.id, error),
      });
      return { channel: site.channel, site };
    }),
  ],
]);

const build = (definition: ChannelDefinition, dependencies: ChannelDependencies): Built => {
  const create = KINDS.get(definition.kind);
  if (create !== undefined) return create(definition, dependencies);
  const known = [...KINDS.keys()].join(', ');
  throw new ConfigurationProblem(
    `渠道“${definition.id}”的 kind“${definition.kind}”未知，可用的有 ${known}。Channel "${definition.id}" has the unknown kind "${definition.kind}"; known are ${known}.`,
  );
};

/** Builds every configured channel; throws `ConfigurationProblem` naming the channel and the place that is wrong. */
export const createChannels = (
  definitions: ReadonlyMap<ChannelId, ChannelDefinition>,
  dependencies: ChannelDependencies,
): Channels => {
  const built = Array.from(
    definitions.values(),
    (definition) => [definition.id, build(definition, dependencies)] as const,
  );
  const sites = new Map<ChannelId, Site>();
  const inboxes = new Map<ChannelId, ReceiptInbox>();
  for (const [id, { site, exchange }] of built) {
    if (site !== undefined) sites.set(id, site);
    if (exchange !== undefined) inboxes.set(id, exchange.inbox);
  }
  refuseSharedFolders(
    built.flatMap(([channel, { exchange }]) =>
      exchange === undefined ? [] : [{ channel, pointer: '/settings/folder', path: exchange.folder }],
    ),
  );
  refuseSharedSites(
    Array.from(sites, ([channel, { path }]) => ({ channel, pointer: '/settings/path', path })),
  );
  return { channels: new Map(built.map(([id, { channel }]) => [id, channel])), sites, inboxes };
};
