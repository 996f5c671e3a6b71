import type { ChannelId } from '../../domain/item.ts';
import type { ObjectStore } from '../../ports/object-store.ts';

/** Tells whoever rebuilds a site that another process changed its articles. */
export interface SiteChanges {
  /** To be called after an article may have changed. */
  note(): Promise<void>;
  /** Rebuilds when something was noted since the last rebuild began; true when it did. Dying in between means rebuilding again. */
  rebuildAfterChange(rebuild: () => Promise<void>): Promise<boolean>;
}

/** For engines of many short processes, where no one can keep the index pages in line by itself: two marks in the object store. */
export const createSiteChanges = ({
  objectStore,
  channel,
  newMark,
}: {
  readonly objectStore: ObjectStore;
  readonly channel: ChannelId;
  /** Never the same twice. */
  readonly newMark: () => string;
}): SiteChanges => {
  const noted = `site-changes/${channel}/noted`;
  const built = `site-changes/${channel}/built`;
  const read = async (key: string): Promise<string | undefined> => {
    const mark = await objectStore.get(key);
    return mark === undefined ? undefined : Buffer.from(mark.bytes).toString('utf8');
  };
  const write = (key: string, mark: string): Promise<void> => objectStore.put(key, Buffer.from(mark));

  return {
    note: () => write(noted, newMark()),
    rebuildAfterChange: async (rebuild) => {
      const mark = await read(noted);
      if (mark === undefined || mark === (await read(built))) return false;
      await rebuild();
      await write(built, mark);
      return true;
    },
  };
};
