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

/** One slot of a list by its place, with what veils its arm. Throws when the list has no such slot. */
export function veiledSlot(
  db: SqlDatabase,
  at: { readonly list: string; readonly stratum: string; readonly position: number },
): { readonly nonce: string; readonly veil: number } {
  const found = db
    .prepare(
      `SELECT coalesce(slot.nonce, stratum.nonce) AS nonce, slot.veil
       FROM slot JOIN stratum ON stratum.id = slot.stratum
         JOIN random_list ON random_list.id = stratum.list
       WHERE random_list.code = ? AND stratum.key = ? AND slot.position = ?`,
    )
    .get<{ nonce: string; veil: number }>(at.list, at.stratum, at.position);
  if (found === undefined) throw new Error(`no slot ${at.position} of ${at.list}, ${at.stratum}`);
  return found;
}
