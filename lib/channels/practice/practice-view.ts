import type { Instant } from '../../domain/item.ts';
import type { JournalPlace } from './journal.ts';
import type { PracticeMessage } from './practice-message.ts';

/** What is there under one key. */
export interface Held {
  readonly key: string;
  title: string;
  generation: number;
  /** When each copy was put there; empty after a withdrawal. */
  copies: Instant[];
  /** Where the newest content stands; null while it is being written. */
  content: JournalPlace | null;
  /** Where anything was ever received under the key that has not been erased. */
  received: JournalPlace[];
  /** Hashes of the files that came with it. */
  attachments: Set<string>;
}

export interface PracticeView {
  get(key: string): Held | undefined;
  all(): Iterable<Held>;
  /** Puts an accepted message into effect. */
  apply(message: PracticeMessage, at: Instant): Held;
}

/** Everything but the contents, in memory: the journal is the truth and builds it anew. */
export const createPracticeView = (): PracticeView => {
  const held = new Map<string, Held>();
  return {
    get: (key) => held.get(key),
    all: () => held.values(),
    apply: (message, at) => {
      const known: Held = held.get(message.key) ?? {
        key: message.key,
        title: message.title,
        generation: message.generation,
        copies: [],
        content: null,
        received: [],
        attachments: new Set(),
      };
      held.set(message.key, known);
      known.generation = message.generation;
      if (message.action === 'withdraw') {
        known.copies = [];
      } else {
        known.title = message.title;
        for (const { sha256 } of message.attachments) known.attachments.add(sha256);
        if (message.action === 'publish') known.copies.push(at);
      }
      return known;
    },
  };
};
