import type { Instant, ItemId } from '../domain/item.ts';
import type { EditionContent, EditionRow, ItemRow } from '../domain/ledger-rows.ts';
import { withKey } from './edition-key.ts';
import type { PreparedContent } from './prepare-content.ts';

/** The edition that comes after the one that the item names; the first where there is no item yet. */
export const editionRow = (
  content: EditionContent,
  prepared: PreparedContent,
  before: Pick<ItemRow, 'edition' | 'editionKey'> | null,
  account: {
    readonly itemId: ItemId;
    readonly by: string;
    readonly now: Instant;
    readonly reason: string | null;
  },
): EditionRow =>
  withKey({
    itemId: account.itemId,
    edition: (before?.edition ?? 0) + 1,
    previousKey: before?.editionKey ?? null,
    contentHash: prepared.contentHash,
    contentVersion: prepared.contentVersion,
    copyHash: prepared.copyHash,
    content,
    html: prepared.html,
    text: prepared.text,
    warnings: [...prepared.warnings, ...prepared.flags],
    houseStyle: prepared.houseStyle,
    recordedAt: account.now,
    by: account.by,
    reason: account.reason,
  });
