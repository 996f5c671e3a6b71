/** Content hashes that corrections brought items to; an item's own id needs none. */
export const REDIRECTS = `
CREATE TABLE redirect (content_hash TEXT PRIMARY KEY, item_id TEXT NOT NULL, edition_key TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
