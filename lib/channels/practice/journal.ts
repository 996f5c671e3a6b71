import type { ObjectStore } from '../../ports/object-store.ts';

/** Where a line of the journal stands. */
export interface JournalPlace {
  readonly objectKey: string;
  readonly line: number;
}

export interface Journal {
  /** Resolves when the entry is durable; entries become durable in the order they were appended. Rejects when they may not be. */
  append(entry: unknown): Promise<JournalPlace>;
  /** Every entry so far, in order. */
  replay(): AsyncGenerator<{ readonly entry: unknown; readonly place: JournalPlace }>;
  read(place: JournalPlace): Promise<unknown>;
  /** Puts what is made of an entry in its place, for good. Durable when it resolves. */
  rewrite(place: JournalPlace, change: (entry: unknown) => unknown): Promise<void>;
}

interface Waiting {
  readonly text: string;
  readonly resolve: (place: JournalPlace) => void;
  readonly reject: (error: unknown) => void;
}

const linesOf = (bytes: Uint8Array): string[] => Buffer.from(bytes).toString('utf8').split('\n');

/**
 * Entries as JSON lines, many to an object: while one object is being made durable, the entries that arrive gather for
 * the next. Objects are numbered, and a number is written once, so a second process on the same store is noticed.
 */
export const createJournal = ({
  objectStore,
  prefix,
}: {
  readonly objectStore: ObjectStore;
  readonly prefix: string;
}): Journal => {
  let next: number | null = null;
  let waiting: Waiting[] = [];
  let writing = false;
  let rewriting: Promise<unknown> = Promise.resolve();
  const objectKey = (number: number): string => `${prefix}${String(number).padStart(12, '0')}.jsonl`;

  const numberAfterLast = async (): Promise<number> => {
    let count = 0;
    for await (const key of objectStore.list(prefix))
      count = Number(key.slice(prefix.length, prefix.length + 12)) + 1;
    return count;
  };

  const writeOne = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      next ??= await numberAfterLast();
      const key = objectKey(next);
      const bytes = Buffer.from(batch.map(({ text }) => text).join('\n'));
      if ((await objectStore.putIfAbsent(key, bytes, { mediaType: 'application/jsonl' })) === 'exists') {
        throw new Error(`another process has written ${key}`);
      }
      next += 1;
      batch.forEach(({ resolve }, line) => resolve({ objectKey: key, line }));
    } catch (error) {
      next = null;
      for (const { reject } of batch) reject(error);
    }
  };

  const write = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeOne(batch);
    }
    writing = false;
  };

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: JSON.stringify(entry), resolve, reject });
        if (!writing) void write();
      }),
    async *replay() {
      for await (const key of objectStore.list(prefix)) {
        const object = await objectStore.get(key);
        if (object === undefined) continue;
        for (const [line, text] of linesOf(object.bytes).entries()) {
          yield { entry: JSON.parse(text), place: { objectKey: key, line } };
        }
      }
    },
    async read({ objectKey: key, line }) {
      const object = await objectStore.get(key);
      const text = object === undefined ? undefined : linesOf(object.bytes)[line];
      return text === undefined ? undefined : JSON.parse(text);
    },
    rewrite({ objectKey: key, line }, change) {
      const rewriteLine = async (): Promise<void> => {
        const object = await objectStore.get(key);
        if (object === undefined) return;
        const lines = linesOf(object.bytes).map((text, index) =>
          index === line ? JSON.stringify(change(JSON.parse(text))) : text,
        );
        await objectStore.put(key, Buffer.from(lines.join('\n')), { mediaType: 'application/jsonl' });
        await objectStore.forgetVersions(key);
      };
      // One after another: two lines of one object must not undo each other.
      const rewritten = rewriting.then(rewriteLine);
      rewriting = rewritten.catch(() => undefined);
      return rewritten;
    },
  };
};
