import type { SqlDatabase } from '../sql-database.ts';

/** An entry about forecasts with its clear body; the rest is in its sealed part. */
export interface ForecastEntry<B> {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly body: B;
}

/** Kept scenarios or runs in the order of the ledger. */
export const forecastEntries = <B = unknown>(
  db: SqlDatabase,
  kind: 'forecast-scenario-kept' | 'forecast-run-kept',
): readonly ForecastEntry<B>[] =>
  db
    .prepare(
      `SELECT sequence AS entry, at, content ->> '$.printedName' AS by, content -> '$.body' AS body
       FROM ledger WHERE kind = ? ORDER BY sequence`,
    )
    .all<{ entry: number; at: string; by: string; body: string }>(kind)
    .map((row) => ({ ...row, body: JSON.parse(row.body) as B }));
