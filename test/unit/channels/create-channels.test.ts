import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createChannels } from '../../../lib/channels/create-channels.ts';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { createPracticeNetworks } from '../../../lib/channels/practice/create-practice-networks.ts';
import { ChannelDefinition, ChannelsFile } from '../../../lib/configuration/channel-definition.ts';
import { ConfigurationProblem } from '../../../lib/configuration/read-configuration.ts';
import { systemClock } from '../../../lib/ports/clock.ts';
import { EXAMPLE_OFFICE } from '../../integration/channels/example-office.ts';
import { createMemoryObjectStore } from '../../integration/channels/memory-object-store.ts';

const dependencies = {
  office: EXAMPLE_OFFICE,
  outgoing: createOutgoing({ allow: [], ownOrigin: () => undefined }),
  secrets: { read: async () => undefined },
  objectStore: createMemoryObjectStore(),
  clock: systemClock,
  folders: ['/srv/exchange'],
  onTrouble: () => undefined,
};

const channelsOf = (...entries: Record<string, unknown>[]) =>
  new Map(
    entries.map((entry, index) => {
      const definition = ChannelDefinition.parse({ id: `channel-${index}`, name: `渠道${index}`, ...entry });
      return [definition.id, definition] as const;
    }),
  );

const exchange = (folder: string) => ({ kind: 'exchange', settings: { folder } });
const site = (path: string) => ({ kind: 'site', settings: { path } });

describe('createChannels', () => {
  it.each(['config', 'config/examples/office'])('builds every channel that %s ships', async (folder) => {
    const file = ChannelsFile.parse(JSON.parse(await readFile(`${folder}/channels.json`, 'utf8')));
    const definitions = new Map(file.channels.map((definition) => [definition.id, definition]));

    const { channels, sites } = createChannels(definitions, dependencies);

    expect([...channels.keys()]).toEqual([...definitions.keys()]);
    expect([...sites.keys()]).toEqual(['portal']);
    expect(sites.get('portal')?.path).toBe('/portal/');
  });

  it.each([
    ['an unknown kind', { kind: 'fax' }, /渠道“channel-0”.*fax.*manual, http, exchange, excel, site/s],
    ['a missing setting', { kind: 'http' }, /channel-0.*\/settings\/endpoint/s],
    ['a wrong setting', { kind: 'site', settings: { path: 'portal' } }, /channel-0.*\/settings\/path/s],
    ['a folder that is no absolute path', exchange('exchange'), /channel-0.*\/settings\/folder/s],
    [
      'a folder that is not allowed',
      exchange('/srv/exchanges'),
      /channel-0.*\/srv\/exchanges.*outgoing\.json/s,
    ],
    [
      'a way out of the folder',
      exchange('/srv/exchange/../other'),
      /channel-0.*\/srv\/other.*outgoing\.json/s,
    ],
    ['a template outside its folder', { kind: 'excel', settings: { template: '../a.xlsx' } }, /template/],
    ['a setting that does not exist', { kind: 'manual', settings: { url: 'x' } }, /channel-0.*url/s],
  ] as const)('does not start with %s, and says where', (_name, entry, message) => {
    const build = () => createChannels(channelsOf(entry), dependencies);

    expect(build).toThrow(ConfigurationProblem);
    expect(build).toThrow(message);
  });

  it.each([
    ['where another site is', [site('/portal/'), site('/portal/')], /channel-1.*\/portal\/.*channel-0/s],
    ['within another site', [site('/portal/'), site('/portal/news/')], /channel-1.*channel-0/s],
    ['around another site', [site('/a/b/'), site('/a/')], /channel-1.*channel-0/s],
    ['over the API', [site('/v1/')], /channel-0.*\/v1\//s],
    ['within the API', [site('/v1/items/')], /channel-0.*\/v1\//s],
    ['over the practice networks', [site('/practice/')], /channel-0.*\/practice\//s],
  ] as const)('does not start with a site %s', (_name, entries, message) => {
    const build = () => createChannels(channelsOf(...entries), dependencies);

    expect(build).toThrow(ConfigurationProblem);
    expect(build).toThrow(message);
  });

  it('takes two sites beside each other', () => {
    const { sites } = createChannels(channelsOf(site('/portal/'), site('/portal-2/')), dependencies);

    expect(Array.from(sites.values(), ({ path }) => path)).toEqual(['/portal/', '/portal-2/']);
  });
});

describe('createPracticeNetworks', () => {
  it('makes a network for each http channel that points at one on this server, and for no other', () => {
    const mounts = createPracticeNetworks({
      ...dependencies,
      channels: channelsOf(
        { kind: 'http', practice: true, settings: { endpoint: '/practice/provincial/' } },
        { kind: 'http', practice: true, settings: { endpoint: '/practice/municipal/', secret: 'shared' } },
        { kind: 'http', settings: { endpoint: 'https://platform.example/practice/provincial/' } },
        { kind: 'manual' },
      ),
    });

    expect(mounts.map(({ path, secretName }) => [path, secretName])).toEqual([
      ['/practice/provincial', 'channel-0'],
      ['/practice/municipal', 'shared'],
    ]);
  });

  it.each([
    [
      'a practice network that would count as a real platform',
      { practice: false, endpoint: '/practice/city/' },
    ],
    ['a path of ours where no network is', { practice: true, endpoint: '/elsewhere/' }],
  ])('does not start with %s', (_name, { practice, endpoint }) => {
    const channels = channelsOf({ kind: 'http', practice, settings: { endpoint } });

    expect(() => createPracticeNetworks({ ...dependencies, channels })).toThrow(
      /channel-0.*"practice": true/s,
    );
  });

  it('does not let two channels share one, where one copy would pass for both', () => {
    const channels = channelsOf(
      { kind: 'http', practice: true, settings: { endpoint: '/practice/city/' } },
      { kind: 'http', practice: true, settings: { endpoint: '/practice/city/' } },
    );

    expect(() => createPracticeNetworks({ ...dependencies, channels })).toThrow(/channel-1.*channel-0/s);
  });
});

describe('exchange channels', () => {
  it('gives each exchange channel within the allowed folders an inbox of its own', () => {
    const { inboxes } = createChannels(
      channelsOf(exchange('/srv/exchange/city'), exchange('/srv/exchange/province')),
      dependencies,
    );

    expect([...inboxes.keys()]).toEqual(['channel-0', 'channel-1']);
  });

  it.each([
    ['the same folder', '/srv/exchange/city'],
    ['a folder within it', '/srv/exchange/city/receipts'],
    ['the folder around it', '/srv/exchange'],
  ])('does not let two exchange channels use %s', (_name, folder) => {
    expect(() =>
      createChannels(channelsOf(exchange('/srv/exchange/city'), exchange(folder)), dependencies),
    ).toThrow(/channel-1.*channel-0/s);
  });

  it('says that an exchange channel is for the single machine where there is no file system to share', () => {
    expect(() =>
      createChannels(channelsOf(exchange('/srv/exchange')), { ...dependencies, folders: null }),
    ).toThrow(/channel-0.*单机部署/s);
  });
});
