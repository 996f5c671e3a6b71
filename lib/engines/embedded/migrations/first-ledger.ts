// Rows point at each other by `seq`, the order of acceptance: new rows go to the end of every table and index, whatever
// their hash. Partial indexes hold only what somebody waits for, so that a settled delivery costs none of them anything.
export const FIRST_LEDGER = `
CREATE TABLE item (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL,
  edition_key TEXT NOT NULL,
  edition INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  title TEXT NOT NULL,
  document_number TEXT,
  plan TEXT NOT NULL,
  owed TEXT NOT NULL,
  due_at INTEGER,
  accepted_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  due_on TEXT,
  imported_by INTEGER,
  history TEXT NOT NULL,
  title_key TEXT NOT NULL,
  document_number_key TEXT,
  bodyless INTEGER NOT NULL
) STRICT;
CREATE INDEX item_due ON item (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX item_accepted ON item (accepted_at);
CREATE INDEX item_title ON item (title_key, accepted_at);
CREATE INDEX item_document_number ON item (document_number_key, accepted_at) WHERE document_number_key IS NOT NULL;

CREATE TABLE edition (
  item INTEGER NOT NULL REFERENCES item,
  key TEXT NOT NULL,
  row TEXT NOT NULL,
  UNIQUE (item, key)
) STRICT;

-- What the count sees of a public delivery, and of its item; those that look alike share a code. That of a publication
-- begins with its year.
CREATE TABLE publication_code (code INTEGER PRIMARY KEY, meaning TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE facets_code (code INTEGER PRIMARY KEY, meaning TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE delivery (
  item INTEGER NOT NULL REFERENCES item,
  channel TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  generation INTEGER NOT NULL,
  edition INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  look_ups INTEGER NOT NULL,
  lease_token TEXT,
  lease_until INTEGER,
  sent_at INTEGER,
  next_attempt_at INTEGER,
  receipt TEXT,
  public_at INTEGER,
  basis TEXT,
  withdrawal TEXT,
  imported_by INTEGER,
  reason TEXT,
  facts TEXT NOT NULL,
  history TEXT NOT NULL,
  publication_code INTEGER REFERENCES publication_code,
  facets_code INTEGER REFERENCES facets_code,
  UNIQUE (item, channel)
) STRICT;
CREATE INDEX delivery_leased ON delivery (item) WHERE lease_token IS NOT NULL;
CREATE INDEX delivery_public ON delivery (item, publication_code, facets_code, generation)
  WHERE publication_code IS NOT NULL;

CREATE TABLE number_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;
CREATE TABLE newest_recorded (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL) STRICT;

CREATE TABLE channel_state (
  channel TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  live_since INTEGER,
  outage TEXT,
  last_success_at INTEGER
) STRICT;

CREATE TABLE import (number INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
CREATE TABLE imported_row (identity TEXT PRIMARY KEY, title_key TEXT NOT NULL, row TEXT NOT NULL) STRICT;
CREATE INDEX imported_row_title ON imported_row (title_key);

CREATE TABLE token (id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;

CREATE TABLE unreadable (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  body TEXT NOT NULL,
  problem TEXT NOT NULL
) STRICT;

CREATE TABLE return_record (
  year INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (year, revision)
) STRICT;
`;
