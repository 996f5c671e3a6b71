import { rowContent } from '../../domain/import/row-content.ts';
import type { ItemId } from '../../domain/item.ts';
import type { EditionContent, EditionRow, ItemRow } from '../../domain/ledger-rows.ts';
import { withKey } from '../edition-key.ts';
import { prepareContent } from '../prepare-content.ts';
import { firstBody, firstStated, type ImportedGroup, type Told } from './imported-group.ts';

/** What the file states and nothing more; nobody approved it here. */
export const importedContent = (group: ImportedGroup): EditionContent => {
  const [first] = group.rows;
  const documentNumber = firstStated(group, 'documentNumber');
  return {
    ...rowContent({ ...first, documentNumber, body: firstBody(group) }),
    issuer: '',
    unit: firstStated(group, 'unit'),
    formedOn: firstStated(group, 'formedOn') ?? '',
    topic: null,
    genre: null,
    kind: first.kind,
    origin: first.origin,
    area: firstStated(group, 'area'),
    importance: 'ordinary',
    relations: [],
    consulted: [],
    columns: {},
    publishAt: null,
    author: { name: '', unit: null },
    review: { reviewer: '', conclusion: 'public', reviewedAt: '' },
    approvals: [],
  };
};

/** Does the edition say what the rows do? A row that comes later may be the earliest, and spell or know more. */
export const saysTheSame = (edition: EditionContent, stated: EditionContent): boolean =>
  edition.body.content === stated.body.content && STATED.every((name) => edition[name] === stated[name]);

const STATED = [
  'title',
  'documentNumber',
  'unit',
  'formedOn',
  'kind',
  'origin',
  'area',
] as const satisfies readonly (keyof EditionContent)[];

/** The edition of an imported item; of one without a body the id stands for the content hash. */
export const importedEdition = (
  itemId: ItemId,
  before: Pick<ItemRow, 'edition' | 'editionKey'> | null,
  content: EditionContent,
  { by, now }: Told,
): EditionRow => {
  const prepared = prepareContent(content);
  return withKey({
    itemId,
    edition: (before?.edition ?? 0) + 1,
    previousKey: before?.editionKey ?? null,
    contentHash: itemId,
    contentVersion: prepared.contentVersion,
    copyHash: prepared.copyHash,
    content,
    html: prepared.html,
    text: prepared.text,
    warnings: [],
    houseStyle: prepared.houseStyle,
    recordedAt: now,
    by,
    reason: before === null ? null : '按导入规则，以最早的发布记录为准',
  });
};
