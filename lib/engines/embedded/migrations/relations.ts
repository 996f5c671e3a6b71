// Traces are found by their number; items that share one stand together.
export const RELATIONS = `
CREATE TABLE relation_decision (
  number INTEGER PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  decided_by TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE suspect (
  since INTEGER NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  reasons TEXT NOT NULL,
  similarity REAL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX suspect_since ON suspect (since, a, b);

CREATE TABLE trace (
  trace INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES item,
  PRIMARY KEY (trace, item)
) STRICT, WITHOUT ROWID;

-- Items up to this one, in order of acceptance, were put into unexamined; new editions are put there at once.
CREATE TABLE examination (only INTEGER PRIMARY KEY CHECK (only = 1), through INTEGER NOT NULL) STRICT;
INSERT INTO examination (only, through) VALUES (1, 0);
CREATE TABLE unexamined (item INTEGER PRIMARY KEY REFERENCES item, mark TEXT NOT NULL) STRICT;
`;
