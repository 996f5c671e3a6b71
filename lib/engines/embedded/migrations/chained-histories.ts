/** A row keeps its newest history entries; older ones stand in blocks, by the number of entries before them. */
export const CHAINED_HISTORIES = `
ALTER TABLE item ADD COLUMN history_sealed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN history_head TEXT;
ALTER TABLE delivery ADD COLUMN history_sealed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN history_head TEXT;
CREATE TABLE history_block (
  item INTEGER NOT NULL REFERENCES item,
  -- Empty for the item itself.
  channel TEXT NOT NULL,
  before INTEGER NOT NULL,
  entries TEXT NOT NULL,
  PRIMARY KEY (item, channel, before)
) STRICT, WITHOUT ROWID;
`;
