import { describe, expect, it } from 'vitest';
import { createSiteChanges } from '../../../lib/channels/site/site-changes.ts';
import { createMemoryObjectStore } from '../../integration/channels/memory-object-store.ts';

const changesOf = (objectStore = createMemoryObjectStore()) => {
  let marks = 0;
  let rebuilt = 0;
  const changes = createSiteChanges({ objectStore, channel: 'portal', newMark: () => String(++marks) });
  const rebuild = async (): Promise<void> => {
    rebuilt += 1;
  };
  return { changes, rebuild, times: () => rebuilt };
};

describe('changes of a site that another process rebuilds', () => {
  it('ask for no rebuild where nothing was ever noted', async () => {
    const { changes, rebuild, times } = changesOf();

    expect(await changes.rebuildAfterChange(rebuild)).toBe(false);
    expect(times()).toBe(0);
  });

  it('ask for one rebuild, however many there were', async () => {
    const { changes, rebuild, times } = changesOf();
    await changes.note();
    await changes.note();

    expect(await changes.rebuildAfterChange(rebuild)).toBe(true);
    expect(await changes.rebuildAfterChange(rebuild)).toBe(false);
    expect(times()).toBe(1);
  });

  it('ask again for what was noted while a rebuild ran', async () => {
    const { changes, rebuild, times } = changesOf();
    await changes.note();

    await changes.rebuildAfterChange(async () => {
      await rebuild();
      await changes.note();
    });

    expect(await changes.rebuildAfterChange(rebuild)).toBe(true);
    expect(times()).toBe(2);
  });

  it('ask again where a rebuild failed', async () => {
    const { changes, rebuild, times } = changesOf();
    await changes.note();

    await expect(changes.rebuildAfterChange(() => Promise.reject(new Error('killed')))).rejects.toThrow(
      'killed',
    );

    expect(await changes.rebuildAfterChange(rebuild)).toBe(true);
    expect(times()).toBe(1);
  });

  it('of one channel are not those of another', async () => {
    const objectStore = createMemoryObjectStore();
    const { changes, rebuild } = changesOf(objectStore);
    await createSiteChanges({ objectStore, channel: 'other', newMark: () => 'x' }).note();

    expect(await changes.rebuildAfterChange(rebuild)).toBe(false);
  });
});
