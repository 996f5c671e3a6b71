/** Who took an item back and why, what is sealed, and which copies are to be taken down by hand. */
export const WITHDRAWALS_AND_SEALS = `
ALTER TABLE item ADD COLUMN withdrawal TEXT;
ALTER TABLE item ADD COLUMN seal TEXT;
-- Sealed, and the erasure is not complete: the item stays due whatever its channels are owed.
ALTER TABLE item ADD COLUMN erasing INTEGER NOT NULL DEFAULT 0;
-- What waits for a person, as with deliveries.
ALTER TABLE item ADD COLUMN waiting TEXT;
ALTER TABLE item ADD COLUMN waiting_since INTEGER;
CREATE INDEX item_waiting ON item (waiting, waiting_since) WHERE waiting IS NOT NULL;
ALTER TABLE delivery ADD COLUMN taking_down INTEGER NOT NULL DEFAULT 0;

-- What is erased with one item must not be missing on another that shows it.
CREATE TABLE attachment_use (
  sha256 TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES item,
  PRIMARY KEY (sha256, item)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO attachment_use (sha256, item)
  SELECT json_extract(attachment.value, '$.sha256'), edition.item
  FROM edition, json_each(edition.row, '$.content.attachments') AS attachment;
`;
