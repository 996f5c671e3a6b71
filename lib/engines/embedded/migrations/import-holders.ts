// Which imports state a row: known since a row can be in more than one file, and an import can be taken back.
export const IMPORT_HOLDERS = `
CREATE TABLE import_holder (
  import INTEGER NOT NULL,
  identity TEXT NOT NULL,
  PRIMARY KEY (import, identity)
) STRICT, WITHOUT ROWID;
INSERT INTO import_holder (import, identity) SELECT json_extract(row, '$.importedBy'), identity FROM imported_row;
UPDATE imported_row SET row = json_set(row, '$.holders', json_array(json_extract(row, '$.importedBy')));
UPDATE import SET record = json_set(record, '$.voided', NULL);

ALTER TABLE item ADD COLUMN voided TEXT;
`;
