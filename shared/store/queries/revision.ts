import type { SqlDatabase } from '../sql-database.ts';

/** Position of the last ledger entry: what was read at one revision stays true until the next. */
export const readRevision = (db: SqlDatabase): number =>
  db.prepare('SELECT coalesce(max(sequence), 0) AS revision FROM ledger').get<{
    revision: number;
  }>()?.revision ?? 0;
