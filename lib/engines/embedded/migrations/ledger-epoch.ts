/** A ledger that was put back from an older copy begins another epoch; what was delivered so far was so in the first. */
export const LEDGER_EPOCH = `
ALTER TABLE delivery ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;

CREATE TABLE ledger_epoch (number INTEGER PRIMARY KEY, begun_at INTEGER) STRICT;
INSERT INTO ledger_epoch (number, begun_at) VALUES (1, NULL);
`;
