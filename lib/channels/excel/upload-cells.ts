import { copyKey } from '../../domain/copy-key.ts';
import { KIND_WORDS } from '../../domain/import/cell-words.ts';
import type { Kind } from '../../domain/item.ts';
import type { UploadRow } from '../../ports/upload-form.ts';

/** What a column of a platform's template can be filled with. */
export const UPLOAD_FIELDS = [
  'key',
  'number',
  'title',
  'documentNumber',
  'issuer',
  'unit',
  'formedOn',
  'topic',
  'genre',
  'kind',
  'area',
  'column',
  'edition',
  'html',
  'text',
  'attachments',
  'action',
  'url',
  'remoteId',
] as const;
export type UploadField = (typeof UPLOAD_FIELDS)[number];

const kindWord = (kind: Kind): string => KIND_WORDS.entries().find(([, each]) => each === kind)?.[0] ?? kind;

const CELLS: Readonly<Record<UploadField, (row: UploadRow) => string | null>> = {
  key: ({ copy }) => copyKey(copy),
  number: ({ copy }) => copy.number,
  title: ({ copy }) => copy.title,
  documentNumber: ({ copy }) => copy.documentNumber,
  issuer: ({ copy }) => copy.issuer,
  unit: ({ copy }) => copy.unit,
  formedOn: ({ copy }) => copy.formedOn,
  topic: ({ copy }) => copy.topic,
  genre: ({ copy }) => copy.genre,
  kind: ({ copy }) => kindWord(copy.kind),
  area: ({ copy }) => copy.area,
  column: ({ copy }) => copy.column,
  edition: ({ copy }) => String(copy.edition),
  html: ({ copy }) => copy.html,
  text: ({ copy }) => copy.text,
  attachments: ({ copy }) => copy.attachments.map(({ name }) => name).join('；'),
  action: ({ receipt }) => (hasCopy(receipt) ? '修改' : '新增'),
  url: ({ receipt }) => receipt?.url ?? null,
  remoteId: ({ receipt }) => receipt?.remoteId ?? null,
};

const hasCopy = (receipt: UploadRow['receipt']): boolean =>
  receipt !== null && (receipt.url !== null || receipt.remoteId !== null || receipt.place !== null);

export type UploadColumn = UploadField | { readonly text: string };

/** What an item says in a column; empty where it says nothing. */
export const uploadCell = (column: UploadColumn, row: UploadRow): string =>
  typeof column === 'string' ? (CELLS[column](row) ?? '') : column.text;
