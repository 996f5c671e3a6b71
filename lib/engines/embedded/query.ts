import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';

/** One row, in the order of the columns selected. */
export type Row = readonly SQLOutputValue[];

export interface Query {
  get(...values: readonly SQLInputValue[]): Row | undefined;
  all(...values: readonly SQLInputValue[]): readonly Row[];
}

/** A prepared statement that answers arrays: half the cost of objects on the way of every delivery. */
export const prepareQuery = (database: DatabaseSync, sql: string): Query => {
  const statement: StatementSync = database.prepare(sql);
  statement.setReturnArrays(true);
  return {
    get: (...values) => {
      const row = statement.get(...values);
      return row === undefined ? undefined : asRow(row);
    },
    all: (...values) => statement.all(...values).map(asRow),
  };
};

const asRow = (row: unknown): Row => {
  if (!Array.isArray(row)) throw new TypeError('the statement did not answer arrays');
  return row;
};
