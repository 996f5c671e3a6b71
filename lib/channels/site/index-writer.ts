import type { ObjectStore } from '../../ports/object-store.ts';
import type { IndexObject } from './index-plan.ts';
import { COLUMNS } from './site-paths.ts';

export interface IndexWriter {
  /** Something changed: write soon. */
  note(): void;
  /** Writes what is out of date and returns when all of it is written; `everything` compares with what is stored first. */
  write(scope: 'changed' | 'everything'): Promise<void>;
  stop(): Promise<void>;
}

// After a write, rest for nine times as long as it took: the larger the site, the rarer, and never more than a tenth of the time.
const REST_FACTOR = 9;
const AFTER_TROUBLE_MS = 10_000;

/** Keeps the index pages in line with the articles, behind the deliveries' back: one write at a time, bunched. */
export const createIndexWriter = ({
  objectStore,
  folder,
  plan,
  delay,
  onTrouble,
}: {
  readonly objectStore: ObjectStore;
  readonly folder: string;
  readonly plan: () => readonly IndexObject[];
  /** Milliseconds between a change and the write that shows it, at least. */
  readonly delay: number;
  readonly onTrouble: (error: unknown) => void;
}): IndexWriter => {
  const written = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let rest = delay;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const writeObject = async ({ path, mediaType, signature, render }: IndexObject): Promise<void> => {
    if (written.get(path) === signature) return;
    const bytes = Buffer.from(await render());
    const isFirst = !written.has(path);
    const stored = isFirst ? await objectStore.get(`${folder}${path}`) : undefined;
    if (stored === undefined || !bytes.equals(stored.bytes)) {
      await objectStore.put(`${folder}${path}`, bytes, { mediaType });
    }
    written.set(path, signature);
  };

  const removeLeftOver = async (planned: ReadonlySet<string>): Promise<void> => {
    for await (const key of objectStore.list(`${folder}${COLUMNS}`)) {
      if (!planned.has(key.slice(folder.length))) await objectStore.delete(key);
    }
  };

  const writeAll = async (scope: 'changed' | 'everything'): Promise<void> => {
    if (scope === 'everything') written.clear();
    const start = performance.now();
    const objects = plan();
    for (const object of objects) await writeObject(object);
    const planned = new Set(objects.map(({ path }) => path));
    const gone = [...written.keys()].filter((path) => !planned.has(path));
    for (const path of gone) {
      await objectStore.delete(`${folder}${path}`);
      written.delete(path);
    }
    if (scope === 'everything') await removeLeftOver(planned);
    else rest = Math.max(delay, REST_FACTOR * (performance.now() - start));
  };

  const write = (scope: 'changed' | 'everything'): Promise<void> => {
    const next = running.then(() => writeAll(scope));
    running = next.catch(() => undefined);
    return next;
  };

  const schedule = (wait: number): void => {
    if (stopped || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      write('changed').catch((error: unknown) => {
        onTrouble(error);
        schedule(AFTER_TROUBLE_MS);
      });
    }, wait);
    timer.unref();
  };

  return {
    note: () => schedule(rest),
    write,
    async stop() {
      stopped = true;
      if (timer !== null) {
        clearTimeout(timer);
        timer = null;
        await write('changed');
      }
      await running;
    },
  };
};
