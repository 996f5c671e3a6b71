import type { Metadata, Submission } from '../domain/item.ts';
import type { ItemSnapshot } from '../domain/ledger-rows.ts';
import type { Violation } from '../domain/violation.ts';

export interface KnownConflict {
  readonly violation: Violation;
  /** Where the posted item and the known one contradict each other. */
  readonly pointers: readonly string[];
}

/** Contradicting one of these means another item: absent and given are different. */
const IDENTIFYING = ['issuer', 'formedOn', 'documentNumber'] as const satisfies readonly (keyof Metadata)[];

const DESCRIPTIVE = [
  'unit',
  'topic',
  'genre',
  'kind',
  'origin',
  'area',
  'importance',
  'relations',
  'consulted',
  'columns',
  'publishAt',
  'author',
  'review',
  'approvals',
] as const satisfies readonly (keyof Submission)[];

/** Written alike whatever the order of the members. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

const SEALED: Violation = {
  code: 'sealed',
  pointer: '',
  message: {
    zh: '相同内容的信息已经封存，不得再次提交。',
    en: 'An item of the same content is sealed, so this is not taken again.',
  },
};

/** Why the same content cannot be the same item; undefined when it can. An import states too little to contradict. */
export const knownConflict = (
  submission: Submission,
  { item, edition }: Pick<ItemSnapshot, 'item' | 'edition'>,
): KnownConflict | undefined => {
  if (item.seal !== null) return { pointers: [''], violation: SEALED };
  // What only a voided import said of it was never so: it may be posted like any other.
  if (item.state === 'withdrawn' && item.voided === null) {
    return {
      pointers: [''],
      violation: {
        code: 'withdrawn',
        pointer: '',
        message: {
          zh: '相同内容的信息已经撤下，不能直接再次提交。',
          en: 'An item of the same content was withdrawn and cannot simply be posted again.',
        },
      },
    };
  }
  if (item.importedBy !== null && edition.content.approvals.length === 0) return undefined;
  const pointers = IDENTIFYING.filter((name) => submission[name] !== edition.content[name]).map(
    (name) => `/${name}`,
  );
  const first = pointers[0];
  if (first === undefined) return undefined;
  return {
    pointers,
    violation: {
      code: 'same-content-other-item',
      pointer: first,
      message: {
        zh: '台账中已有相同内容的信息，但发文机关、成文日期或发文字号不同。如果确是另一条信息，请填写 occurrence 加以区分。',
        en: 'An item of the same content exists with another issuer, date of formation or document number. If this is another item, send "occurrence" to say so.',
      },
    },
  };
};

const files = (attachments: Submission['attachments']): string =>
  written(attachments.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted());

/** Where a re-post differs from the known item without being another one; nothing of it is taken over. */
export const differingPointers = (
  submission: Submission,
  html: string,
  { edition }: ItemSnapshot,
): readonly string[] => {
  const { content } = edition;
  // What identifies an item differs only where a correction changed it; an import states too little to tell.
  const members = content.approvals.length === 0 ? DESCRIPTIVE : [...IDENTIFYING, ...DESCRIPTIVE];
  const differing: string[] = members
    .filter((name) => written(submission[name]) !== written(content[name]))
    .map((name) => `/${name}`);
  if (submission.title !== content.title) differing.push('/title');
  if (html !== edition.html) differing.push('/body/content');
  if (files(submission.attachments) !== files(content.attachments)) differing.push('/attachments');
  return differing;
};
