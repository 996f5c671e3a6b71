import { Hono } from 'hono';
import { createOutgoing } from '../../../lib/channels/outgoing/create-outgoing.ts';
import { createSite } from '../../../lib/channels/site/create-site.ts';
import { SiteSettings } from '../../../lib/channels/site/settings.ts';
import { createSiteProfile } from '../../../lib/channels/site/site-profile.ts';
import { ChannelDefinition } from '../../../lib/configuration/channel-definition.ts';
import type { Clock } from '../../../lib/ports/clock.ts';
import { EXAMPLE_OFFICE } from './example-office.ts';
import { createMemoryObjectStore } from './memory-object-store.ts';
import { startApp } from './start-app.ts';

/** A practice portal over an object store, served on a free port. */
export const startSite = async ({
  objectStore = createMemoryObjectStore(),
  clock = { now: () => Date.now() } satisfies Clock,
  practice = true,
} = {}) => {
  const definition = ChannelDefinition.parse({
    id: 'portal',
    name: '门户网站',
    kind: 'site',
    practice,
    columns: { genre: { 通知: '通知公告' }, area: { 部门预决算: '财政信息' }, otherwise: '政府信息公开' },
    settings: { path: '/portal/' },
  });
  const app = new Hono();
  let origin = '';
  const outgoing = createOutgoing({ allow: [], ownOrigin: () => origin });
  const troubles: unknown[] = [];
  const site = createSite({
    profile: createSiteProfile(definition, SiteSettings.parse(definition.settings), EXAMPLE_OFFICE),
    objectStore,
    outgoing,
    clock,
    onTrouble: (error) => troubles.push(error),
    delay: 5,
  });
  app.route('/portal', site.pages);
  const server = await startApp(app);
  ({ origin } = server);
  return {
    site,
    objectStore,
    troubles,
    origin,
    get: (path: string) => fetch(new URL(path, origin), { redirect: 'manual' }),
    close: async () => {
      await site.stop();
      await outgoing.close();
      await server.close();
    },
  };
};
