import { UNEXAMINED_PARTITION } from './keys.ts';

type AttributeType = 'S' | 'N';

interface KeyAttribute {
  readonly name: string;
  readonly type: AttributeType;
}

interface IndexDefinition {
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute;
  /** Attributes copied into the index beside the keys; each change of one of them costs a write there. */
  readonly projected: readonly string[];
}

interface TableDefinition {
  readonly partitionKey: KeyAttribute;
  readonly sortKey: KeyAttribute;
  readonly indexes: Readonly<Record<string, IndexDefinition>>;
}

/**
 * The one table, as the stack creates it and as the tests do. All indexes are sparse: a row without an index's two key
 * attributes is not in it. Index reads may be stale either way, so nothing is decided on them alone.
 */
export const TABLE = {
  partitionKey: { name: 'pk', type: 'S' },
  sortKey: { name: 'sk', type: 'S' },
  indexes: {
    /** Items that owe something, by the time at which they may be attempted. */
    work: {
      partitionKey: { name: 'dueShard', type: 'S' },
      sortKey: { name: 'dueAt', type: 'N' },
      projected: [],
    },
    /** Deliveries that became public: year and first digit of the id, ordered by id and channel. */
    published: {
      partitionKey: { name: 'publishedIn', type: 'S' },
      sortKey: { name: 'publishedAs', type: 'S' },
      projected: ['publicAt', 'generation', 'withdrawal', 'importedBy', 'facts'],
    },
    /** Public copies of a channel, by the time at which they are read back next. */
    confirmations: {
      partitionKey: { name: 'confirmShard', type: 'S' },
      sortKey: { name: 'confirmAt', type: 'N' },
      projected: [],
    },
    /** Deliveries that wait for a person, by the reason and since when. */
    waiting: {
      partitionKey: { name: 'waitingFor', type: 'S' },
      sortKey: { name: 'waitingSince', type: 'N' },
      projected: [],
    },
    /** Items by month of acceptance. */
    recent: {
      partitionKey: { name: 'acceptedIn', type: 'S' },
      sortKey: { name: 'acceptedAt', type: 'N' },
      projected: ['title', 'documentNumber', 'plan', 'state'],
    },
    /** Items of the same title key. */
    titles: {
      partitionKey: { name: 'titleKey', type: 'S' },
      sortKey: { name: 'acceptedAt', type: 'N' },
      projected: ['title', 'documentNumber', 'bodyless'],
    },
    /** Items of the same document number key. */
    documentNumbers: {
      partitionKey: { name: 'documentNumberKey', type: 'S' },
      sortKey: { name: 'acceptedAt', type: 'N' },
      projected: ['title', 'documentNumber', 'bodyless'],
    },
    /** Items by short number; those that have none yet stand together, in order of acceptance. */
    numbers: {
      partitionKey: { name: 'numberKey', type: 'S' },
      sortKey: { name: 'acceptedAt', type: 'N' },
      projected: [],
    },
  },
} as const satisfies TableDefinition;

export type IndexName = keyof typeof TABLE.indexes;

/** Partitions in which rows may be deleted: lists of what is still to be done, and rows of files, whose import and items stay. */
export const DELETABLE: readonly string[] = [UNEXAMINED_PARTITION, 'IMPORTED#*'];
