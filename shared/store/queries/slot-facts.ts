import type { SqlDatabase } from '../sql-database.ts';

/** State of one slot of a list. */
export const slotOf = (
  db: SqlDatabase,
  list: number,
  at: { readonly stratum: string; readonly position: number },
): { readonly state: string } | undefined =>
  db
    .prepare(
      `SELECT slot.state FROM slot JOIN stratum ON stratum.id = slot.stratum
       WHERE stratum.list = ? AND stratum.key = ? AND slot.position = ?`,
    )
    .get<{ state: string }>(list, at.stratum, at.position);
