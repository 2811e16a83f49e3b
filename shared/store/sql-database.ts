/** Values that go into and come out of SQL. Counts and days are integers. */
export type SqlValue = null | number | string | Uint8Array;
export type SqlRow = { readonly [column: string]: SqlValue };

export interface SqlStatement {
  run(...values: readonly SqlValue[]): void;
  get<R = SqlRow>(...values: readonly SqlValue[]): R | undefined;
  all<R = SqlRow>(...values: readonly SqlValue[]): R[];
  /** Rows one at a time; the statement is busy until the loop ends. */
  iterate<R = SqlRow>(...values: readonly SqlValue[]): IterableIterator<R>;
  /** Rows as arrays in column order: no object a row. */
  rows(...values: readonly SqlValue[]): SqlValue[][];
}

/** The one way down to SQLite. `prepare` keeps statements by their text. */
export interface SqlDatabase {
  prepare(sql: string): SqlStatement;
  exec(sql: string): void;
}
