/** What people enter for a year's return: every version is kept. */
export const RETURN_INPUTS = `
CREATE TABLE return_inputs (
  year INTEGER NOT NULL,
  version INTEGER NOT NULL,
  stored TEXT NOT NULL,
  PRIMARY KEY (year, version)
) STRICT, WITHOUT ROWID;
`;
