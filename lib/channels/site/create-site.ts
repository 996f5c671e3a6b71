import { readFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import type { Channel } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts';
import { createCatalogue } from './catalogue.ts';
import { createSiteChannel } from './channel.ts';
import { indexPlan } from './index-plan.ts';
import { createIndexWriter } from './index-writer.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { createSitePages } from './site-pages.ts';
import { siteFolder } from './site-paths.ts';
import type { SiteProfile } from './site-profile.ts';

export interface SiteDependencies {
  readonly profile: SiteProfile;
  readonly objectStore: ObjectStore;
  readonly outgoing: OutgoingRequests;
  readonly clock: Clock;
  /** Told when index pages could not be written, which is tried again, and of article pages that cannot be read. */
  readonly onTrouble: (error: unknown) => void;
  /** Milliseconds between a publication and the index pages that list it, at least. */
  readonly delay?: number;
  /** The folder of `portal.css` and `search.js`. */
  readonly assets?: URL;
}

export interface Site {
  readonly channel: Channel;
  /** `/portal/` */
  readonly path: string;
  readonly pages: Hono;
  /** Reads every article page and writes every index page that differs. What was noted before or is delivered meanwhile is in it. */
  rebuild(): Promise<void>;
  /** Rebuilds, as after a crash, and from then on keeps the index pages in line by itself. */
  start(): Promise<void>;
  /** Writes what is still out of date. */
  stop(): Promise<void>;
}

const ASSETS = [
  { name: 'portal.css', mediaType: 'text/css; charset=utf-8' },
  { name: 'search.js', mediaType: 'text/javascript; charset=utf-8' },
] as const;

/** A static site in the object store: articles are written by deliveries, everything else is a view of them. */
export const createSite = ({
  profile,
  objectStore,
  outgoing,
  clock,
  onTrouble,
  delay = 300,
  assets = new URL('./assets/', import.meta.url),
}: SiteDependencies): Site => {
  const folder = siteFolder(profile.channel);
  const catalogue = createCatalogue();
  const writer = createIndexWriter({
    objectStore,
    folder,
    plan: () => indexPlan(profile, catalogue.all()),
    delay,
    onTrouble,
  });
  let started = false;

  const channel = createSiteChannel({
    profile,
    objectStore,
    outgoing,
    clock,
    onChange: (key, generation, record) => {
      catalogue.note(key, generation, record);
      // Before it is loaded, the catalogue holds only part of the site and must not be written.
      if (started) writer.note();
    },
  });

  const rebuild = async (): Promise<void> => {
    for (const { name, mediaType } of ASSETS) {
      await objectStore.put(`${folder}assets/${name}`, await readFile(new URL(name, assets)), { mediaType });
    }
    await loadCatalogue(objectStore, folder, catalogue, onTrouble);
    await writer.write('everything');
  };

  return {
    channel,
    path: profile.path,
    pages: createSitePages({ profile, objectStore }),
    rebuild,
    async start() {
      await rebuild();
      started = true;
      writer.note();
    },
    stop: () => writer.stop(),
  };
};
