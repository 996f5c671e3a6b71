import { Worker } from 'node:worker_threads';
import type { CountRequest, YearCount } from '../../domain/count/count-year.ts';
import type { EvidencedItem } from '../../domain/evidence/evidenced-item.ts';
import type { ItemId } from '../../domain/item.ts';
import type { PublishedItem } from '../../domain/publication.ts';
import type { EvidencePage, PublicationCount, PublishedPage } from './count-publications.ts';

type Question =
  | { readonly ask: 'count'; readonly request: CountRequest }
  | {
      readonly ask: 'page';
      readonly throughYear: number;
      readonly afterId: ItemId;
      readonly limit: number;
    }
  | {
      readonly ask: 'evidence';
      readonly year: number;
      readonly afterId: ItemId;
      readonly limit: number;
    };

/** What the counting thread is sent. */
export type CountQuestion = Question & { readonly id: number };

/** What it sends back, under the same id. */
export type CountAnswer =
  | { readonly id: number; readonly gives: 'count'; readonly count: YearCount }
  | { readonly id: number; readonly gives: 'page'; readonly page: PublishedPage }
  | { readonly id: number; readonly gives: 'evidence'; readonly page: EvidencePage }
  | { readonly id: number; readonly gives: 'error'; readonly message: string };

export interface PublicationReader {
  readonly countYear: (request: CountRequest) => Promise<YearCount>;
  readonly items: (throughYear: number, afterId?: ItemId) => AsyncIterable<PublishedItem>;
  readonly evidence: (year: number) => AsyncIterable<EvidencedItem>;
  /** Waits for nobody: what is still being counted rejects. */
  readonly close: () => Promise<void>;
}

/** Items that a page looks at: some hundred kilobytes on their way between the threads. */
const PAGE_ITEMS = 2000;
/** An item's evidence is many times as large, and whoever works on a page holds up others. */
const EVIDENCE_PAGE_ITEMS = 250;

type Count = {
  readonly [Method in keyof PublicationCount]: (
    ...parameters: Parameters<PublicationCount[Method]>
  ) => Promise<ReturnType<PublicationCount[Method]>>;
};

const readerOf = (count: Count, close: () => Promise<void>): PublicationReader => ({
  countYear: count.countYear,
  items: async function* (throughYear, afterId = '') {
    let lastId: ItemId | null = afterId;
    while (lastId !== null) {
      const page: PublishedPage = await count.page(throughYear, lastId, PAGE_ITEMS);
      yield* page.items;
      lastId = page.lastId;
    }
  },
  evidence: async function* (year) {
    let next: Promise<EvidencePage> | null = count.evidence(year, '', EVIDENCE_PAGE_ITEMS);
    while (next !== null) {
      const { items, lastId }: EvidencePage = await next;
      // Asked for before this one is worked on, so that both threads have something to do.
      next = lastId === null ? null : count.evidence(year, lastId, EVIDENCE_PAGE_ITEMS);
      // Whoever stops reading asks for no more, and then nobody hears of it.
      next?.catch(() => undefined);
      yield* items;
    }
  },
  close,
});

/** Counts in place: for a ledger in memory, which no other thread can see. */
export const createLocalReader = (count: PublicationCount): PublicationReader =>
  readerOf(
    {
      countYear: async (request) => count.countYear(request),
      page: async (throughYear, afterId, limit) => count.page(throughYear, afterId, limit),
      evidence: async (year, afterId, limit) => count.evidence(year, afterId, limit),
    },
    () => Promise.resolve(),
  );

/** Counts in one thread, which starts with the first question and stays: its page cache is what makes the next count fast. */
export const createThreadReader = (databasePath: string): PublicationReader => {
  const waiting = new Map<number, PromiseWithResolvers<CountAnswer>>();
  /** Counts asked for and not begun: whoever asks the same meanwhile shares one. */
  const nextCounts = new Map<string, Promise<YearCount>>();
  let lastCount: Promise<unknown> = Promise.resolve();
  let worker: Worker | undefined;
  let lastId = 0;
  let closed = false;

  const fail = (failed: Worker, error: Error): void => {
    if (worker !== failed) return;
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./publication-worker.ts', import.meta.url), {
      workerData: databasePath,
    });
    started.on('message', (answer: CountAnswer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', (error: Error) => {
      fail(started, error);
    });
    started.on('exit', () => {
      fail(started, new Error('the counting thread has ended'));
    });
    return started;
  };

  const ask = (question: Question): Promise<CountAnswer> => {
    if (closed) return Promise.reject(new Error('the ledger is closed'));
    worker ??= start();
    // Only a count under way keeps the process alive.
    worker.ref();
    const id = ++lastId;
    const answer = Promise.withResolvers<CountAnswer>();
    waiting.set(id, answer);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ id, ...question } satisfies CountQuestion);
    return answer.promise;
  };

  const askCount = async (request: CountRequest): Promise<YearCount> => {
    const answer = await ask({ ask: 'count', request });
    if (answer.gives !== 'count') throw unexpected(answer);
    return answer.count;
  };

  return readerOf(
    {
      countYear: (request) => {
        const key = JSON.stringify(request);
        const shared = nextCounts.get(key);
        if (shared !== undefined) return shared;
        const count = lastCount.then(() => {
          nextCounts.delete(key);
          return askCount(request);
        });
        nextCounts.set(key, count);
        lastCount = count.catch(() => undefined);
        return count;
      },
      page: async (throughYear, afterId, limit) => {
        const answer = await ask({ ask: 'page', throughYear, afterId, limit });
        if (answer.gives !== 'page') throw unexpected(answer);
        return answer.page;
      },
      evidence: async (year, afterId, limit) => {
        const answer = await ask({ ask: 'evidence', year, afterId, limit });
        if (answer.gives !== 'evidence') throw unexpected(answer);
        return answer.page;
      },
    },
    async () => {
      closed = true;
      await worker?.terminate();
    },
  );
};

const unexpected = (answer: CountAnswer): Error =>
  new Error(answer.gives === 'error' ? answer.message : `the counting thread gave a ${answer.gives}`);
