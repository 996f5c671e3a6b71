import type { ItemId } from '../../domain/item.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { siteRecordIn } from './article-record.ts';
import type { Catalogue } from './catalogue.ts';
import { ARTICLES } from './site-paths.ts';

// Reads wait for the disk or the network, not for the processor.
const AT_ONCE = 16;

/** Notes every article whose page the site holds; deliveries may go on meanwhile. A page that cannot be read is told of and left out. */
export const loadCatalogue = async (
  objectStore: ObjectStore,
  folder: string,
  catalogue: Catalogue,
  onTrouble: (error: unknown) => void,
): Promise<void> => {
  const prefix = `${folder}${ARTICLES}`;
  const load = async (key: string): Promise<void> => {
    const page = await objectStore.get(key);
    if (page === undefined) return;
    try {
      const { is, record } = siteRecordIn(page.bytes);
      catalogue.note(record.key satisfies ItemId, record.generation, is === 'article' ? record : null);
    } catch (cause) {
      onTrouble(new Error(`${key} is no article page`, { cause }));
    }
  };
  let batch: Promise<void>[] = [];
  for await (const key of objectStore.list(prefix)) {
    batch.push(load(key));
    if (batch.length < AT_ONCE) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
};
