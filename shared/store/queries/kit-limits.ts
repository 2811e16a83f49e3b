import type { SqlDatabase } from '../sql-database.ts';
import { batchNonce } from './kits-at-place.ts';
import type { VeiledKit } from './kits-at-place.ts';

/** A free kit whose stability budget limits it; `endDay` is its last day of use, 0 when nothing is left. */
export interface LimitedKit extends VeiledKit {
  readonly endDay: number;
}

/** Free kits at a place that their budget limits, the nearest end first. Few, and mostly none: one seek. */
export const limitedKitsAt = (db: SqlDatabase, place: number): readonly LimitedKit[] =>
  db
    .prepare(
      `SELECT kit.id, kit.expiry_day, kit.sequence, kit.veil, kit.batch, kit.batch_position,
         kit_limit.end_day
       FROM kit_limit JOIN kit ON kit.id = kit_limit.kit
       WHERE kit_limit.place = +? AND kit_limit.is_free = 1 AND kit.block = 0
       ORDER BY kit_limit.end_day, kit.sequence`,
    )
    .rows(place)
    .map((row) => ({
      id: row[0] as number,
      expiryDay: row[1] as number,
      sequence: row[2] as number,
      veil: row[3] as number,
      nonce: batchNonce(db, row[4] as number),
      batchPosition: row[5] as number,
      endDay: row[6] as number,
    }));

/** Last day of use that the budget of a kit allows; null where nothing limits it. */
export const budgetEndOf = (db: SqlDatabase, kit: number): number | null =>
  db.prepare('SELECT end_day AS day FROM kit_limit WHERE kit = ?').get<{ day: number }>(kit)?.day ??
  null;

/** Seconds that are left of the tightest band of a kit; null for one that was never judged or is free. */
export const budgetLeftOf = (db: SqlDatabase, kit: number): number | null =>
  db
    .prepare('SELECT remaining_s AS seconds FROM kit_budget WHERE kit = ?')
    .get<{ seconds: number | null }>(kit)?.seconds ?? null;
