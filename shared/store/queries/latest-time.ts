import type { Instant } from '../../base/instant.ts';
import type { SqlDatabase } from '../sql-database.ts';

/**
 * The latest time of any entry since somebody last confirmed the clock; undefined when there is none. One step from
 * the end of the index of times, however long the ledger is.
 */
export const latestTime = (db: SqlDatabase): Instant | undefined =>
  db
    .prepare(
      `SELECT at FROM ledger INDEXED BY ledger_by_time
       WHERE +sequence > (SELECT coalesce(max(sequence), 0) FROM ledger WHERE kind = 'clock-confirmed')
       ORDER BY at DESC LIMIT 1`,
    )
    .get<{ at: Instant }>()?.at;
