import { createHash } from 'node:crypto';
import type { ItemId } from '../item.ts';
import type { StatedRow } from './stated-row.ts';

/**
 * The id of an item of which only title and document number are known. It also hashes its first publication, for a
 * title does not make an item. SHA-256 of these UTF-8 bytes, which no content hash starts with (`gongkai-content/`), so
 * that the id is never that of something posted:
 *
 * ```text
 * gongkai-bodyless/1
 * title <canonical title>
 * documentNumber <canonical document number>   only where there is one
 * first <identity of its earliest row>
 * ```
 */
export const bodylessId = ({
  titleKey,
  documentNumberKey,
  identity,
}: Pick<StatedRow, 'titleKey' | 'documentNumberKey' | 'identity'>): ItemId =>
  createHash('sha256')
    .update(
      [
        'gongkai-bodyless/1',
        `title ${titleKey}`,
        ...(documentNumberKey === null ? [] : [`documentNumber ${documentNumberKey}`]),
        `first ${identity}`,
      ].join('\n'),
    )
    .digest('hex');
